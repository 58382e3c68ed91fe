"""What the database holds of the tables of a dataset, under the same keys: a few queries a table, when first asked."""

from collections import defaultdict
from functools import cached_property

from exchange.dataset.schema import POSITION, TABLES
from exchange.dataset.schema.cells import ReferenceCell, ReferencesCell, SiblingCell
from exchange.models import LoadedRow
from records.models import FormerAddress


class Database:
    """Identities, records and remembered rows, as they were when they were first read."""

    def __init__(self):
        self._tables = {}

    def __getitem__(self, name):
        """The stored rows of a table, by its name."""
        if name not in self._tables:
            self._tables[name] = StoredTable(TABLES[name], self)
        return self._tables[name]

    @cached_property
    def remembered(self):
        """What was loaded before, by table and key."""
        return {(row.table, row.key): row for row in LoadedRow.objects.order_by("pk")}

    @cached_property
    def renamed(self):
        """(table, identity) → the identity of today, for rows that were named otherwise before."""
        tables = {table.model._meta.label_lower: table for table in TABLES.values() if _is_addressed(table.model)}
        found = {}
        for former in FormerAddress.objects.filter(model__in=tables):
            table = tables[former.model]
            present = self[table.name].identities.get(former.record)
            if present and (identity := (*present[:-1], former.name)) not in self[table.name].pks:
                found[table.name, identity] = present
        return found


def _is_addressed(model):
    return bool(getattr(model, "address_fields", ()))


class StoredTable:
    """The rows of one table that the database holds."""

    def __init__(self, table, database):
        self.table = table
        self._database = database

    @cached_property
    def identities(self):
        """The identity of each row by its primary key, in the order of presentation."""
        rows = self.table.model._base_manager.order_by("position", "pk").values_list("pk", *self.table.lookups)
        keys = {pk: tuple("" if part is None else str(part) for part in parts) for pk, *parts in rows}
        return _number_keys(keys) if self.table.numbered else keys

    @cached_property
    def pks(self):
        """The primary key of each row by its identity; of two rows with the same one, that which comes first."""
        return {identity: pk for pk, identity in reversed(self.identities.items())}

    @cached_property
    def places(self):
        """The identity of each row of a numbered table as the dataset last gave it, by primary key: somebody may have
        added a row here before it since."""
        loaded = {
            row.values.get("id"): tuple(key.split("/"))
            for (name, key), row in self._database.remembered.items()
            if name == self.table.name
        }
        return self.identities | {pk: identity for pk, identity in loaded.items() if pk in self.identities}

    @cached_property
    def pks_by_place(self):
        """The primary key of each row by that identity; what was loaded comes before what was added here."""
        loaded_last = sorted(self.places.items(), key=lambda item: item[1] != self.identities[item[0]])
        return {identity: pk for pk, identity in loaded_last}

    @cached_property
    def records(self):
        """The records by primary key, with the references to many that a file gives."""
        many = [column.field for column in self.table.many]
        return {record.pk: record for record in self.table.model._base_manager.prefetch_related(*many)}

    def get_value(self, pk, column):
        """The value of a column, in the same form as a file's: a reference is the identity of its row."""
        record = self.records[pk]
        if isinstance(column.type, ReferencesCell):
            target = self._database[column.type.to].identities
            return tuple(target[other.pk] for other in getattr(record, column.field).all())
        if isinstance(column.type, SiblingCell):
            return self._database[column.type.to].places.get(getattr(record, f"{column.field}_id"))
        if isinstance(column.type, ReferenceCell):
            target = self._database[column.type.to].identities
            return target.get(getattr(record, f"{column.field}_id"))
        return getattr(record, column.field)

    def get_plain_values(self, pk):
        """The stored values in their plain form, and the position."""
        values = {column.name: column.type.to_plain(self.get_value(pk, column)) for column in self.table.stored}
        return {**values, POSITION: self.records[pk].position}


def _number_keys(keys):
    """Add to each key the place among the rows that share it, from 1."""
    counts = defaultdict(int)
    numbered = {}
    for pk, key in keys.items():
        counts[key] += 1
        numbered[pk] = (*key, str(counts[key]))
    return numbered

"""Executes a plan: one transaction, every record saved by itself so that history and versions are kept."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import translation

from exchange.dataset.planning import RECORD
from exchange.dataset.schema import POSITION
from exchange.dataset.schema.cells import Reference, References, Sibling
from exchange.dataset.settling import Notice, Settling
from exchange.models import LoadedRow

CHANGE_REASON = "load_data"
BATCH = 500


@dataclass
class Outcome:
    """What became of the loaded texts: how many were published and validated, and what needs a look."""

    published: int = 0
    validated: int = 0
    notices: list[Notice] = field(default_factory=list)


def execute(plan, advance):
    """Write what the plan says, all of it or nothing; `advance` is called after each record.

    Raises StaleRecordError or a database error when the database is no longer what it was; nothing is then written.
    """
    if not plan.writes_something:
        return Outcome()
    with transaction.atomic():
        writer = Writer(plan, advance)
        for table in plan.tables:
            writer.write(table)
        return Settling(writer.added, writer.changed, advance).finish(Outcome())


class Writer:
    """Writes table after table, and knows the primary key of every row on the way.

    `added` and `changed` have the primary keys of what was written, by the name of the table.
    """

    def __init__(self, plan, advance):
        self.database = plan.database
        self.advance = advance
        self.added = {}
        self.changed = {}
        self._new = {}

    def write(self, plan):
        table = plan.table
        self.added[table.name] = [self._add(addition) for addition in _targets_first(table, plan.additions)]
        self.changed[table.name] = [self._change(change) for change in plan.changes]
        self._remember(table, plan.memory)

    def _add(self, addition):
        row = addition.row
        record = row.table.model(position=addition.given[POSITION])
        self._save(record, row, row.table.stored)
        self._new[row.table.name, row.identity] = record
        return record.pk

    def _change(self, change):
        record = self.database[change.row.table.name].records[change.pk]
        if POSITION in change.columns:
            record.position = change.given[POSITION]
        columns = [column for column in change.row.table.stored if column.name in change.columns]
        self._save(record, change.row, columns)
        return change.pk

    def _save(self, record, row, columns):
        new = record._state.adding
        for column in columns:
            if not isinstance(column.type, References):
                self._assign(record, column, row.values[column.name])
        if new and row.table.complete:
            row.table.complete(record)
        record._change_reason = CHANGE_REASON
        with translation.override("fr"):  # the columns without a language are written from the active one
            record.save()
            for column in columns:
                if isinstance(column.type, References) and (row.values[column.name] or not new):
                    pks = [self._pk(column.type, identity) for identity in row.values[column.name]]
                    links = getattr(record, column.field)
                    links.add(*pks) if new else links.set(pks)
        self.advance()

    def _assign(self, record, column, value):
        """Give the record a value; a reference to what was just written as that record, which is not read again."""
        if not isinstance(column.type, Reference):
            setattr(record, column.field, value)
        elif new := self._new.get((column.type.to, value)):
            setattr(record, column.field, new)
        else:
            setattr(record, f"{column.field}_id", value and self._pk(column.type, value))

    def _pk(self, reference, identity):
        if new := self._new.get((reference.to, identity)):
            return new.pk
        stored = self.database[reference.to]
        return (stored.pks_by_place if isinstance(reference, Sibling) else stored.pks)[identity]

    def _remember(self, table, memory):
        remembered = self.database.remembered
        fresh = []
        for key, values in memory.items():
            loaded = remembered.get((table.name, key)) or LoadedRow(table=table.name, key=key)
            loaded.values = values | self._record_of(table, key)
            fresh.append(loaded) if loaded._state.adding else loaded.save()
        LoadedRow.objects.bulk_create(fresh, batch_size=BATCH)

    def _record_of(self, table, key):
        new = self._new.get((table.name, tuple(key.split("/"))))
        return {RECORD: new.pk} if table.numbered and new else {}


def _targets_first(table, additions):
    """The additions in an order in which a row comes after those of the same table to which it refers."""
    own = next((column for column in table.references if column.type.to == table.name), None)
    if own is None:
        return additions
    waiting = {addition.row.identity: addition for addition in additions}
    ordered = []
    while waiting:
        chain, identity = [], next(iter(waiting))
        while identity in waiting:
            chain.append(waiting.pop(identity))
            identity = chain[-1].row.values[own.name]
        ordered += reversed(chain)
    return ordered

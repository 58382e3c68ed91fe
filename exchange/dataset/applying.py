"""Executes a plan in one transaction: new records are created together, changed ones saved one by one."""

from dataclasses import dataclass, field

from django.db import transaction
from django.utils import translation

from exchange.dataset.planning import RECORD
from exchange.dataset.review_states import Notice, ReviewSettler
from exchange.dataset.schema import POSITION
from exchange.dataset.schema.cells import ReferenceCell, SiblingCell
from exchange.models import LoadedRow
from records.bulk import BATCH, bulk_create

CHANGE_REASON = "load_data"


@dataclass
class Outcome:
    """What became of the loaded texts: how many were published and validated, and what needs a look."""

    published: int = 0
    validated: int = 0
    notices: list[Notice] = field(default_factory=list)


def apply_plan(plan, advance):
    """Write what the plan says, all of it or nothing; `advance` is called after each record.

    Raises StaleRecordError or a database error when the database is no longer what it was; nothing is then written.
    """
    if not plan.writes_something:
        return Outcome()
    with transaction.atomic():
        writer = Writer(plan, advance)
        for table in plan.tables:
            writer.write_table(table)
        return ReviewSettler(writer.added, writer.changed, advance).settle_texts(Outcome())


class Writer:
    """Writes table after table, and knows the record of every row on the way.

    `added` and `changed` have the primary keys of what was written, by the name of the table.
    """

    def __init__(self, plan, advance):
        self.database = plan.database
        self.advance = advance
        self.added = {}
        self.changed = {}
        self._new = {}

    def write_table(self, plan):
        table = plan.table
        self.added[table.name] = [
            record.pk
            for batch in _split_into_batches(table, plan.additions)
            for record in self._create_records(table, batch)
        ]
        self.changed[table.name] = [self._save_change(change) for change in plan.changes]
        self._remember_rows(table, plan.memory)

    def _create_records(self, table, additions):
        """Create the records of these rows together, and what they are linked to."""
        records = [self._make_record(table, addition) for addition in additions]
        links = {
            column.field: [self._find_pks(column, addition.row) for addition in additions] for column in table.many
        }
        bulk_create(records, links=links, reason=CHANGE_REASON)
        for addition, record in zip(additions, records, strict=True):
            self._new[table.name, addition.row.identity] = record
            self.advance()
        return records

    def _make_record(self, table, addition):
        record = table.model(position=addition.given[POSITION])
        self._assign_values(record, addition.row, table.stored)
        if table.complete:
            table.complete(record)
        return record

    def _save_change(self, change):
        table = change.row.table
        record = self.database[table.name].records[change.pk]
        if POSITION in change.columns:
            record.position = change.given[POSITION]
        columns = [column for column in table.stored if column.name in change.columns]
        self._assign_values(record, change.row, columns)
        record._change_reason = CHANGE_REASON
        with translation.override("fr"):  # the columns without a language are written from the active one
            record.save()
            for column in columns:
                if column in table.many:
                    getattr(record, column.field).set(self._find_pks(column, change.row))
        self.advance()
        return change.pk

    def _assign_values(self, record, row, columns):
        """Give the record the values of the row; of a reference the record to which it leads: nobody reads it again."""
        for column in columns:
            value = row.values[column.name]
            if isinstance(column.type, ReferenceCell) and column not in row.table.many:
                value = self._find_record(column.type, value) if value else None
            if column not in row.table.many:
                setattr(record, column.field, value)

    def _find_pks(self, column, row):
        return [self._find_record(column.type, identity).pk for identity in row.values[column.name]]

    def _find_record(self, reference, identity):
        """The record to which a reference leads, of those that were just written or of the database."""
        if new := self._new.get((reference.to, identity)):
            return new
        stored = self.database[reference.to]
        pks = stored.pks_by_place if isinstance(reference, SiblingCell) else stored.pks
        return stored.records[pks[identity]]

    def _remember_rows(self, table, memory):
        LoadedRow.objects.bulk_create(
            (
                LoadedRow(table=table.name, key=key, values=values | self._find_number(table, key))
                for key, values in memory.items()
            ),
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["table", "key"],
            update_fields=["values", "loaded_at"],
        )

    def _find_number(self, table, key):
        new = self._new.get((table.name, tuple(key.split("/"))))
        return {RECORD: new.pk} if table.numbered and new else {}


def _split_into_batches(table, additions):
    """Batches in which no row refers to another one of the same: that to which it refers stands in an earlier one."""
    generations = [additions]
    if own := next((column for column in table.references if column.type.to == table.name), None):
        generations = _split_by_target(additions, own.name)
    for rows in generations:
        yield from (rows[start : start + BATCH] for start in range(0, len(rows), BATCH))


def _split_by_target(additions, column):
    """First the rows that refer to none of the others, then those that refer to these, and so on."""
    waiting = additions
    while waiting:
        later = {addition.row.identity for addition in waiting}
        generation = [addition for addition in waiting if addition.row.values[column] not in later]
        yield generation
        waiting = [addition for addition in waiting if addition.row.values[column] in later]

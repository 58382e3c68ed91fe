"""What loading a dataset would do: what it adds, changes and leaves, and why. Nothing is written here."""

from collections import defaultdict
from dataclasses import dataclass, field
from enum import StrEnum

from exchange.dataset.database import Database
from exchange.dataset.earlier_texts import compare_with_earlier_texts
from exchange.dataset.merging import find_changed_alone, group_siblings, merge_row, place_in_order
from exchange.dataset.oddities import Oddity
from exchange.dataset.rows import TypedRow
from exchange.dataset.schema import POSITION, TABLES
from exchange.dataset.schema.structure import Table

RECORD = "id"
"""Where the memory of a numbered row keeps the primary key of its record: its place alone may change hands."""


class Reason(StrEnum):
    """Why a row, or some of its columns, stays as it is."""

    EDITED = "edited here since it was loaded"
    DELETED = "deleted here since it was loaded"
    DEPENDENT = "refers to a row that was deleted here"
    GONE = "no longer in the dataset"


@dataclass(frozen=True)
class Addition:
    row: TypedRow
    given: dict
    alone: tuple[tuple[str, str], ...] = ()  # as of a change, since the text from which a new one began

    @property
    def key(self):
        return self.row.key


@dataclass(frozen=True)
class Change:
    row: TypedRow
    given: dict
    pk: int
    columns: tuple[str, ...]
    alone: tuple[tuple[str, str], ...] = ()  # (column, the one of the other language, which stays as it is)

    @property
    def key(self):
        return self.row.key


@dataclass(frozen=True)
class Left:
    key: str
    reason: Reason
    columns: tuple[str, ...] = ()


@dataclass
class TablePlan:
    """What happens to one table. `memory` has what is to be remembered where that changes, by key."""

    table: Table
    additions: list[Addition] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)
    same: int = 0
    memory: dict[str, dict] = field(default_factory=dict)

    def list_left(self, reason):
        return [left for left in self.left if left.reason is reason]


@dataclass
class Plan:
    """What happens to all of them, in the order of writing, and what is odd in the dataset."""

    tables: list[TablePlan]
    oddities: list[Oddity]
    database: Database

    @property
    def changes_something(self):
        return any(table.additions or table.changes for table in self.tables)

    @property
    def steps(self):
        """How many records are to be saved; a new update is saved again to get its state."""
        settled = {"updates", "antenna_updates"}
        return sum(
            len(table.additions) * (2 if table.table.name in settled else 1) + len(table.changes)
            for table in self.tables
        )

    @property
    def writes_something(self):
        return self.changes_something or any(table.memory for table in self.tables)


def make_plan(known, oddities, *, overwrite):
    """The plan for the rows of a dataset without problems. With `overwrite` nothing that it says is left out."""
    planner = Planner(known, overwrite)
    return Plan(
        [planner.plan_table(TABLES[name], rows) for name, rows in known.rows.items()],
        oddities,
        known.database,
    )


class Planner:
    """Plans the tables in the order of writing, and knows which rows will not be there."""

    def __init__(self, known, overwrite):
        self.known = known
        self.database = known.database
        self.overwrite = overwrite
        self.absent = set()

    def plan_table(self, table, rows):
        plan = TablePlan(table)
        matched = self._match_rows(table, rows)
        positions = self._place_rows(table, rows, matched)
        for row in rows:
            given = self._collect_given(row, is_new=matched[row.key] is None)
            given[POSITION] = positions[row.key]
            self._plan_row(plan, row, given, matched[row.key])
        plan.additions = compare_with_earlier_texts(plan, self.known)
        plan.left += self._find_gone(table, rows, matched)
        return plan

    def _collect_given(self, row, *, is_new):
        """What the row says, in plain values; what it inherits too where it is new."""
        given = {}
        for column in row.table.stored:
            if column.name in row.absent and not column.inherited_from:
                continue
            if column.inherited_from and not row.values[column.name]:
                if not is_new:
                    continue
                target = row.table.by_name[column.inherited_from].type.to
                inherited = self.known.get_value(target, row.values[column.inherited_from], column.name)
                row.values[column.name] = inherited
            plain = column.type.to_plain(row.values[column.name])
            if is_new or not column.is_default or plain != self._get_remembered(row).get(column.name):
                given[column.name] = plain
        return given

    def _plan_row(self, plan, row, given, pk):
        if pk is not None:
            self._plan_merge(plan, row, given, pk)
        elif self._get_remembered(row) and not self.overwrite:
            self._leave_out(plan, row, Reason.DELETED)
        elif self._refers_to_absent(row, plan.table.columns):
            self._leave_out(plan, row, Reason.DEPENDENT)
        else:
            plan.additions.append(Addition(row, given))
            plan.memory[row.key] = given

    def _plan_merge(self, plan, row, given, pk):
        remembered = self._get_remembered(row)
        stored = self.database[plan.table.name].get_plain_values(pk)
        merged = merge_row(given, stored, remembered, essence=plan.table.essence, overwrite=self.overwrite)
        columns = [plan.table.by_name[name] for name in merged.take if name != POSITION]
        dependent = tuple(column.name for column in columns if self._refers_to_absent(row, [column]))
        take = tuple(name for name in merged.take if name not in dependent)
        if merged.leave:
            plan.left.append(Left(row.key, Reason.EDITED, merged.leave))
        if dependent:
            plan.left.append(Left(row.key, Reason.DEPENDENT, dependent))
        if take:
            plan.changes.append(Change(row, given, pk, take, tuple(find_changed_alone(given, stored, take))))
        elif not merged.leave and not dependent:
            plan.same += 1
        known = {name: value for name, value in given.items() if name not in (*merged.leave, *dependent)}
        memory = {**remembered, **known, **({RECORD: pk} if plan.table.numbered else {})}
        if memory != remembered:
            plan.memory[row.key] = memory

    def _leave_out(self, plan, row, reason):
        self.absent.add((plan.table.name, row.identity))
        plan.left.append(Left(row.key, reason))

    def _refers_to_absent(self, row, columns):
        return any(
            (column.type.to, identity) in self.absent
            for column in columns
            if column in row.table.references
            for identity in column.type.list_identities(row.values[column.name])
        )

    def _get_remembered(self, row):
        loaded = self.database.remembered.get((row.table.name, row.key))
        return loaded.values if loaded else {}

    def _match_rows(self, table, rows):
        """The primary key of the record of each row, or None, by the key of the row."""
        stored = self.database[table.name]
        if not table.numbered:
            return {row.key: stored.pks.get(row.identity) for row in rows}
        claimed = {
            loaded.values.get(RECORD) for (name, _key), loaded in self.database.remembered.items() if name == table.name
        }
        matched = {}
        for row in rows:
            pk = self._get_remembered(row).get(RECORD)
            at_its_place = stored.pks.get(row.identity)
            if pk is None and at_its_place not in claimed:
                pk = at_its_place
            matched[row.key] = pk if pk in stored.identities else None
        return matched

    def _place_rows(self, table, rows, matched):
        stored = self.database[table.name]
        highest = defaultdict(int)
        for pk, identity in stored.identities.items():
            highest[identity[:-1]] = max(highest[identity[:-1]], stored.records[pk].position)
        positions = {}
        for group in group_siblings(rows, table):
            known = [self._get_known_position(row, stored, matched[row.key]) for row in group]
            places = place_in_order(known, highest[group[0].identity[:-1]])
            positions.update(zip((row.key for row in group), places, strict=True))
        return positions

    def _get_known_position(self, row, stored, pk):
        if pk is None:
            return None
        return self._get_remembered(row).get(POSITION, stored.records[pk].position)

    def _find_gone(self, table, rows, matched):
        """The rows that were loaded beside these, and that the dataset no longer has."""
        groups = {_get_parent_key(row.key) for row in rows} | {""}
        for (name, key), loaded in self.database.remembered.items():
            if (
                name == table.name
                and key not in matched
                and _get_parent_key(key) in groups
                and self._is_stored(table, loaded)
            ):
                yield Left(key, Reason.GONE)

    def _is_stored(self, table, loaded):
        stored = self.database[table.name]
        if table.numbered:
            return loaded.values.get(RECORD) in stored.identities
        return tuple(loaded.key.split("/")) in stored.pks


def _get_parent_key(key):
    return key.rpartition("/")[0]

"""From raw rows to typed ones: cells, keys, references, then the rules of each table. Every problem is collected."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from exchange.dataset.problems import Problems, quoted
from exchange.dataset.rows import Row, World, key_part, nothing_found
from exchange.dataset.rules import broken_rules
from exchange.dataset.schema import TABLES
from exchange.dataset.schema.cells import CONTROL, CellRefused, ReferencesCell, SiblingCell


@dataclass(frozen=True)
class Checked:
    """The rows of each table, in the order of the file, with what is wrong in them."""

    world: World
    problems: Problems

    @property
    def rows(self):
        return self.world.rows


def check(raw_tables, database):
    """Check the tables against the format, each other and the database.

    Only where there is no problem are all values and references of the rows there.
    """
    problems, rows = Problems(), {}
    for name, table in TABLES.items():
        if name in raw_tables:
            rows[name] = [_typed(table, raw, problems) for raw in raw_tables[name].rows]
            _identify(table, rows[name], problems)
            _refuse_former_keys(rows[name], database, problems)
    partial = {name for name, raw in raw_tables.items() if not raw.whole or _has_broken_key(rows[name])}
    world = World(rows, partial, database)
    for table_rows in rows.values():
        for row in table_rows:
            _resolve(row, world, problems)
    for table_rows in rows.values():
        problems += broken_rules(table_rows, world)
    return Checked(world, problems)


def _has_broken_key(rows):
    return any(not row.broken.isdisjoint(row.table.key) for row in rows)


def _typed(table, raw, problems):
    row = Row(table, raw.line, raw.cells, absent=raw.absent)
    for column in table.columns:
        try:
            row.values[column.name] = _value(table, column, raw.cells[column.name])
        except CellRefused as refusal:
            row.values[column.name] = column.type.empty
            problems.append(row.problem([column.name], refusal.expected))
    return row


def _value(table, column, cell):
    if CONTROL.search(cell):
        raise CellRefused(_("text without control characters"))
    if not cell.strip():
        if column.required:
            raise CellRefused(_expected_where_required(column))
        return column.type.empty
    value = column.type.parse(cell)
    limit = table.get_limit(column)
    if limit is not None and len(value) > limit:
        raise CellRefused(
            _("at most %(limit)d characters instead of %(count)d") % {"limit": limit, "count": len(value)}
        )
    return value


def _expected_where_required(column):
    if column.name.endswith(("_fr", "_nl")):
        return _("the text in French and in Dutch")
    return column.type.expected


def _identify(table, rows, problems):
    """Give each row its identity, and refuse a key that comes twice."""
    keys = [*table.key, table.ordered_by] if table.ordered_by else list(table.key)
    if not table.numbered or table.ordered_by:
        _refuse_doubles(keys, rows, problems)
    siblings = defaultdict(list)
    for row in rows:
        row.identity = tuple(row.part(name) for name in table.key)
        siblings[row.identity].append(row)
    if table.numbered:
        for group in siblings.values():
            if table.ordered_by:
                group.sort(key=lambda row: row.values[table.ordered_by] or 0)
            for place, row in enumerate(group, start=1):
                row.identity = (*row.identity, str(place))


def _refuse_doubles(columns, rows, problems):
    first = {}
    for row in rows:
        if row.broken.intersection(columns):
            continue
        key = tuple(row.part(name) for name in columns)
        if key in first:
            problems.append(row.problem(columns, _("each key once"), _already(row, columns, first[key])))
        first.setdefault(key, row)


def _already(row, columns, other):
    return _("%(key)s, which stands in row %(row)d already") % {
        "key": quoted(", ".join(row.cells[name] for name in columns)),
        "row": other.line,
    }


def _refuse_former_keys(rows, database, problems):
    """A key that was changed here leads to its row of today: the file would otherwise bring in the row once more."""
    for row in rows:
        if present := database.renamed.get((row.table.name, row.identity)):
            own = row.table.key[-1]
            problems.append(row.problem([own], _("“%(key)s”: the key was changed here") % {"key": present[-1]}))


def _resolve(row, world, problems):
    """Turn the references of a row into identities; one that leads nowhere is a problem."""
    for column in row.table.references:
        keys = row.values[column.name]
        if column.name in row.broken or not keys:
            continue
        found = _targets(row, column, world)
        if found is None:
            row.broken.add(column.name)
            continue
        missing = [identity for identity in found if not world.has(column.type.to, identity)]
        row.values[column.name] = tuple(found) if isinstance(column.type, ReferencesCell) else found[0]
        if missing and column.type.to in world.partial:
            row.broken.add(column.name)
        elif missing:
            shown = row.cells[column.name] if isinstance(column.type, SiblingCell) else _listed(missing)
            problems.append(row.problem([column.name], _expected_target(column), quoted(shown)))


def _listed(identities):
    return "; ".join(", ".join(identity) for identity in identities)


def _expected_target(column):
    """What is expected of a reference that leads nowhere."""
    return column.type.expected if isinstance(column.type, SiblingCell) else nothing_found(TABLES[column.type.to])


def _targets(row, column, world):
    """The identities to which a cell refers; None where the columns that complete them are broken."""
    prefix = []
    for name in column.type.within:
        part = _part_of_identity(row, name, world)
        if part is None:
            return None
        prefix += part
    many = isinstance(column.type, ReferencesCell)
    cells = row.values[column.name] if many else [row.cells[column.name]]
    return [(*prefix, key_part(column, cell)) for cell in cells]


def _part_of_identity(row, name, world):
    own, _dot, other = name.partition(".")
    if own in row.broken or not row.values[own]:
        return None
    value = row.values[own]
    if other:
        value = world.value(row.table.by_name[own].type.to, value, other)
    return list(value) if isinstance(value, tuple) else value and [value]

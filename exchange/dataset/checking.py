"""From raw rows to typed ones: cells, keys, references, then the rules of each table. Every problem is collected."""

from collections import defaultdict
from dataclasses import dataclass

from django.utils.translation import gettext as _

from exchange.dataset.problems import Problems, quote_cell
from exchange.dataset.rows import KnownRows, TypedRow, describe_expected_row, normalize_key
from exchange.dataset.rules import find_broken_rules
from exchange.dataset.schema import TABLES
from exchange.dataset.schema.cells import CONTROL, CellRefused, ReferencesCell, SiblingCell


@dataclass(frozen=True)
class Checked:
    """The rows of each table, in the order of the file, with what is wrong in them."""

    known: KnownRows
    problems: Problems

    @property
    def rows(self):
        return self.known.rows


def check_tables(raw_tables, database):
    """Check the tables against the format, each other and the database.

    Only where there is no problem are all values and references of the rows there.
    """
    problems, rows = Problems(), {}
    for name, table in TABLES.items():
        if name in raw_tables:
            rows[name] = [_parse_row(table, raw, problems) for raw in raw_tables[name].rows]
            _identify_rows(table, rows[name], problems)
            _refuse_former_keys(rows[name], database, problems)
    partial = {name for name, raw in raw_tables.items() if not raw.whole or _has_broken_key(rows[name])}
    known = KnownRows(rows, partial, database)
    for table_rows in rows.values():
        for row in table_rows:
            _resolve_references(row, known, problems)
    for table_rows in rows.values():
        problems += find_broken_rules(table_rows, known)
    return Checked(known, problems)


def _has_broken_key(rows):
    return any(not row.broken.isdisjoint(row.table.key) for row in rows)


def _parse_row(table, raw, problems):
    row = TypedRow(table, raw.line, raw.cells, absent=raw.absent)
    for column in table.columns:
        try:
            row.values[column.name] = _parse_cell(table, column, raw.cells[column.name])
        except CellRefused as refusal:
            row.values[column.name] = column.type.empty
            problems.append(row.make_problem([column.name], refusal.expected))
    return row


def _parse_cell(table, column, cell):
    if CONTROL.search(cell):
        raise CellRefused(_("text without control characters"))
    if not cell.strip():
        if column.required:
            raise CellRefused(_describe_required(column))
        return column.type.empty
    value = column.type.parse(cell)
    limit = table.get_limit(column)
    if limit is not None and len(value) > limit:
        raise CellRefused(
            _("at most %(limit)d characters instead of %(count)d") % {"limit": limit, "count": len(value)}
        )
    return value


def _describe_required(column):
    if column.name.endswith(("_fr", "_nl")):
        return _("the text in French and in Dutch")
    return column.type.expected


def _identify_rows(table, rows, problems):
    """Give each row its identity, and refuse a key that comes twice."""
    keys = [*table.key, table.ordered_by] if table.ordered_by else list(table.key)
    if not table.numbered or table.ordered_by:
        _refuse_doubles(keys, rows, problems)
    siblings = defaultdict(list)
    for row in rows:
        row.identity = tuple(row.get_key_part(name) for name in table.key)
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
        key = tuple(row.get_key_part(name) for name in columns)
        if key in first:
            problems.append(row.make_problem(columns, _("each key once"), _describe_holder(row, columns, first[key])))
        first.setdefault(key, row)


def _describe_holder(row, columns, other):
    return _("%(key)s, which stands in row %(row)d already") % {
        "key": quote_cell(", ".join(row.cells[name] for name in columns)),
        "row": other.line,
    }


def _refuse_former_keys(rows, database, problems):
    """A key that was changed here leads to its row of today: the file would otherwise bring in the row once more."""
    for row in rows:
        if present := database.renamed.get((row.table.name, row.identity)):
            own = row.table.key[-1]
            problems.append(row.make_problem([own], _("“%(key)s”: the key was changed here") % {"key": present[-1]}))


def _resolve_references(row, known, problems):
    """Turn the references of a row into identities; one that leads nowhere is a problem."""
    for column in row.table.references:
        keys = row.values[column.name]
        if column.name in row.broken or not keys:
            continue
        found = _find_targets(row, column, known)
        if found is None:
            row.broken.add(column.name)
            continue
        missing = [identity for identity in found if not known.has_row(column.type.to, identity)]
        row.values[column.name] = tuple(found) if isinstance(column.type, ReferencesCell) else found[0]
        if missing and column.type.to in known.partial:
            row.broken.add(column.name)
        elif missing:
            shown = row.cells[column.name] if isinstance(column.type, SiblingCell) else _join_identities(missing)
            problems.append(row.make_problem([column.name], _describe_target(column), quote_cell(shown)))


def _join_identities(identities):
    return "; ".join(", ".join(identity) for identity in identities)


def _describe_target(column):
    """What is expected of a reference that leads nowhere."""
    return (
        column.type.expected if isinstance(column.type, SiblingCell) else describe_expected_row(TABLES[column.type.to])
    )


def _find_targets(row, column, known):
    """The identities to which a cell refers; None where the columns that complete them are broken."""
    prefix = []
    for name in column.type.within:
        part = _find_identity_part(row, name, known)
        if part is None:
            return None
        prefix += part
    many = isinstance(column.type, ReferencesCell)
    cells = row.values[column.name] if many else [row.cells[column.name]]
    return [(*prefix, normalize_key(column, cell)) for cell in cells]


def _find_identity_part(row, name, known):
    own, _dot, other = name.partition(".")
    if own in row.broken or not row.values[own]:
        return None
    value = row.values[own]
    if other:
        value = known.get_value(row.table.by_name[own].type.to, value, other)
    return list(value) if isinstance(value, tuple) else value and [value]

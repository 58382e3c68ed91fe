"""The rows of a dataset as typed values, and all rows that are known: those of the dataset, then of the database."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from exchange.dataset.problems import Problem, quote_cell
from exchange.dataset.schema import TABLES
from exchange.dataset.schema.cells import CellRefused, ReferenceCell, SiblingCell, WholeNumberCell
from exchange.dataset.schema.structure import Table


@dataclass
class TypedRow:
    """A row of a file. `identity` tells it apart in its table; `broken` names the columns that have no value, `absent`
    those that the file leaves out."""

    table: Table
    line: int
    cells: dict[str, str]
    values: dict = field(default_factory=dict)
    identity: tuple[str, ...] = ()
    broken: set[str] = field(default_factory=set)
    absent: frozenset[str] = frozenset()

    @property
    def key(self):
        return "/".join(self.identity)

    def get_key_part(self, name):
        """One column as a part of a key; a broken one as it was typed, so that it is reported only once."""
        return normalize_key(self.table.by_name[name], self.cells[name])

    def make_problem(self, columns, expected, found=None):
        """A problem with these columns of the row, which are broken from here on."""
        self.broken.update(columns)
        cells = ", ".join(self.cells[name] for name in columns)
        return Problem(self.table.file, self.line, ", ".join(columns), found or quote_cell(cells), expected)


class KnownRows:
    """Every row to which a reference may lead: those of the dataset, and those of the database that it lacks.

    `partial` names the tables of which not every key could be read: nothing is said of what is missing there.
    """

    def __init__(self, rows, partial, database):
        self.rows = rows
        self.partial = partial
        self.database = database
        self._by_identity = {
            name: {row.identity: row for row in reversed(table_rows)} for name, table_rows in rows.items()
        }

    def find_row(self, name, identity):
        """The row of the dataset with that identity, or None."""
        return self._by_identity.get(name, {}).get(identity)

    def has_row(self, name, identity):
        return self.find_row(name, identity) is not None or identity in self.database[name].pks

    def get_value(self, name, identity, column):
        """The value of a column in the row with that identity; None when it has none or is broken."""
        row = self.find_row(name, identity)
        if row is not None:
            return None if column in row.broken else row.values[column]
        stored = self.database[name]
        pk = stored.pks.get(identity)
        return None if pk is None else stored.get_value(pk, TABLES[name].by_name[column])


def normalize_key(column, cell):
    """A cell as part of a key, in the form in which keys are compared: the number 2, not 02."""
    cell, kind = cell.strip(), column.type
    if isinstance(kind, SiblingCell):
        kind = WholeNumberCell(1)
    while isinstance(kind, ReferenceCell):
        target = TABLES[kind.to]
        kind = target.by_name[target.key[-1]].type
    try:
        return str(kind.to_plain(kind.parse(cell))) if cell else ""
    except CellRefused:
        return cell


def describe_expected_row(table):
    """What is expected of a reference that leads nowhere."""
    return _("%(columns)s of a row of %(file)s or of the database") % {
        "columns": ", ".join(table.key),
        "file": table.file,
    }

"""Tables and columns: how the format is declared."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Model

from exchange.dataset.schema.cells import Cell, KeyPartCell, ReferenceCell, ReferencesCell, TextCell

POSITION = "position"
"""The column that no file has: the order of the rows."""


@dataclass(frozen=True)
class Column:
    """A column of a file, and the attribute of the model in which its value is kept (by default its own name).

    A file may leave an `optional` column out: what the database holds there then stays.
    Where the cell is empty, a new row takes the same column of the row to which `inherited_from` refers, and one that
    is there keeps what it has. A value that `is_default` is what a new record begins with: afterwards the program
    itself moves it on, and it is compared again only where the dataset says something else than before.
    """

    name: str
    type: Cell
    about: str
    required: bool = False
    attribute: str = ""
    stored: bool = True
    optional: bool = False
    inherited_from: str = ""
    is_default: bool = False

    @property
    def field(self):
        return self.attribute or self.name

    @property
    def is_stored(self):
        return self.stored and not isinstance(self.type, KeyPartCell)


def translate_column(name, type_, about, *, required=False, attribute=""):
    """The two columns of a text that is given in French and in Dutch."""
    return tuple(
        Column(f"{name}_{language}", type_, f"{about}, in {spoken}", required, f"{attribute or name}_{language}")
        for language, spoken in (("fr", "French"), ("nl", "Dutch"))
    )


@dataclass(frozen=True)
class Table:
    """A file of the dataset.

    `key` names the columns that tell its rows apart; in a `numbered` table the place among the rows that share
    the key does, in the order of the file or of the column `ordered_by`. `lookups` lead from the model to the
    same key. `siblings` are the columns shared by rows that are presented together, in the order of the file.
    `essence`, in a numbered table, is what makes a row another row when it changes. `unique` are other columns that
    no two rows share. `derive` turns the values of a row into what the model keeps; `complete` gives a new record
    what no column says.
    """

    name: str
    model: type[Model]
    about: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    lookups: tuple[str, ...]
    siblings: tuple[str, ...] = ()
    numbered: bool = False
    ordered_by: str = ""
    essence: tuple[str, ...] = ()
    unique: tuple[tuple[str, ...], ...] = ()
    derive: Callable[[dict], None] | None = None
    complete: Callable[[Model], None] | None = None

    @property
    def file(self):
        return f"{self.name}.csv"

    @cached_property
    def names(self):
        return tuple(column.name for column in self.columns)

    @cached_property
    def by_name(self):
        return {column.name: column for column in self.columns}

    @cached_property
    def stored(self):
        """The columns whose values the model keeps."""
        return tuple(column for column in self.columns if column.is_stored)

    @cached_property
    def many(self):
        """The stored columns that hold several references."""
        return tuple(column for column in self.stored if isinstance(column.type, ReferencesCell))

    @cached_property
    def references(self):
        return tuple(column for column in self.columns if isinstance(column.type, ReferenceCell))

    @cached_property
    def pairs(self):
        """The names, without language, of the texts that may be left out."""
        return tuple(
            column.name.removesuffix("_fr")
            for column in self.columns
            if column.name.endswith("_fr") and not column.required
        )

    def get_limit(self, column):
        """How many characters the model takes, or None."""
        if not column.is_stored or not isinstance(column.type, TextCell):
            return None
        return self.model._meta.get_field(column.field).max_length

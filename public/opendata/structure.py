"""Tables and columns: how the open data is declared."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Model, QuerySet
from django.utils.functional import Promise

from public.opendata.types import Keys, Type
from records.language_codes import LANGUAGES


@dataclass(frozen=True)
class Column:
    """A column, and the path from the model to what it says (by default its own name).

    `filtered`: the API narrows the table by it. `required`: never empty. `language`: of a text that has several.
    """

    name: str
    type: Type
    about: str | Promise
    path: str = ""
    required: bool = False
    filtered: bool = False
    language: str = ""

    @cached_property
    def sources(self):
        return self.type.sources(self.source)

    @property
    def source(self):
        return self.path or self.name

    @property
    def is_many(self):
        return isinstance(self.type, Keys)


def spoken(name, type_, about, path=""):
    """The columns of a text that is kept in three languages. What is missing in one stays empty."""
    return tuple(
        Column(f"{name}_{language}", type_, about, f"{path or name}_{language}", language=language)
        for language in LANGUAGES
    )


@dataclass(frozen=True)
class Table:
    """A public table. `rows` gives what is published of the model, and nothing else.

    `key` names the columns that tell its rows apart, for ever; `order` leads to the columns of the database by which
    they are presented, the last of them without equals.
    """

    name: str
    title: str | Promise
    about: str | Promise
    model: type[Model]
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    order: tuple[str, ...]
    rows: Callable[[], QuerySet]

    @cached_property
    def by_name(self):
        return {column.name: column for column in self.columns}

    @cached_property
    def single(self):
        """The columns that hold one value, read with the row itself."""
        return tuple(column for column in self.columns if not column.is_many)

    @cached_property
    def many(self):
        """The columns that hold the keys of several rows."""
        return tuple(column for column in self.columns if column.is_many)

    @cached_property
    def key_columns(self):
        return tuple(self.by_name[name] for name in self.key)

    @cached_property
    def filters(self):
        """The columns by which the API narrows the table."""
        return tuple(column for column in self.columns if column.filtered)

    def key_of(self, row):
        """What tells the row apart, as one text."""
        return "/".join(str(row[name]) for name in self.key)


def plain(rows):
    """The same rows, of which columns come in the order in which they are asked for.

    Where a model is translated its own querysets look up the names of columns in sets: a union would mix them up.
    """
    return QuerySet(rows.model, rows.query.clone(), rows.db)

"""What a cell may hold. Each type reads a cell, says what it expects, and gives a value its plain form.

The plain form is what is compared and remembered: text, a number or a list, "" where there is nothing. Two values
with the same plain form are the same value, whether they come from a file or from the database.
"""

import datetime
import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from document.dates import PartialDate
from records.limits import FIRST_YEAR, LARGEST_NUMBER, LAST_YEAR
from zones.models.partners import key_validator

YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
LARGEST_SMALL = 32_767  # what a small column of PostgreSQL holds
LARGEST = LARGEST_NUMBER

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_ISO_DATE = re.compile(r"\d{4}(-\d{2}){0,2}", re.ASCII)
_GROUPED = re.compile(r"\d{1,3}([.,'’\s\u00a0\u202f]\d{3})+", re.ASCII)  # 11.553 or 1 234 567


class CellRefused(Exception):
    """A cell that its type does not take; says what is expected instead."""

    def __init__(self, expected):
        super().__init__(expected)
        self.expected = expected


class Cell(ABC):
    """A type of cell. `empty` is the value that an empty cell stands for."""

    empty = ""

    @abstractmethod
    def parse(self, cell):
        """The value of a cell that is not empty. Raises Unacceptable."""

    def to_plain(self, value):
        return "" if value is None else value

    @property
    @abstractmethod
    def expected(self):
        """What the type takes, as the end of the sentence « expected … »."""


@dataclass(frozen=True)
class TextCell(Cell):
    """Words. Their length is limited by the column of the model."""

    markdown: bool = False

    def parse(self, cell):
        return self.to_plain(cell)

    def to_plain(self, value):
        # A browser sends its own line ends, and forms drop the outer blanks: neither is a change of the text.
        return (value or "").replace("\r\n", "\n").replace("\r", "\n").strip()

    @property
    def expected(self):
        return _("text in Markdown") if self.markdown else _("text")


class LinesCell(TextCell):
    """Several values, kept one a line."""

    def parse(self, cell):
        return "\n".join(name.strip() for name in cell.split(";") if name.strip())

    @property
    def expected(self):
        return _("texts separated by semicolons")


@dataclass(frozen=True)
class PatternCell(TextCell):
    """Text of one form."""

    pattern: str = ""
    form: str = ""

    def parse(self, cell):
        if not re.fullmatch(self.pattern, cell, re.ASCII):
            raise CellRefused(self.expected)
        return cell

    @property
    def expected(self):
        return str(self.form)


KEY = PatternCell(
    pattern=key_validator.regex.pattern,
    form=gettext_lazy("a key: lower-case letters and digits, separated by single hyphens, such as zp-5339"),
)
INDICATOR_KEY = PatternCell(
    pattern=r"[a-z0-9]+([_-][a-z0-9]+)*",
    form=gettext_lazy("a key: lower-case letters, digits, hyphens and underscores, such as young_people"),
)
NIS_CODE = PatternCell(pattern=r"[0-9]{5}", form=gettext_lazy("a NIS code of five digits, such as 21001"))
ZONE_NUMBER = PatternCell(pattern=r"[0-9]+", form=gettext_lazy("the number of a police zone, such as 5339"))
CODE = PatternCell(pattern=r"[^\s;/]+", form=gettext_lazy("a code without spaces, ; or /, such as R01"))
POSTAL_CODES = PatternCell(
    pattern=r"[0-9]{4}(;[0-9]{4})*", form=gettext_lazy("postal codes of four digits, separated by semicolons")
)


@dataclass(frozen=True)
class ChoiceCell(Cell):
    choices: type[models.TextChoices]
    empty: str = ""

    def parse(self, cell):
        if cell not in self.choices.values:
            raise CellRefused(self.expected)
        return cell

    @property
    def expected(self):
        return _("one of: %(values)s") % {"values": ", ".join(self.choices.values)}


class YesNoCell(Cell):
    empty = None

    def parse(self, cell):
        if cell not in ("yes", "no"):
            raise CellRefused(self.expected)
        return cell == "yes"

    def to_plain(self, value):
        return {True: "yes", False: "no", None: ""}[value]

    @property
    def expected(self):
        return _("yes or no")


@dataclass(frozen=True)
class WholeNumberCell(Cell):
    least: int = 0
    most: int = LARGEST
    empty = None

    def parse(self, cell):
        if _GROUPED.fullmatch(cell):
            raise CellRefused(describe_whole_number(cell))
        if not re.fullmatch(r"[0-9]{1,18}", cell) or not self.least <= int(cell) <= self.most:
            raise CellRefused(self.expected)
        return int(cell)

    @property
    def expected(self):
        return _("a whole number from %(least)d to %(most)d") % {"least": self.least, "most": self.most}


class NumberCell(Cell):
    """The value of a figure. Whether it must be whole depends on what it counts: that is a rule of the row."""

    empty = None

    def parse(self, cell):
        if _GROUPED.fullmatch(cell) and not is_ambiguous(cell):
            raise CellRefused(describe_number(cell))
        if not re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,4})?", cell):
            raise CellRefused(self.expected)
        return Decimal(cell)

    def to_plain(self, value):
        return "" if value is None else format(value.normalize(), "f")

    @property
    def expected(self):
        return _("a number from 0, of plain digits with a dot as decimal mark, such as 11553 or 62.5")


def is_ambiguous(cell):
    """Whether a number may be read in two ways: 11.553 is eleven and a half, or more than eleven thousand."""
    return re.fullmatch(r"[0-9]{1,3}\.[0-9]{3}", cell) is not None


def describe_whole_number(cell):
    return _("a whole number without thousands separator, such as %(number)s") % {"number": _drop_separators(cell)}


def describe_number(cell):
    return _("a number without thousands separator, such as %(number)s") % {"number": _drop_separators(cell)}


def describe_both_readings(cell):
    return _("%(whole)s without thousands separator, or %(decimal)s where the dot is the decimal mark") % {
        "whole": _drop_separators(cell),
        "decimal": f"{cell}0",
    }


def _drop_separators(cell):
    return re.sub(r"[^0-9]", "", cell)


class DayCell(Cell):
    empty = None

    def parse(self, cell):
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", cell, re.ASCII):
            raise CellRefused(self.expected)
        return _parse_existing_date(cell).earliest

    def to_plain(self, value):
        return value.isoformat() if isinstance(value, datetime.date) else ""

    @property
    def expected(self):
        return _("a day such as 2024-06-17")


class PartialDateCell(Cell):
    empty = None

    def parse(self, cell):
        ends = cell.split("/")
        if len(ends) > 2 or not all(map(_ISO_DATE.fullmatch, ends)):
            raise CellRefused(self.expected)
        first, last = _parse_existing_date(ends[0]), _parse_existing_date(ends[-1])
        if last.latest < first.earliest:
            raise CellRefused(_("an end that does not come before the start"))
        return PartialDate(first.earliest, last.latest)

    def to_plain(self, value):
        return "" if value is None else str(value)

    @property
    def expected(self):
        return _("a year, a month or a day, or two of them for between: 2024, 2024-06, 2024-06-17 or 2022-10/2023-12")


def _parse_existing_date(cell):
    try:
        date = PartialDate.parse(cell)
    except ValueError:
        raise CellRefused(_("a date that exists in the calendar")) from None
    if date.earliest.year not in YEARS:
        raise CellRefused(_("a year from %(first)d to %(last)d") % {"first": YEARS[0], "last": YEARS[-1]})
    return date


class UrlCell(TextCell):
    def parse(self, cell):
        try:
            URLValidator(schemes=["http", "https"])(cell)
        except ValidationError:
            raise CellRefused(self.expected) from None
        return cell

    @property
    def expected(self):
        return _("a web address that starts with https:// or http://")


@dataclass(frozen=True)
class KeyPartCell(TextCell):
    """A part of the key of another row, which a later column of the same table completes."""

    of: str = ""

    @property
    def expected(self):
        return _("a key of %(file)s") % {"file": f"{self.of}.csv"}


@dataclass(frozen=True)
class ReferenceCell(Cell):
    """The key of a row of another table: the values of the columns `within`, then this cell.

    `within` may name a column of the row itself, or "column.other": the column `other` of the row to which
    `column` refers. The value is the identity of that row: a tuple of texts.
    """

    to: str
    within: tuple[str, ...] = ()
    empty = None

    def parse(self, cell):
        return cell

    def to_plain(self, value):
        return "/".join(value or ())

    def list_identities(self, value):
        """The identities of the rows to which a value refers."""
        return [value] if value else []

    @property
    def expected(self):
        return _("a key of %(file)s") % {"file": f"{self.to}.csv"}


@dataclass(frozen=True)
class SiblingCell(ReferenceCell):
    """Another row of the same numbered table that shares the key of this one: its place among these rows."""

    def to_plain(self, value):
        return value[-1] if value else ""

    @property
    def expected(self):
        return _("the place of another row among those of the same %(key)s, counted from 1") % {
            "key": ", ".join(self.within)
        }


class ReferencesCell(ReferenceCell):
    """Several of them, separated by ";". The value is a tuple of identities; their order says nothing."""

    empty = ()

    def parse(self, cell):
        keys = [key.strip() for key in cell.split(";")]
        if not all(keys) or len(set(keys)) != len(keys):
            raise CellRefused(self.expected)
        return tuple(keys)

    def to_plain(self, value):
        return sorted("/".join(identity) for identity in value)

    def list_identities(self, value):
        return list(value)

    @property
    def expected(self):
        return _("keys of %(file)s separated by ;, each once") % {"file": f"{self.to}.csv"}

"""What a column of the open data may hold: read from the database, written into each format, described for machines.

A value is what JSON knows: text, a number, true or false, a list, or None where nothing is known.
"""

import re
from abc import ABC, abstractmethod
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from document.dates import PartialDate
from document.markdown import strip_control
from initiatives.models import Period
from lisa.models import Antenna, AntennaStatus

SEPARATOR = ";"


class Type(ABC):
    """A kind of value. `sources` lead from a column's path in the model to what `read` is given, in that order."""

    name: str
    label: str | Promise
    schema: dict

    def sources(self, path):
        return (path,)

    @abstractmethod
    def read(self, *stored):
        """The value for what the database holds."""

    def cell(self, value):
        """The value as a cell of a CSV file: "" where nothing is known."""
        return "" if value is None else str(value)

    @property
    def choices(self):
        """(code, name) of the values that are possible, where they can be counted up."""
        return ()


@dataclass(frozen=True)
class Text(Type):
    """Words. With `markdown`, running text with its marks."""

    markdown: bool = False

    @property
    def name(self):
        return "markdown" if self.markdown else "text"

    @property
    def label(self):
        return _("text in Markdown") if self.markdown else _("text")

    @property
    def schema(self):
        return {"type": "string", "contentMediaType": "text/markdown"} if self.markdown else {"type": "string"}

    def read(self, stored):
        return strip_control(stored or "").replace("\r\n", "\n").replace("\r", "\n").strip() or None


@dataclass(frozen=True)
class Key(Text):
    """A stable key: of the row itself, or of a row of another table, `to`."""

    to: str = ""
    name = "key"
    schema = {"type": "string"}

    @property
    def label(self):
        return _("a key")


@dataclass(frozen=True)
class Keys(Type):
    """The keys of several rows of another table, in the order of the alphabet."""

    to: str
    name = "keys"
    label = _("keys, separated by ; in CSV and XLSX")
    schema = {"type": "array", "items": {"type": "string"}}

    def read(self, stored):
        return sorted(stored)

    def cell(self, value):
        return SEPARATOR.join(value)


class Lines(Type):
    """Several texts, kept one a line."""

    name = "texts"
    label = _("texts, separated by ; in CSV and XLSX")
    schema = {"type": "array", "items": {"type": "string"}}

    def read(self, stored):
        return [line.strip() for line in strip_control(stored or "").splitlines() if line.strip()]

    def cell(self, value):
        return SEPARATOR.join(value)


class PostalCodes(Lines):
    """Several codes, kept as they are written in CSV."""

    def read(self, stored):
        return [code for code in (stored or "").split(SEPARATOR) if code]


class Whole(Type):
    name = "integer"
    label = _("a whole number")
    schema = {"type": "integer"}

    def read(self, stored):
        return stored


class Number(Type):
    name = "number"
    label = _("a number, with a dot as decimal mark")
    schema = {"type": "number"}

    def read(self, stored):
        """Whole where it is whole: the fifteen digits that every reader of JSON keeps are enough for all figures."""
        if stored is None:
            return None
        number = Decimal(stored)
        return int(number) if number == number.to_integral_value() else float(number)

    def cell(self, value):
        # Not through `str`, which writes a small fraction with an exponent.
        return "" if value is None else format(Decimal(str(value)), "f")


class YesNo(Type):
    name = "boolean"
    label = _("yes or no; true or false in JSON")
    schema = {"type": "boolean"}

    def read(self, stored):
        return stored

    def cell(self, value):
        return {True: "yes", False: "no", None: ""}[value]


class IsComplete(YesNo):
    """Whether a period counts, which follows from its round."""

    def sources(self, path):
        return ("opens_on", "closed", "has_counted")

    def read(self, opens_on, closed, has_counted):
        return Period(opens_on=opens_on, closed=closed, has_counted=has_counted).counts


IS_COMPLETE = IsComplete()


class Day(Type):
    name = "date"
    label = _("a day, such as 2024-06-17")
    schema = {"type": "string", "format": "date"}

    def read(self, stored):
        return stored and stored.isoformat()


class Moment(Type):
    name = "datetime"
    label = _("a moment, in UTC, such as 2024-06-17T09:30:00Z")
    schema = {"type": "string", "format": "date-time"}

    def read(self, stored):
        return stored and stored.strftime("%Y-%m-%dT%H:%M:%SZ")


class Partial(Type):
    """A date as precise as it is known, kept as its first and its last day."""

    name = "partial-date"
    label = _("a year, a month or a day, or two of them for between: 2024, 2024-06, 2024-06-17 or 2022-10/2023-12")
    schema = {"type": "string", "pattern": r"^\d{4}(-\d{2}){0,2}(/\d{4}(-\d{2}){0,2})?$"}

    def sources(self, path):
        return (f"{path}_earliest", f"{path}_latest")

    def read(self, earliest, latest):
        return str(PartialDate(earliest, latest)) if earliest else None


@dataclass(frozen=True)
class Choice(Type):
    options: type[models.TextChoices]
    name = "choice"
    label = _("one of a list")

    @property
    def schema(self):
        return {"type": "string", "enum": list(self.options.values)}

    @property
    def choices(self):
        return self.options.choices

    def read(self, stored):
        return stored or None


class AttendanceQualifier(Choice):
    """How exact a number of people is: nothing where there is no number."""

    def sources(self, path):
        return ("attendance", path)

    def read(self, attendance, qualifier):
        return None if attendance is None else qualifier


class StatusToday(Choice):
    """The status of an antenna, which follows from its dates and its mark."""

    def sources(self, path):
        dates = ("operational_since", "closed", "inaugurated_on", "marked_since")
        return ("mark", *(f"{name}_{bound}" for name in dates for bound in ("earliest", "latest")))

    def read(self, mark, *days):
        columns = self.sources("")[1:]
        return Antenna(mark=mark, **dict(zip(columns, days, strict=True))).get_status_on(timezone.localdate()).value


STATUS_TODAY = StatusToday(AntennaStatus)


class Url(Text):
    """A web address. Another one than of the web is left out: nobody should be led there."""

    name = "url"
    label = _("a web address")
    schema = {"type": "string", "format": "uri"}

    def read(self, stored):
        address = super().read(stored)
        return address if address and re.match(r"https?://", address) else None


class PhotoAddress(Url):
    """Where the picture with this digest is."""

    def read(self, sha256):
        return f"{settings.SITE_URL}{reverse('photo', args=[sha256])}"


class ReportAddress(Url):
    """Where a file of an issue of an edition is, for ever."""

    def sources(self, path):
        return ("issue__edition__key", "issue__number", "language", "format")

    def read(self, *names):
        return f"{settings.SITE_URL}{reverse('numbered-issue', args=names)}"

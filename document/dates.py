"""Partial dates: a year, a month, a day, or the time between two of them, as precise as the source is."""

from __future__ import annotations

import calendar
import datetime
import re
import unicodedata
from dataclasses import dataclass

# fmt: off
MONTHS = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin",
        "juillet", "août", "septembre", "octobre", "novembre", "décembre",
    ),
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
}
# fmt: on

BETWEEN = {"fr": ("entre", "et"), "nl": ("tussen", "en"), "en": ("between", "and")}

_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{2})(?:-(?P<day>\d{2}))?)?", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class PartialDate:
    """A day that is known as a year, a month, a day, or as between two of them: kept as the earliest and the latest day
    that it can be. Orders by its earliest day.

    A pair that is not in order is refused with ValueError.
    """

    earliest: datetime.date
    latest: datetime.date

    def __post_init__(self) -> None:
        if self.latest < self.earliest:
            raise ValueError(f"{self.earliest} does not come before {self.latest}")

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read "2024", "2024-06", "2024-06-17", or two of them around a slash. Raises ValueError for anything else."""
        first, slash, last = text.partition("/")
        if slash and "/" not in last:
            return cls(cls.parse(first).earliest, cls.parse(last).latest)
        found = _ISO.fullmatch(text)
        if not found:
            raise ValueError(f"{text!r} is not a date such as 2024, 2024-06, 2024-06-17 or 2022-10/2023-12")
        year, month, day = (int(part) if part else None for part in found.group("year", "month", "day"))
        assert year is not None
        return cls(*_get_bounds(year, month, day))

    @classmethod
    def from_day(cls, day: datetime.date) -> PartialDate:
        """The partial date that is exactly one day."""
        return cls(day, day)

    @property
    def is_day(self) -> bool:
        return self.earliest == self.latest

    @property
    def is_year(self) -> bool:
        return (self.earliest, self.latest) == _get_bounds(self.earliest.year, None, None)

    @property
    def is_month(self) -> bool:
        return (self.earliest, self.latest) == _get_bounds(self.earliest.year, self.earliest.month, None)

    @property
    def is_between(self) -> bool:
        """Whether it lies between two dates, and is no year, month or day."""
        return not (self.is_day or self.is_month or self.is_year)

    @property
    def ends(self) -> tuple[PartialDate, PartialDate]:
        """The dates between which it lies, each as short as it can be written."""
        if self.earliest == _get_bounds(self.earliest.year, None, None)[0] and (
            self.latest == _get_bounds(self.latest.year, None, None)[1]
        ):
            return (
                PartialDate(*_get_bounds(self.earliest.year, None, None)),
                PartialDate(*_get_bounds(self.latest.year, None, None)),
            )
        first, last = PartialDate.from_day(self.earliest), PartialDate.from_day(self.latest)
        if self.earliest.day == 1:
            first = PartialDate(*_get_bounds(self.earliest.year, self.earliest.month, None))
        if self.latest == _get_bounds(self.latest.year, self.latest.month, None)[1]:
            last = PartialDate(*_get_bounds(self.latest.year, self.latest.month, None))
        return first, last

    @property
    def years(self) -> tuple[int, int]:
        """The first and the last year that it can be in."""
        return self.earliest.year, self.latest.year

    def __str__(self) -> str:
        """The form that `parse` reads."""
        if self.is_day:
            return self.earliest.isoformat()
        if self.is_year:
            return f"{self.earliest.year:04d}"
        if self.is_month:
            return f"{self.earliest.year:04d}-{self.earliest.month:02d}"
        return "/".join(map(str, self.ends))


_DAY_FIRST = re.compile(r"(?:(?:(?P<day>\d{1,2})[/.-])?(?P<month>\d{1,2})[/.-])?(?P<year>\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(?P<year>\d{4})[/.-](?P<month>\d{1,2})(?:[/.-](?P<day>\d{1,2}))?", re.ASCII)
_IN_WORDS = re.compile(
    r"(?:(?P<day>\d{1,2})(?:er|e|st|nd|rd|th)?\.? )?(?P<name>[a-z]{3,})\.? (?P<year>\d{4})", re.ASCII
)
_BETWEEN = re.compile(r"(?:entre|tussen|between) (?:le )?(?P<first>.+?) (?:et|en|and) (?:le )?(?P<last>.+)")
_BETWEEN_WRITTEN = re.compile(r"(?P<first>\d{4}(?:-\d{2}){0,2})/(?P<last>\d{4}(?:-\d{2}){0,2})", re.ASCII)
_ABBREVIATED = {"mrt": 3}  # the others are the beginning of their month


def read_date(typed: str) -> PartialDate:
    """A date as people type it: 2024, 06/2024, 17/06/2024, 17-06-2024, 17.6.2024, juin 2024, 1er juin 2024,
    17 juni 2024, or as it is written for machines. The day comes before the month. It may lie between two others:
    "entre octobre 2022 et décembre 2023". Raises ValueError for anything else.
    """
    words = " ".join(_strip_accents(typed).lower().split())
    if found := _BETWEEN.fullmatch(words) or _BETWEEN_WRITTEN.fullmatch(words):
        return PartialDate(_read_single_date(found["first"]).earliest, _read_single_date(found["last"]).latest)
    return _read_single_date(words)


def _read_single_date(words: str) -> PartialDate:
    found = _DAY_FIRST.fullmatch(words) or _YEAR_FIRST.fullmatch(words) or _IN_WORDS.fullmatch(words)
    if not found:
        raise ValueError(f"{words!r} is not a date")
    parts = found.groupdict()
    year, month, day = (int(parts[name]) if parts.get(name) else None for name in ("year", "month", "day"))
    assert year is not None
    if parts.get("name"):
        month = _find_month(parts["name"])
    return PartialDate(*_get_bounds(year, month, day))


def _find_month(name: str) -> int:
    """The month of which this is the name, or the beginning of it, in one of the languages; of one month only."""
    named = {
        number
        for months in MONTHS.values()
        for number, month in enumerate(months, start=1)
        if _strip_accents(month).lower().startswith(name)
    }
    if name in _ABBREVIATED:
        return _ABBREVIATED[name]
    if len(named) != 1:
        raise ValueError(f"{name!r} is not the name of a month")
    return named.pop()


def _strip_accents(words: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", words) if not unicodedata.combining(letter))


def _get_bounds(year: int, month: int | None, day: int | None) -> tuple[datetime.date, datetime.date]:
    if month is None:
        return datetime.date(year, 1, 1), datetime.date(year, 12, 31)
    if day is None:
        return datetime.date(year, month, 1), datetime.date(year, month, calendar.monthrange(year, month)[1])
    return datetime.date(year, month, day), datetime.date(year, month, day)


def format_date(date: PartialDate | datetime.date, language: str) -> str:
    """A date in words: "2024", "juin 2024", "1er juin 2024"; "17 juni 2024" in Dutch and English.

    Between two dates: "entre octobre 2022 et décembre 2023".
    """
    if isinstance(date, datetime.date):
        date = PartialDate.from_day(date)
    if date.is_between:
        return _format_between(date, language)
    if date.is_year:
        return str(date.earliest.year)
    month = f"{MONTHS[language][date.earliest.month - 1]} {date.earliest.year}"
    if not date.is_day:
        return month
    day = "1er" if language == "fr" and date.earliest.day == 1 else str(date.earliest.day)
    return f"{day} {month}"


def write_date(date: PartialDate, language: str) -> str:
    """A date as it stands in a field: "2024", "juin 2024", "17/06/2024", "entre juin 2024 et 17/06/2025".

    What `read_date` takes for the same date, in whichever language.
    """
    if date.is_between:
        between, and_ = BETWEEN[language]
        first, last = (write_date(end, language) for end in date.ends)
        return f"{between} {first} {and_} {last}"
    if date.is_day:
        return f"{date.earliest.day:02d}/{date.earliest.month:02d}/{date.earliest.year:04d}"
    return format_date(date, language)


def _format_between(date: PartialDate, language: str) -> str:
    between, and_ = BETWEEN[language]
    ends = [format_date(end, language) for end in date.ends]
    if language == "fr":
        ends = [f"le {said}" if end.is_day else said for end, said in zip(date.ends, ends, strict=True)]
    return f"{between} {ends[0]} {and_} {ends[1]}"


def format_span(first: datetime.date, last: datetime.date, language: str) -> str:
    """The days from the first to the last in words, months where they are whole: "septembre 2023 – décembre 2024"."""
    ends = [PartialDate.from_day(first), PartialDate.from_day(last)]
    if first.day == 1 and last == _get_bounds(last.year, last.month, None)[1]:
        ends = [PartialDate(*_get_bounds(day.year, day.month, None)) for day in (first, last)]
    if (first, last) == _get_bounds(first.year, None, None):
        ends = [PartialDate(first, last)]
    return " – ".join(dict.fromkeys(format_date(end, language) for end in ends))

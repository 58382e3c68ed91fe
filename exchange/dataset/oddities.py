"""What is odd in a dataset but may well be true: it is pointed out and loaded."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import ngettext

from exchange.dataset.problems import describe_place
from initiatives.models import Update
from lisa.models import AntennaStatus


class OddityKind(StrEnum):
    FIGURE_WITHOUT_YEAR = "figure without a year"
    EVENT_WITHOUT_DATE = "event without a date"
    EVENT_OUTSIDE_PERIOD = "event outside its period"
    ENDED_WITHOUT_DATE = "ended without a date"
    SEVERAL_FIGURES = "several figures"
    ANTENNA_WITHOUT_DATE = "antenna without a date"
    ONE_LANGUAGE = "one language"


@dataclass(frozen=True)
class Oddity:
    kind: OddityKind
    file: str
    row: int
    about: str

    def __str__(self):
        return f"{describe_place(self.file, self.row)}: {self.about}"


def describe_oddities(kind, count):
    """A sentence on how many of these oddities were found."""
    words = {
        OddityKind.FIGURE_WITHOUT_YEAR: ngettext(
            "%(count)d figure without a year", "%(count)d figures without a year", count
        ),
        OddityKind.EVENT_WITHOUT_DATE: ngettext(
            "%(count)d event without a date", "%(count)d events without a date", count
        ),
        OddityKind.EVENT_OUTSIDE_PERIOD: ngettext(
            "%(count)d event outside its period", "%(count)d events outside their period", count
        ),
        OddityKind.ENDED_WITHOUT_DATE: ngettext(
            "%(count)d initiative that ended on a day that is not known",
            "%(count)d initiatives that ended on a day that is not known",
            count,
        ),
        OddityKind.SEVERAL_FIGURES: ngettext(
            "%(count)d indicator with several figures of one initiative and period",
            "%(count)d indicators with several figures of one initiative and period",
            count,
        ),
        OddityKind.ANTENNA_WITHOUT_DATE: ngettext(
            "%(count)d operational antenna whose opening day is not known",
            "%(count)d operational antennas whose opening day is not known",
            count,
        ),
        OddityKind.ONE_LANGUAGE: ngettext(
            "%(count)d text in one language only", "%(count)d texts in one language only", count
        ),
    }
    return words[kind] % {"count": count}


def find_oddities(known):
    """All the oddities of a dataset without problems, in the order of its tables."""
    return [
        *_find_texts_in_one_language(known),
        *_find_ends_without_date(known),
        *_find_odd_figures(known),
        *_find_odd_events(known),
        *_find_odd_antennas(known),
    ]


def _get_rows(known, name):
    return known.rows.get(name, [])


def _point_out(kind, row, about=""):
    return Oddity(kind, row.table.file, row.line, about or row.key)


def _find_texts_in_one_language(known):
    for rows in known.rows.values():
        for row in rows:
            for name in row.table.pairs:
                if bool(row.values[f"{name}_fr"]) != bool(row.values[f"{name}_nl"]):
                    yield _point_out(OddityKind.ONE_LANGUAGE, row, f"{row.key}, {name}")


def _find_ends_without_date(known):
    for row in _get_rows(known, "updates"):
        if row.values["status"] == Update.Status.ENDED:
            initiative = row.values["initiative"]
            if known.get_value("initiatives", initiative, "ended") is None:
                yield _point_out(OddityKind.ENDED_WITHOUT_DATE, row)


def _find_odd_figures(known):
    groups = defaultdict(list)
    for row in _get_rows(known, "figures"):
        if row.values["year"] is None:
            yield _point_out(OddityKind.FIGURE_WITHOUT_YEAR, row)
        groups[row.values["period"], row.values["indicator"]].append(row)
    for (update, indicator), rows in groups.items():
        if len(rows) > 1:
            yield _point_out(OddityKind.SEVERAL_FIGURES, rows[0], "/".join((*update, *indicator)))


def _find_odd_events(known):
    for row in _get_rows(known, "events"):
        date = row.values["date"]
        if date is None:
            yield _point_out(OddityKind.EVENT_WITHOUT_DATE, row)
        elif _is_outside(date, row.values["period"][-1:], known):
            yield _point_out(OddityKind.EVENT_OUTSIDE_PERIOD, row)


def _is_outside(date, period, known):
    first, last = (known.get_value("periods", period, name) for name in ("starts_on", "ends_on"))
    return date.latest < first or date.earliest > last


def _find_odd_antennas(known):
    for row in _get_rows(known, "antennas"):
        if row.cells["status"] == AntennaStatus.OPERATIONAL and row.values["operational"] is None:
            yield _point_out(OddityKind.ANTENNA_WITHOUT_DATE, row)

"""What is odd in a dataset but may well be true: it is pointed out and loaded."""

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import ngettext

from exchange.dataset.problems import place
from initiatives.models import Update
from lisa.models import AntennaStatus


class Kind(StrEnum):
    FIGURE_WITHOUT_YEAR = "figure without a year"
    EVENT_WITHOUT_DATE = "event without a date"
    EVENT_OUTSIDE_PERIOD = "event outside its period"
    ENDED_WITHOUT_DATE = "ended without a date"
    SEVERAL_FIGURES = "several figures"
    ANTENNA_WITHOUT_DATE = "antenna without a date"
    ONE_LANGUAGE = "one language"


@dataclass(frozen=True)
class Oddity:
    kind: Kind
    file: str
    row: int
    about: str

    def __str__(self):
        return f"{place(self.file, self.row)}: {self.about}"


def in_words(kind, count):
    """How often something odd was met, in words."""
    words = {
        Kind.FIGURE_WITHOUT_YEAR: ngettext(
            "%(count)d figure without a year", "%(count)d figures without a year", count
        ),
        Kind.EVENT_WITHOUT_DATE: ngettext("%(count)d event without a date", "%(count)d events without a date", count),
        Kind.EVENT_OUTSIDE_PERIOD: ngettext(
            "%(count)d event outside its period", "%(count)d events outside their period", count
        ),
        Kind.ENDED_WITHOUT_DATE: ngettext(
            "%(count)d initiative that ended on a day that is not known",
            "%(count)d initiatives that ended on a day that is not known",
            count,
        ),
        Kind.SEVERAL_FIGURES: ngettext(
            "%(count)d indicator with several figures of one initiative and period",
            "%(count)d indicators with several figures of one initiative and period",
            count,
        ),
        Kind.ANTENNA_WITHOUT_DATE: ngettext(
            "%(count)d operational antenna whose opening day is not known",
            "%(count)d operational antennas whose opening day is not known",
            count,
        ),
        Kind.ONE_LANGUAGE: ngettext(
            "%(count)d text in one language only", "%(count)d texts in one language only", count
        ),
    }
    return words[kind] % {"count": count}


def find_oddities(world):
    """All the oddities of a dataset without problems, in the order of its tables."""
    return [
        *_one_language(world),
        *_ended_without_date(world),
        *_figures(world),
        *_events(world),
        *_antennas(world),
    ]


def _rows(world, name):
    return world.rows.get(name, [])


def _odd(kind, row, about=""):
    return Oddity(kind, row.table.file, row.line, about or row.key)


def _one_language(world):
    for rows in world.rows.values():
        for row in rows:
            for name in row.table.pairs:
                if bool(row.values[f"{name}_fr"]) != bool(row.values[f"{name}_nl"]):
                    yield _odd(Kind.ONE_LANGUAGE, row, f"{row.key}, {name}")


def _ended_without_date(world):
    for row in _rows(world, "updates"):
        if row.values["status"] == Update.Status.ENDED:
            initiative = row.values["initiative"]
            if world.value("initiatives", initiative, "ended") is None:
                yield _odd(Kind.ENDED_WITHOUT_DATE, row)


def _figures(world):
    groups = defaultdict(list)
    for row in _rows(world, "figures"):
        if row.values["year"] is None:
            yield _odd(Kind.FIGURE_WITHOUT_YEAR, row)
        groups[row.values["period"], row.values["indicator"]].append(row)
    for (update, indicator), rows in groups.items():
        if len(rows) > 1:
            yield _odd(Kind.SEVERAL_FIGURES, rows[0], "/".join((*update, *indicator)))


def _events(world):
    for row in _rows(world, "events"):
        date = row.values["date"]
        if date is None:
            yield _odd(Kind.EVENT_WITHOUT_DATE, row)
        elif _is_outside(date, row.values["period"][-1:], world):
            yield _odd(Kind.EVENT_OUTSIDE_PERIOD, row)


def _is_outside(date, period, world):
    first, last = (world.value("periods", period, name) for name in ("starts_on", "ends_on"))
    return date.latest < first or date.earliest > last


def _antennas(world):
    for row in _rows(world, "antennas"):
        if row.cells["status"] == AntennaStatus.OPERATIONAL and row.values["operational"] is None:
            yield _odd(Kind.ANTENNA_WITHOUT_DATE, row)

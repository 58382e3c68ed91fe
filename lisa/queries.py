"""Queries on the antennas as a whole."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Subquery

from lisa.models import Antenna, AntennaCount, AntennaStatus

PREFIX = "last_count_"
COUNT_COLUMNS = [field.attname for field in AntennaCount._meta.concrete_fields]
"""The columns of a count, its key first; each antenna is annotated with them under this prefix."""

LISA_THEME = "lisa"
"""The key of the theme under which initiatives on the antennas stand."""


@dataclass(frozen=True)
class Census:
    """How many antennas there are on a day: those named here, and the total that a source counts."""

    day: datetime.date
    named: int
    operational: int
    not_known: int  # named, but nobody says whether they are operational
    count: AntennaCount | None  # the last one by that day

    @classmethod
    def from_antennas(cls, antennas, day, count):
        statuses = Counter(antenna.get_status_on(day) for antenna in antennas)
        unknown = statuses[AntennaStatus.NOT_KNOWN] + statuses[AntennaStatus.NOT_YET_KNOWN]
        return cls(day, statuses.total(), statuses[AntennaStatus.OPERATIONAL], unknown, count)


def take_census(day):
    """The census of all antennas on the day, in one query."""
    antennas = list(annotate_last_count(Antenna.objects.all(), day))
    return Census.from_antennas(antennas, day, get_last_count(antennas, day))


def annotate_last_count(antennas, day):
    """The antennas, each with the columns of the last count on the day, which `get_last_count` reads."""
    latest = AntennaCount.objects.rewrite(False).until(day)
    return antennas.annotate(**{PREFIX + name: Subquery(latest.values(name)[:1]) for name in COUNT_COLUMNS})


def get_last_count(antennas, day):
    """The last count on the day, None without one: read from antennas that `annotate_last_count` has annotated, or
    queried where there are no antennas."""
    first = next(iter(antennas), None)
    if first is None:
        return AntennaCount.objects.until(day).first()
    values = [getattr(first, PREFIX + name, None) for name in COUNT_COLUMNS]
    return None if values[0] is None else AntennaCount.from_db(None, COUNT_COLUMNS, values)

"""What is asked of the antennas as a whole."""

import datetime
from collections import Counter
from dataclasses import dataclass

from django.db.models import Subquery

from lisa.models import Antenna, AntennaCount, AntennaStatus

BESIDE = "last_count_"
COLUMNS = [field.attname for field in AntennaCount._meta.concrete_fields]
"""Of a count, its key first: what stands beside each antenna under the name that begins so."""

LISA_THEME = "lisa"
"""The key of the theme under which initiatives on the antennas stand."""


@dataclass(frozen=True)
class Census:
    """How many antennas there are on a day: those that are named here, beside those that a source counts in all."""

    day: datetime.date
    named: int
    operational: int
    not_known: int  # of the named ones, whether they are operational
    count: AntennaCount | None  # the last one on that day

    @classmethod
    def of(cls, antennas, day, count):
        statuses = Counter(antenna.status_on(day) for antenna in antennas)
        unknown = statuses[AntennaStatus.NOT_KNOWN] + statuses[AntennaStatus.NOT_YET_KNOWN]
        return cls(day, statuses.total(), statuses[AntennaStatus.OPERATIONAL], unknown, count)


def census_on(day):
    """The census of all antennas. One query, as for those that are `with_last_count`."""
    antennas = list(with_last_count(Antenna.objects.all(), day))
    return Census.of(antennas, day, last_count(antennas, day))


def with_last_count(antennas, day):
    """The antennas, each with the columns of the last count on the day: `last_count` reads them without a query."""
    latest = AntennaCount.objects.rewrite(False).until(day)
    return antennas.annotate(**{BESIDE + name: Subquery(latest.values(name)[:1]) for name in COLUMNS})


def last_count(antennas, day):
    """The last count on the day, from beside antennas that are `with_last_count`; where no antenna is named, it is
    asked for by itself. None without one."""
    first = next(iter(antennas), None)
    if first is None:
        return AntennaCount.objects.until(day).first()
    values = [getattr(first, BESIDE + name, None) for name in COLUMNS]
    return None if values[0] is None else AntennaCount.from_db(None, COLUMNS, values)

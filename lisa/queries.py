"""What is asked of the antennas as a whole."""

import datetime
from collections import Counter
from dataclasses import dataclass

from lisa.models import Antenna, AntennaCount, AntennaStatus


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
    """The census of all antennas. Two queries."""
    return Census.of(Antenna.objects.all(), day, AntennaCount.objects.latest_on(day))

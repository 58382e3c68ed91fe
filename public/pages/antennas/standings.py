"""The antennas on a day that the reader chooses: the status of each, together as the reader asks."""

import datetime
from dataclasses import dataclass
from itertools import groupby

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from document.typography import typeset
from lisa.models import Antenna, AntennaStatus
from lisa.wording import describe_census
from public.pages.texts import get_plain_line

STATUSES = tuple(AntennaStatus)
"""In the order in which they stand on the page."""
WRITTEN = ("%Y-%m-%d", "%d/%m/%Y")


class Order(models.TextChoices):
    STATUS = "status", gettext_lazy("by status")
    COMMUNE = "commune", gettext_lazy("by commune")
    OPENING = "opening", gettext_lazy("by opening")


@dataclass(frozen=True)
class Standing:
    """An antenna with its status on the day."""

    antenna: Antenna
    status: AntennaStatus

    @property
    def is_operational(self):
        return self.status == AntennaStatus.OPERATIONAL


def read_day(written, today):
    """(the day that a reader wrote, whether it was one): today where nothing was written, or what is no day."""
    if not written.strip():
        return today, True
    for form in WRITTEN:
        try:
            return datetime.datetime.strptime(written.strip(), form).date(), True
        except ValueError:
            continue
    return today, False


def write_census(census, language):
    """The sentences on a census as one line; "" where none is named or counted."""
    return typeset(" ".join(describe_census(census, language)), language)


def list_standings(antennas, day):
    """The antennas with their status on the day, in their order."""
    return [Standing(antenna, antenna.get_status_on(day)) for antenna in antennas]


def count_by_commune(standing):
    """Commune → how many antennas are operational there, as pairs of keys and numbers, for communes that have any.

    Of the others nothing is known: there may be antennas that nobody names here.
    """
    numbers = {}
    for entry in standing:
        if entry.is_operational:
            numbers[entry.antenna.commune_id] = numbers.get(entry.antenna.commune_id, 0) + 1
    return tuple(sorted(numbers.items()))


def select_without_opening(standing):
    """Those that are operational although nobody knows since when: only of today can that be said."""
    return [entry for entry in standing if entry.is_operational and entry.antenna.opened is None]


def group_standings(standing, order):
    """(heading, standings) of each group, in the order of the groups."""
    place, heading = _GROUPING[order]
    return [(heading(entries[0]), entries) for entries in _split_runs(sorted(standing, key=place), heading)]


def _split_runs(standing, heading):
    for _heading, entries in groupby(standing, key=heading):
        yield list(entries)


def _name_commune(entry):
    return get_plain_line(entry.antenna.commune, "name")


def _name_year(entry):
    if not entry.antenna.opened:
        return _("Year of opening not known")
    return "–".join(dict.fromkeys(map(str, entry.antenna.opened.years)))


def _get_opening_years(entry):
    """An opening that is not known sorts last."""
    return entry.antenna.opened.years if entry.antenna.opened else (datetime.MAXYEAR, datetime.MAXYEAR)


_GROUPING = {
    Order.STATUS: (lambda entry: STATUSES.index(entry.status), lambda entry: entry.status.label),
    Order.COMMUNE: (lambda entry: (_name_commune(entry), entry.antenna.commune_id), _name_commune),
    Order.OPENING: (_get_opening_years, _name_year),
}
"""Order → (what it sorts by, what the group of an antenna is called)."""

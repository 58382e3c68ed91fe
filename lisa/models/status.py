"""The status of an antenna on a day. "Not known" is a status too: a date known as "2024" is an interval.

| what is known | on the day |
|---|---|
| it closed, and the day comes after the last day that this can have been | closed |
| the day is still to come | not yet known |
| it is between the first and the last day on which it can have closed | not known |
| a mark holds since a day that is over | what the mark says |
| it is between the first and the last day on which the mark can have begun | not known |
| it opens later, and that is an opening to come, asked today | planned |
| it opened later | not open yet |
| it is between the first and the last day on which it can have opened | not known |
| it opened before | operational |
| a mark without a day, asked today | what the mark says |
| the same, asked of an earlier day: planned or starting up | not open yet |
| the same: suspended or closed | not known |
| no date at all, asked today | operational |
| the same, asked of an earlier day | not known |
"""

from django.db import models
from django.utils.translation import pgettext_lazy


class AntennaStatus(models.TextChoices):
    """The status of an antenna on a day; three of the values say that it is not known, or not known yet."""

    OPERATIONAL = "operational", pgettext_lazy("antenna", "operational")
    SUSPENDED = "suspended", pgettext_lazy("antenna", "suspended")
    STARTING = "starting", pgettext_lazy("antenna", "starting up")
    PLANNED = "planned", pgettext_lazy("antenna", "planned")
    NOT_OPEN = "not_open", pgettext_lazy("antenna", "not open yet")
    CLOSED = "closed", pgettext_lazy("antenna", "closed")
    NOT_KNOWN = "not_known", pgettext_lazy("antenna", "status not known")
    NOT_YET_KNOWN = "not_yet_known", pgettext_lazy("antenna", "not yet known")


OPENING = ("planned", "starting")
"""The marks of an antenna that has not opened."""


def get_status(antenna, day, today):
    """The status of the antenna on the day, as far as it is known today."""
    closed = antenna.closed
    if closed and closed.latest < day and closed.latest <= today:
        return AntennaStatus.CLOSED
    if day > today:
        return AntennaStatus.NOT_YET_KNOWN
    if closed and closed.earliest < day <= closed.latest:
        return AntennaStatus.NOT_KNOWN
    return _get_status_by_mark(antenna, day, today) or _get_status_by_opening(antenna, day, today)


def _get_status_by_mark(antenna, day, today):
    """The status that the mark gives for the day; None where it gives none."""
    mark, since = antenna.mark, antenna.marked_since
    if not mark:
        return None
    if since is None:
        return _get_status_by_undated_mark(antenna, day, today)
    if since.latest <= day:
        return AntennaStatus(mark)
    if since.earliest <= day:
        return AntennaStatus.NOT_KNOWN
    # Before it was planned or set up it was not there; whatever else was marked later was open, or not, by its dates.
    return AntennaStatus.NOT_OPEN if mark in OPENING and not antenna.opened else None


def _get_status_by_undated_mark(antenna, day, today):
    if day == today:
        return AntennaStatus(antenna.mark)
    if antenna.opened and day < antenna.opened.earliest:
        return AntennaStatus.NOT_OPEN
    return AntennaStatus.NOT_OPEN if antenna.mark in OPENING and not antenna.opened else AntennaStatus.NOT_KNOWN


def _get_status_by_opening(antenna, day, today):
    opened = antenna.opened
    if opened is None:
        return AntennaStatus.OPERATIONAL if day == today and not antenna.mark else AntennaStatus.NOT_KNOWN
    if day < opened.earliest:
        return AntennaStatus.PLANNED if day == today else AntennaStatus.NOT_OPEN
    return AntennaStatus.OPERATIONAL if opened.latest <= day else AntennaStatus.NOT_KNOWN

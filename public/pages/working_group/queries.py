"""What the initiatives of the working group have held and sent out, from what is published of them."""

from dataclasses import dataclass
from itertools import groupby

from initiatives.models import PublishedEvent

THEME = "working-group"
"""The theme under which the initiatives of the working group stand."""

NEWSLETTER = "newsletter"
"""How the keys of its newsletters begin; what the others of the theme tell are meetings."""


@dataclass(frozen=True)
class Span:
    """What happened in a year; in a period where the year of none of it is known."""

    year: int | None
    period: str
    events: list

    @property
    def identifier(self):
        return str(self.year or self.period)


def list_meetings_and_newsletters():
    """(meetings, newsletter editions) as spans, the latest first; inside one in their order. One query."""
    rows = (
        PublishedEvent.objects.shown()
        .filter(update__initiative__theme__key=THEME)
        .select_related("update__period", "update__initiative")
        .order_by("position", "pk")
    )
    newsletters = [event for event in rows if event.update.initiative.key.startswith(NEWSLETTER)]
    meetings = [event for event in rows if event not in newsletters]
    return _group_spans(meetings), _group_spans(newsletters)


def _group_spans(events):
    ordered = sorted(events, key=_sort_key)
    groups = [(key, list(group)) for key, group in groupby(ordered, key=_name_span)]
    return [Span(year, period, group) for (_last, year, period), group in reversed(groups)]


def _name_span(event):
    """(the year up to which it can have been, its year, its period): without a date the period stands for it."""
    if event.date:
        return event.date.latest.year, event.date.latest.year, ""
    period = event.update.period
    return period.ends_on.year, None, period.key


def _sort_key(event):
    day = event.date.earliest if event.date else event.update.period.ends_on
    last, year, period = _name_span(event)
    return last, year or 0, period, day

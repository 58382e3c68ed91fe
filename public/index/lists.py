"""The list of initiatives, a page at a time, read from their index."""

from dataclasses import dataclass

from django.db import models
from django.db.models import Exists, F, FilteredRelation, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from public.index.caching import cached_per_revision, is_current
from public.index.facet_values import count_published, count_under
from public.models import InitiativeFacet, InitiativeIndex, Kind, PendingRefresh
from public.search import MOST_RANKED

PAGE = 20
MOST_COUNTED = MOST_RANKED
FEW = 1_500
"""Up to so many rows it is quicker to read all of them and sort than to walk through the order of the list."""

COLUMNS = (
    "key", "title_fr", "title_nl", "title_en", "summary_fr", "summary_nl", "summary_en",
    "volet", "lead", "period", "status",
)  # fmt: skip
"""What a row of the list shows."""


class Sort(models.TextChoices):
    LATEST = "latest", _("latest period first")
    STARTED = "started", _("most recent start first")
    TITLE = "title", _("by title")


@dataclass(frozen=True)
class Page:
    """One page of the list."""

    rows: list  # of dicts: the columns that were asked for, and "place", that of the row in the order
    count: int | None  # None: more than MOST_COUNTED
    after: str  # where the next page starts; "" on the last one


# --- Which rows -----------------------------------------------------------------------------------


def select_entries():
    """The index of what is published. What waits to be made anew is not in it: it may be published no longer."""
    entries = InitiativeIndex.objects.all()
    if is_current():
        return entries
    return entries.filter(~Exists(PendingRefresh.objects.filter(kind=Kind.INITIATIVE, object_id=OuterRef("pk"))))


def narrow_to(entries, facet, values):
    """Those of the entries that stand under one of the values of a facet."""
    under = InitiativeFacet.objects.filter(facet=facet, value__in=values)
    if count_under(facet, *values) <= FEW:
        return entries.filter(pk__in=under.values("listing"))
    return entries.filter(Exists(under.filter(listing=OuterRef("pk"))))


# --- Their order ----------------------------------------------------------------------------------


def order_entries(entries, sort, language):
    """The entries in an order, each with its `place` in it."""
    if sort == Sort.TITLE:
        return entries.annotate(place=F(f"sort_{language}")).order_by("place")
    return entries.annotate(place=F("started_rank" if sort == Sort.STARTED else "latest_rank")).order_by("-place")


def find_leading_facet(chosen):
    """The facet with one value under which the fewest stand, None where there is none: see `lead_by`."""
    single = {facet: values for facet, values in chosen.items() if len(values) == 1}
    return min(single, key=lambda facet: count_under(facet, *single[facet]), default=None)


def lead_by(entries, facet, value):
    """Those of the entries that stand under a value, the latest first, each with its `place`.

    A page is read from the index of the facet alone, whether many or few stand under the value.
    """
    under = FilteredRelation("facets", condition=Q(facets__facet=facet, facets__value=value))
    found = entries.alias(led=under).filter(led__facet=facet)
    return found.annotate(place=F("led__latest_rank")).order_by("-place")


# --- A page and a number --------------------------------------------------------------------------


def read_page(ordered, after, count, *, columns=COLUMNS, size=PAGE):
    """The page of ordered entries that begins behind a place, or at the beginning; `count` gives how many there are.

    One query, and that of `count` where they are more than a page.
    """
    behind = ordered
    if after:
        is_falling = ordered.query.order_by[0].startswith("-")
        behind = ordered.filter(place__lt=int(after)) if is_falling else ordered.filter(place__gt=after)
    rows = list(behind.values(*columns, "place")[: size + 1])
    if len(rows) <= size:
        return Page(rows, count() if after else len(rows), "")
    return Page(rows[:size], count(), str(rows[size - 1]["place"]))


def read_first_page(facet, value):
    """The latest initiatives that stand under a value."""
    return read_page(lead_by(select_entries(), facet, value), "", lambda: count_under_all({facet: (value,)}))


def count_under_all(chosen):
    """How many stand under one of the values of each facet; None for more than MOST_COUNTED."""
    if not is_current():
        return count_up_to_limit(_narrow_to_all(chosen))
    if not chosen:
        return _unless_too_many(count_published())
    if len(chosen) == 1 and len(values := next(iter(chosen.values()))) == 1:
        return _unless_too_many(count_under(next(iter(chosen)), *values))
    return _count_once(tuple(chosen.items()))


@cached_per_revision
def _count_once(chosen):
    """Who turns the pages of a list, or sorts it otherwise, does not have it counted again."""
    return count_up_to_limit(_narrow_to_all(dict(chosen)))


def _narrow_to_all(chosen):
    entries, leading = select_entries(), find_leading_facet(chosen)
    if leading:
        entries = lead_by(entries, leading, *chosen[leading])
    for facet, values in chosen.items():
        if facet != leading:
            entries = narrow_to(entries, facet, values)
    return entries


def count_up_to_limit(entries):
    """How many entries there are; None for more than MOST_COUNTED."""
    return _unless_too_many(entries.order_by().values("pk")[: MOST_COUNTED + 1].count())


def _unless_too_many(number):
    return number if number <= MOST_COUNTED else None

"""Two places, partners or periods side by side: how many initiatives under each choice, what came and what went."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Count, Exists, F, OuterRef, Q, Value

from initiatives import models as content
from initiatives.models import PublishedUpdate
from public.index.lists import COLUMNS
from public.models import Facet, InitiativeFacet, InitiativeIndex

COUNTED = (Facet.VOLET, Facet.STATUS, Facet.KIND, Facet.THEME)
MOST_NAMED = 60
"""Initiatives that a comparison names; further ones are only counted."""


@dataclass(frozen=True)
class Side:
    """What stands on one side: a choice of the list of initiatives."""

    facet: str
    value: str


@dataclass(frozen=True)
class Texts:
    """The words of a record in each language, read like its fields: far cheaper than the record."""

    key: str
    name_fr: str | None
    name_nl: str | None
    name_en: str | None


@dataclass(frozen=True)
class Indicator(Texts):
    unit: str


@dataclass(frozen=True)
class Figure:
    """A published figure and what `initiatives.wording.evidence.format_value` asks of it."""

    side: Side
    value: Decimal
    qualifier: str
    year: int | None
    period: str  # for which it was given
    note_fr: str | None
    note_nl: str | None
    note_en: str | None
    indicator: Indicator
    initiative: Texts


# --- Two places or partners -----------------------------------------------------------------------


def count_for_places(left, right):
    """Side → (facet, value) → number of initiatives, for the facets COUNTED. One query."""
    rows = (
        InitiativeFacet.objects.filter(_match_side(left) | _match_side(right), listing__facets__facet__in=COUNTED)
        .values_list("facet", "value", "listing__facets__facet", "listing__facets__value")
        .annotate(Count("pk"))
        .order_by()
    )
    found = {left: {}, right: {}}
    for own_facet, own_value, facet, value, number in rows:
        found[Side(own_facet, own_value)][facet, value] = number
    return found


def read_figures_of_places(left, right):
    """The figures of the published initiatives of both, what counts the same together. One query."""
    stands = "update__initiative__listing__facets__"
    rows = _select_totals(content.PublishedFigure.objects.shown()).filter(
        _match_side(left, stands) | _match_side(right, stands)
    )
    return _read_figures(rows, F(f"{stands}facet"), F(f"{stands}value"))


def _match_side(side, prefix=""):
    return Q(**{f"{prefix}facet": side.facet, f"{prefix}value": side.value})


# --- Two periods ----------------------------------------------------------------------------------


def count_for_periods(left, right, of=None):
    """Side → (facet, value) → number of initiatives reported in that period, as they stood in it. One query."""
    rows = (
        _select_updates(of)
        .filter(period__key__in=[left.value, right.value])
        .values_list(
            "period__key",
            "status",
            "kind",
            "initiative__theme__key",
            "initiative__volet__framework__key",
            "initiative__volet__number",
        )
        .annotate(Count("pk"))
        .order_by()
    )
    found = {left: {}, right: {}}
    for period, status, kind, theme, framework, volet, number in rows:
        counts = found[Side(Facet.PERIOD, period)]
        choices = [(Facet.STATUS, status), (Facet.KIND, kind), (Facet.VOLET, f"{framework}/{volet}")]
        for choice in [*choices, (Facet.THEME, theme)] if theme else choices:
            counts[choice] = counts.get(choice, 0) + number
    return found


def list_in_one_period_only(left, right, language, of=None):
    """Rows of the list, as dicts, of what is reported in one of the periods only; `is_left` says in which.

    By title in the language; one more than MOST_NAMED where there are more than that. One query.
    """
    rows = InitiativeIndex.objects.annotate(is_left=_match_reported(left), is_right=_match_reported(right)).exclude(
        is_left=F("is_right")
    )
    if of:
        rows = rows.filter(pk__in=InitiativeFacet.objects.filter(_match_side(of)).values("listing"))
    rows = rows.order_by(f"sort_{language}").values(*COLUMNS, "is_left")
    return list(rows[: MOST_NAMED + 1])


def read_figures_of_periods(left, right, of=None):
    """The figures that are published of both, what counts the same together. One query."""
    rows = _select_totals(content.PublishedFigure.objects).filter(
        update__in=_select_updates(of), update__period__key__in=[left.value, right.value]
    )
    return _read_figures(rows, Value(Facet.PERIOD.value), F("update__period__key"))


def _select_updates(of):
    updates = PublishedUpdate.objects.shown()
    if of:
        updates = updates.filter(initiative__in=InitiativeFacet.objects.filter(_match_side(of)).values("listing"))
    return updates


def _match_reported(side):
    return Exists(PublishedUpdate.objects.shown().filter(initiative=OuterRef("pk"), period__key=side.value))


# --- Figures --------------------------------------------------------------------------------------


def _select_totals(rows):
    """Without the parts that another of the figures counts already."""
    return rows.filter(part_of=None)


def _read_figures(rows, facet, value):
    """The figures, each on the side that has this choice."""
    columns = (
        *("value", "qualifier", "year", "update__period__key", "note_fr", "note_nl", "note_en"),
        *(f"indicator__{name}" for name in ("key", "name_fr", "name_nl", "name_en", "unit")),
        *(f"update__initiative__{name}" for name in ("key", "title_fr", "title_nl", "title_en")),
    )
    found = (
        rows.annotate(side_facet=facet, side_value=value)
        .order_by("indicator__position", "indicator", "-year", "position", "pk")
        .values_list("side_facet", "side_value", *columns)
    )
    return [Figure(Side(*row[:2]), *row[2:9], Indicator(*row[9:14]), Texts(*row[14:])) for row in found]

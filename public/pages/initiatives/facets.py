"""The choices beside a list: each facet with its values and how many initiatives stand under each."""

import re
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _

from document.typography import typeset
from initiatives.models import Initiative, Update
from public.index.caching import cached_per_reference
from public.index.facet_values import count_by_value, get_values
from public.models import Facet

TITLES = {
    Facet.VOLET: _("Volet"),
    Facet.RECOMMENDATION: _("Recommendation"),
    Facet.ZONE: _("Police zone"),
    Facet.COMMUNE: _("Commune"),
    Facet.PARTNER: _("Partner"),
    Facet.PERIOD: _("Period"),
    Facet.STATUS: _("Status"),
    Facet.KIND: _("Kind"),
    Facet.THEME: _("Theme"),
    Facet.YEAR: _("Year"),
}
OPEN = {Facet.VOLET, Facet.PERIOD}
LABELS = {Facet.STATUS: dict(Update.Status.choices), Facet.KIND: dict(Initiative.Kind.choices)}
NAMED_WHOLE = {Facet.ZONE, Facet.COMMUNE, Facet.PARTNER}
LONGEST_LABEL = 90
INDENT = re.compile(r"\n\s+")


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    language: str  # "" in the language of the page
    initiatives: int
    is_chosen: bool


@dataclass(frozen=True)
class Tag:
    """A choice that was made, and the address of the list without it."""

    facet: str
    label: str
    language: str
    address: str


def render_panels(chosen, language):
    """The markup of each facet that has something to choose from."""
    numbers = {facet: count_by_value(facet) for facet in Facet.offered()}
    return [
        _render_panel(facet, chosen.get(facet, ()), language, numbers[facet]) for facet in numbers if numbers[facet]
    ]


def list_chosen_tags(filters, language):
    """The choices that were made, each with the way to take it back."""
    return [
        Tag(TITLES[facet], *_get_label(facet, value, language), filters.address_without(facet, value))
        for facet, values in filters.chosen.items()
        for value in values
    ]


@cached_per_reference
def _render_panel(facet, values, language, numbers):
    """Of most facets a publication leaves the numbers as they were."""
    options = [Option(value, *_get_label(facet, value, language), number, value in values) for value, number in numbers]
    markup = render_to_string(
        "public/initiatives/panel.html",
        {"facet": facet.value, "title": TITLES[facet], "choices": options, "is_open": bool(values) or facet in OPEN},
    )
    # Two hundred choices: half of what is written, sent and compressed would be indents.
    return mark_safe(INDENT.sub("\n", markup))  # noqa: S308 - safe before, and only indents were taken out


def _get_label(facet, value, language):
    """(what the choice is called, its language where that is not the page's)."""
    found = get_values(facet).get(value)
    if found is None:
        return value, ""
    if facet in LABELS:
        return typeset(str(LABELS[facet][value]), language), ""
    name, own = found.name(language)
    if facet == Facet.PERIOD:
        name = _("%(period)s (being collected)") % {"period": name} if found.is_collected else name
        return typeset(name, language), ""
    if facet == Facet.RECOMMENDATION:
        name = f"{value.rpartition('/')[2]} – {name}"
    elif facet == Facet.VOLET:
        name = f"{value.rpartition('/')[2]}. {name}"
    if facet not in NAMED_WHOLE:
        name = _cut(name)
    return name, "" if own == language else own


def _cut(name):
    return name if len(name) <= LONGEST_LABEL else name[:LONGEST_LABEL].rsplit(" ", 1)[0] + " …"

"""The map of the communes as an SVG drawing with its legend and its table: `components/map.html`, `map_table.html`.

Real shapes where every commune has its boundary, tiles otherwise. The drawing is data here; markup and colours are the
component's and `figures.css`'s.
"""

import unicodedata
from dataclasses import dataclass

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from document.numbers import format_number
from public.pages.maps.areas import place_shapes, place_tiles
from public.pages.maps.scale import Scale
from records.models.base import get_displayed_name

__all__ = ["CommuneMap", "Place", "Step", "draw_commune_map"]

NOT_KNOWN = "–"


@dataclass(frozen=True)
class Place:
    """A commune on the map and in its table. `area` is None where the commune has no place to be drawn at."""

    name: str
    value: str
    words: str  # the value in words
    step: str
    href: str | None
    is_current: bool
    is_marked: bool
    area: object

    @property
    def label(self):
        """What the link says to who does not see the map."""
        return _("%(name)s: %(value)s") % {"name": self.name, "value": self.words}


@dataclass(frozen=True)
class Step:
    """A line of the legend."""

    step: str
    label: str


@dataclass(frozen=True)
class CommuneMap:
    identifier: str
    title: str
    description: str
    legend: str
    is_tiled: bool
    width: int
    height: int
    places: tuple
    steps: tuple

    @property
    def drawn(self):
        """The places that stand on the map, from north to south: the order of the keyboard too."""
        return sorted((place for place in self.places if place.area), key=lambda place: place.area.order)

    @property
    def rim(self):
        """The path of what the page is about, to be drawn over its neighbours; empty where there is nothing such."""
        return "".join(place.area.path for place in self.drawn if place.is_current or place.is_marked)


def draw_commune_map(
    values,
    *,
    title,
    description,
    legend,
    link,
    current=None,
    marked=(),
    number=format_number,
    identifier="map",
    not_known=None,
):
    """The map of the communes that are the keys of `values`, coloured by the value of each.

    A value is a number from zero, or None where it is not known. `legend` says what the numbers count; `link(commune)`
    is the address of a commune, or None. `number(value, language)` writes a value. `current` is the commune that the
    page is about, `marked` are those of which it is about the whole: their rims are drawn, for the eye alone.
    `identifier` is unique on the page. `not_known` says what it means that a value is not known.
    """
    not_known = not_known or _("no figure")
    language = get_language()
    scale = Scale(value for value in values.values() if value)
    width, height, areas, is_tiled = _place_areas(list(values))
    places = [
        Place(
            name=get_displayed_name(commune, "name"),
            value=NOT_KNOWN if value is None else number(value, language),
            words=not_known if value is None else number(value, language),
            step=_choose_step(scale, value),
            href=link(commune),
            is_current=commune == current,
            is_marked=commune in marked,
            area=areas.get(commune),
        )
        for commune, value in values.items()
    ]
    steps = _build_legend(values, scale, number, not_known)
    ordered = tuple(sorted(places, key=lambda place: _sort_name(place.name)))
    return CommuneMap(identifier, title, description, legend, is_tiled, width, height, ordered, steps)


def _place_areas(communes):
    if communes and all(commune.boundary for commune in communes):
        return *place_shapes(communes), False
    return *place_tiles(communes), True


def _choose_step(scale, value):
    if value is None:
        return "unknown"
    return f"step-{scale.step(value)}" if value else "zero"


def _build_legend(values, scale, number, not_known):
    language = get_language()
    steps = [Step("zero", number(0, language))] if 0 in values.values() else []
    for step, first, last in scale.ranges():
        ends = [number(first, language), number(last, language)]
        steps.append(Step(f"step-{step}", "–".join(dict.fromkeys(ends))))
    if None in values.values():
        steps.append(Step("unknown", not_known))
    return tuple(steps)


def _sort_name(name):
    """The name as an alphabetical list orders it: without accents, case or hyphens."""
    plain = unicodedata.normalize("NFD", name.casefold())
    return "".join(letter for letter in plain if letter.isalnum())

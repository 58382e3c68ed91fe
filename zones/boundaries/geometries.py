"""The geometry of a feature: what GeoJSON allows, narrowed to areas, as lists of rings; and the way back."""

from itertools import pairwise
from math import isfinite

from django.utils.translation import gettext as _

from zones.boundaries.problems import Problem, shown


def polygons_of(geometry, place, problems):
    """The polygons of a geometry, each a list of closed rings of (x, y); what is wrong is added to `problems`."""
    match geometry:
        case {"type": "Polygon", "coordinates": list(rings)}:
            polygons = [rings]
        case {"type": "MultiPolygon", "coordinates": list(polygons)}:
            pass
        case _:
            found = shown(geometry.get("type") if isinstance(geometry, dict) else geometry)
            problems.append(Problem(place, found, _("a Polygon or a MultiPolygon with its coordinates")))
            return []
    if not polygons or not all(isinstance(rings, list) and rings for rings in polygons):
        problems.append(Problem(place, shown(polygons), _("at least one ring in every polygon")))
        return []
    numbered = enumerate((ring for rings in polygons for ring in rings), start=1)
    checked = [_ring(ring, number, place, problems) for number, ring in numbered]
    remaining = iter(checked)
    return [[next(remaining) for _place in rings] for rings in polygons]


def _ring(positions, number, place, problems):
    """A ring of (x, y); an empty one after noting what is wrong with it."""
    place = _("%(place)s, ring %(number)s") % {"place": place, "number": number}
    if not isinstance(positions, list):
        problems.append(Problem(place, shown(positions), _("a list of positions")))
        return []
    if wrong := [position for position in positions if not _is_position(position)]:
        problems.append(Problem(place, shown(wrong[0]), _("positions of two numbers")))
        return []
    ring = [(x, y) for x, y, *_height in positions]
    if len(ring) < 4 or signed_area(ring) == 0:
        found = _("%(count)s positions that enclose nothing") % {"count": len(ring)}
        problems.append(Problem(place, found, _("at least four that enclose an area")))
    elif ring[0] != ring[-1]:
        found = _("a ring from %(first)s to %(last)s")
        found %= {"first": shown(positions[0]), "last": shown(positions[-1])}
        problems.append(Problem(place, found, _("a closed one: the last position is the first")))
    else:
        return ring
    return []


def _is_position(position):
    return (
        isinstance(position, list)
        and len(position) >= 2
        and all(isinstance(part, int | float) and not isinstance(part, bool) and _is_finite(part) for part in position)
    )


def _is_finite(number):
    try:
        return isfinite(number)
    except OverflowError:  # a whole number of hundreds of digits
        return False


def signed_area(ring):
    """Twice the area that a closed ring encloses: above zero where it runs counter-clockwise."""
    x, y = ring[0] if ring else (0, 0)
    # Measured from its first point: far from the origin the products would lose the digits that count.
    moved = [(a - x, b - y) for a, b in ring]
    return sum(a * d - c * b for (a, b), (c, d) in pairwise(moved))


def positions_in(polygons):
    """Every position of the polygons."""
    return [position for rings in polygons for ring in rings for position in ring]


def moved(polygons, move):
    """The polygons with every position taken through `move(x, y)`."""
    return [[[move(x, y) for x, y in ring] for ring in rings] for rings in polygons]


def as_geojson(polygons):
    """The polygons as a GeoJSON geometry: outlines counter-clockwise, holes clockwise (RFC 7946).

    Every ring begins at its smallest position: the same shape is always the same geometry.
    """
    coordinates = [[_wound(ring, place == 0) for place, ring in enumerate(rings)] for rings in polygons]
    return {"type": "MultiPolygon", "coordinates": coordinates}


def _wound(ring, counter_clockwise):
    positions = ring if (signed_area(ring) > 0) == counter_clockwise else ring[::-1]
    start = positions.index(min(positions))
    return [list(position) for position in [*positions[start:-1], *positions[: start + 1]]]

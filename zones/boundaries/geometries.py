"""The geometry of a feature: what GeoJSON allows, narrowed to areas, as lists of rings."""

from itertools import chain
from math import isfinite

from django.utils.translation import gettext as _

from zones.boundaries.problems import Problem, quote_value


def read_polygons(geometry, place, problems):
    """The polygons of a geometry, each a list of closed rings of (x, y); what is wrong is added to `problems`.

    Of a collection the areas are taken: lines and points in it enclose nothing.
    """
    polygons = _list_polygons(geometry)
    if polygons is None:
        found = quote_value(geometry.get("type") if isinstance(geometry, dict) else geometry)
        problems.append(Problem(place, found, _("a Polygon or a MultiPolygon with its coordinates")))
        return []
    if not polygons or not all(isinstance(rings, list) and rings for rings in polygons):
        problems.append(Problem(place, quote_value(polygons), _("at least one ring in every polygon")))
        return []
    numbers = iter(range(1, 1 + sum(map(len, polygons))))
    return [[_read_ring(ring, next(numbers), place, problems) for ring in rings] for rings in polygons]


def list_positions(polygons):
    """Every position of the polygons."""
    return [tuple(position) for rings in polygons for ring in rings for position in ring]


def _list_polygons(geometry):
    match geometry:
        case {"type": "Polygon", "coordinates": list(rings)}:
            return [rings]
        case {"type": "MultiPolygon", "coordinates": list(polygons)}:
            return polygons
        case {"type": "GeometryCollection", "geometries": list(members)}:
            areas = [polygons for polygons in map(_list_polygons, members) if polygons is not None]
            return list(chain.from_iterable(areas)) if areas else None
    return None


def _read_ring(positions, number, place, problems):
    """A ring of (x, y); an empty one after noting what is wrong with it."""
    place = _("%(place)s, ring %(number)s") % {"place": place, "number": number}
    if not isinstance(positions, list):
        problems.append(Problem(place, quote_value(positions), _("a list of positions")))
    elif wrong := [position for position in positions if not _is_position(position)]:
        problems.append(Problem(place, quote_value(wrong[0]), _("positions of two numbers")))
    elif len(positions) < 4 or _is_flat(positions):
        found = _("%(count)s positions that enclose nothing") % {"count": len(positions)}
        problems.append(Problem(place, found, _("at least four that enclose an area")))
    elif positions[0] != positions[-1]:
        found = _("a ring from %(first)s to %(last)s")
        found %= {"first": quote_value(positions[0]), "last": quote_value(positions[-1])}
        problems.append(Problem(place, found, _("a closed one: the last position is the first")))
    else:
        return [(x, y) for x, y, *_height in positions]
    return []


def _is_position(position):
    try:
        return isinstance(position, list) and len(position) >= 2 and all(map(_is_number, position))
    except OverflowError:  # a whole number of hundreds of digits
        return False


def _is_number(part):
    return isinstance(part, int | float) and not isinstance(part, bool) and isfinite(part)


def _is_flat(positions):
    """Whether all positions lie on one line, or are one."""
    (x, y), *others = [(x, y) for x, y, *_height in positions]
    a, b = max(((a - x, b - y) for a, b in others), key=lambda step: abs(step[0]) + abs(step[1]))
    return all(a * (d - y) == b * (c - x) for c, d in others)

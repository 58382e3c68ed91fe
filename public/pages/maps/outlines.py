"""Boundaries as paths of a drawing, each with the point at which a label has most room."""

import json
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from math import hypot

from zones.boundaries.coordinates import project_to_plane

MARGIN = 6  # around the drawing: room for the stroke that marks a shape
GRID = 8  # points across a shape that are tried for its label, then around the best of them
TURNS = 3
OUTSIDE = -1.0


@dataclass(frozen=True)
class Outline:
    """A shape: its path, the point that is furthest from its border, the width of the circle that fits there."""

    path: str
    middle: tuple
    room: float


@lru_cache(maxsize=4)
def draw_outlines(boundaries, width):
    """(width, height, outlines) of boundaries drawn together, north above. Each is a MultiPolygon, as GeoJSON text."""
    plane = [_project_to_plane(json.loads(boundary)["coordinates"]) for boundary in boundaries]
    everywhere = [position for rings in plane for ring in rings for position in ring]
    west, east = min(x for x, _y in everywhere), max(x for x, _y in everywhere)
    south, north = min(y for _x, y in everywhere), max(y for _x, y in everywhere)
    scale = (width - 2 * MARGIN) / (east - west)

    def place(x, y):
        return round(MARGIN + (x - west) * scale), round(MARGIN + (north - y) * scale)

    drawn = [[_drop_repeats([place(*position) for position in ring]) for ring in rings] for rings in plane]
    height = round((north - south) * scale) + 2 * MARGIN
    return width, height, tuple(_build_outline([ring for ring in rings if len(ring) > 3] or rings) for rings in drawn)


def _project_to_plane(polygons):
    return [[project_to_plane(*position) for position in ring] for rings in polygons for ring in rings]


def _drop_repeats(ring):
    return ring[:1] + [after for before, after in pairwise(ring) if after != before]


def _build_outline(rings):
    middle, distance = _find_roomiest(rings)
    return Outline("".join(map(_write_path, rings)), middle, distance * 2)


def _write_path(ring):
    """A closed ring as an SVG path, each point measured from the one before: shorter."""
    steps = [f"{b[0] - a[0]} {b[1] - a[1]}" for a, b in pairwise(ring[:-1])]
    return f"M{ring[0][0]} {ring[0][1]}l{' '.join(steps)}z".replace(" -", "-")


def _find_roomiest(rings):
    """The point inside that is furthest from every border, by a grid that closes in, and its distance to it."""
    xs, ys = [x for ring in rings for x, _y in ring], [y for ring in rings for _x, y in ring]
    left, right, top, bottom = min(xs), max(xs), min(ys), max(ys)
    sides = [side for ring in rings for side in pairwise(ring)]
    best = (0.0, (left + right) / 2, (top + bottom) / 2)
    for _turn in range(TURNS):
        across, down = (right - left) / GRID, (bottom - top) / GRID
        for column in range(1, GRID):
            for row in range(1, GRID):
                x, y = left + column * across, top + row * down
                best = max(best, (_measure_depth(x, y, sides, best[0]), x, y))
        left, right, top, bottom = best[1] - across, best[1] + across, best[2] - down, best[2] + down
    distance, x, y = best
    return (round(x), round(y)), distance


def _measure_depth(x, y, sides, least):
    """How far inside a point lies; OUTSIDE where it does not, or is no deeper than `least`."""
    inside, nearest = False, float("inf")
    for (a, b), (c, d) in sides:
        if (b > y) != (d > y) and x < (c - a) * (y - b) / (d - b) + a:
            inside = not inside
        width, height = c - a, d - b
        along = ((x - a) * width + (y - b) * height) / ((width**2 + height**2) or 1)
        along = min(1, max(0, along))
        nearest = min(nearest, hypot(x - a - along * width, y - b - along * height))
        if nearest <= least:
            return OUTSIDE
    return nearest if inside else OUTSIDE

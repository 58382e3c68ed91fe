"""Fewer points, without a gap between neighbours: a border that two communes share is simplified once.

Rings are cut into arcs where borders part (a point with more than two neighbours). Each arc, whichever way a ring
runs through it, is then simplified the same way (Douglas-Peucker), and the rings are put together again.
"""

from itertools import pairwise
from math import hypot

from zones.boundaries.coordinates import local_plane


def simplify(shapes, tolerance):
    """Shapes (lists of polygons, lists of closed rings of (longitude, latitude)) with fewer points.

    No point that is left out was further than `tolerance` metres from the new line. A ring that would vanish is left
    out, unless it is the outline of its polygon: that one stays as it was.
    """
    arcs = _Arcs((ring for polygons in shapes for rings in polygons for ring in rings), tolerance)
    return [[_polygon(rings, arcs) for rings in polygons] for polygons in shapes]


def _polygon(rings, arcs):
    outline, *holes = rings
    simpler = [arcs.simplified(hole) for hole in holes]
    thinned = arcs.simplified(outline)
    return [thinned if _is_ring(thinned) else outline, *(hole for hole in simpler if _is_ring(hole))]


def _is_ring(positions):
    return len(set(positions)) >= 3


class _Arcs:
    """The arcs of all rings, each simplified once."""

    def __init__(self, rings, tolerance):
        self.tolerance = tolerance
        self.neighbours = {}
        self.known = {}
        for ring in rings:
            for before, after in pairwise(ring):
                self.neighbours.setdefault(before, set()).add(after)
                self.neighbours.setdefault(after, set()).add(before)

    def simplified(self, ring):
        """The closed ring with fewer points."""
        points = self._from_a_junction(ring[:-1])
        cuts = [place for place, point in enumerate(points) if self._is_junction(point)] or [0, _furthest(points)]
        points = [*points, points[0]]
        simpler = []
        for start, end in zip(cuts, [*cuts[1:], len(points) - 1], strict=True):
            simpler += self._arc(tuple(points[start : end + 1]))[:-1]
        return [*simpler, simpler[0]]

    def _from_a_junction(self, points):
        """The ring begun where borders part; an island, at its smallest point, so that its neighbour does the same."""
        start = next((point for point in points if self._is_junction(point)), None) or min(points)
        place = points.index(start)
        return points[place:] + points[:place]

    def _is_junction(self, point):
        return len(self.neighbours[point]) > 2

    def _arc(self, points):
        one_way = min(points, points[::-1])
        if one_way not in self.known:
            self.known[one_way] = _douglas_peucker(one_way, self.tolerance)
        simpler = self.known[one_way]
        return simpler if one_way == points else simpler[::-1]


def _furthest(points):
    """The place of the point that is furthest from the first; of two, the smaller one, whichever way the ring runs."""
    start = local_plane(*points[0])
    return max(range(len(points)), key=lambda place: (_distance(points[place], start, start), points[place]))


def _douglas_peucker(points, tolerance):
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        start, end = waiting.pop()
        if end - start < 2:
            continue
        line = local_plane(*points[start]), local_plane(*points[end])
        distance, place = max((_distance(points[place], *line), place) for place in range(start + 1, end))
        if distance > tolerance:
            kept.add(place)
            waiting += [(start, place), (place, end)]
    return tuple(points[place] for place in sorted(kept))


def _distance(point, start, end):
    """Metres from a point to the straight line between two points of the plane."""
    x, y = local_plane(*point)
    width, height = end[0] - start[0], end[1] - start[1]
    length_squared = width**2 + height**2
    along = ((x - start[0]) * width + (y - start[1]) * height) / length_squared if length_squared else 0
    along = min(1, max(0, along))
    return hypot(x - start[0] - along * width, y - start[1] - along * height)

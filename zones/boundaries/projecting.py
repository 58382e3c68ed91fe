"""Projecting and simplifying boundaries: the part that needs pyproj and shapely, which are optional."""

import json

import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from zones.boundaries.coordinates import LAMBERT_2008, SYSTEMS, WGS_84, CoordinateSystem, is_in_brussels

DECIMALS = 6
TOLERANCE = 30
"""In metres: a corner is removed if the triangle with its neighbours is smaller than a square of this side."""


def find_system(epsg):
    """The system with this code of EPSG; None where there is none."""
    try:
        name = CRS.from_epsg(epsg).name
    except CRSError:
        return None
    return next((system for system in SYSTEMS.values() if system.epsg == epsg), CoordinateSystem(epsg, name))


def detect_system(positions):
    """The usual system in which most of the positions lie in Brussels; None where none does in any."""
    held = {system: len(positions) - len(find_outside(positions, system)) for system in SYSTEMS.values()}
    best = max(held, key=held.get)
    return best if held[best] else None


def has_latitude_first(positions):
    """Whether most positions would lie in Brussels if they were turned around: GeoJSON wants the longitude first."""
    return sum(is_in_brussels(y, x) for x, y in positions) > len(positions) / 2


def find_outside(positions, system):
    """The positions that do not lie in Brussels."""
    places = _make_transformer(system, WGS_84).itransform(positions)
    return [position for position, place in zip(positions, places, strict=True) if not is_in_brussels(*place)]


def simplify_shapes(shapes, system):
    """Shapes (lists of polygons, lists of closed rings) as GeoJSON geometries with fewer points, in WGS 84.

    A border that two shapes share is simplified once: they still meet without a gap. Outlines run counter-clockwise
    and every ring begins at its smallest position, so that the same shape is always the same geometry.
    """
    areas = [shapely.MultiPolygon([(outline, holes) for outline, *holes in polygons]) for polygons in shapes]
    areas = _round_areas(_transform_areas(_transform_areas(areas, system, WGS_84), WGS_84, LAMBERT_2008), 2)
    kept = _round_areas(_transform_areas(shapely.coverage_simplify(areas, TOLERANCE), LAMBERT_2008, WGS_84), DECIMALS)
    return [json.loads(area) for area in shapely.to_geojson(shapely.orient_polygons(shapely.normalize(kept)))]


def _transform_areas(areas, source, target):
    return shapely.transform(areas, _make_transformer(source, target).transform, interleaved=False)


def _round_areas(areas, decimals):
    return shapely.transform(areas, lambda positions: positions.round(decimals))


def _make_transformer(source, target):
    return Transformer.from_crs(source.epsg, target.epsg, always_xy=True)

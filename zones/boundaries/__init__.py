"""The real boundaries of the communes: read from a GeoJSON file, checked as a whole, kept in one form.

What is kept (`Commune.boundary`) is a MultiPolygon as RFC 7946 wants it: WGS 84, longitude first, six decimals,
outer rings counter-clockwise. It is meant to be drawn on a page: corners too small to be seen there are left out, the
same on both sides of a border.
"""

from zones.boundaries.coordinates import SYSTEMS
from zones.boundaries.loading import apply_plan, plan_loading, plan_removal
from zones.boundaries.problems import BoundariesRefused

__all__ = ["SYSTEMS", "BoundariesRefused", "apply_plan", "plan_loading", "plan_removal"]

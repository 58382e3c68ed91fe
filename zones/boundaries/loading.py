"""From a file to `Commune.boundary`: what would change, and the change itself."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from zones.boundaries.coordinates import SYSTEMS, WGS_84, detected, has_latitude_first
from zones.boundaries.geometries import as_geojson, moved, positions_in
from zones.boundaries.problems import BoundariesRefused, Problem, shown
from zones.boundaries.reading import all_positions, read
from zones.boundaries.simplifying import simplify
from zones.models import Commune

DECIMALS = 6
TOLERANCE = 20  # metres
CHANGE_REASON = "load_boundaries"


@dataclass(frozen=True)
class Change:
    """A commune as it was read, and the boundary that it gets: None takes its boundary away."""

    commune: Commune
    boundary: dict | None
    kind: str  # add, change, remove or same


@dataclass(frozen=True)
class Plan:
    """What loading a file would do. `system` and the counts are those of the file; a removal has none."""

    changes: tuple
    system: object = None
    positions_read: int = 0
    positions_kept: int = 0
    elsewhere: int = 0

    def counts(self):
        """Kind of change → communes."""
        return Counter(change.kind for change in self.changes)

    @property
    def changes_something(self):
        return any(change.kind != "same" for change in self.changes)


def plan(path, *, code_name=None, system=None):
    """What loading the file would do; `system` is a key of SYSTEMS, without it the coordinates say which they are.

    Raises BoundariesRefused with every problem of the file.
    """
    communes = {commune.nis_code: commune for commune in Commune.objects.order_by("nis_code")}
    if not communes:
        found, expected = _("no commune in the database"), _("the communes: load_data loads them")
        raise BoundariesRefused(Problem(Path(path).name, found, expected))
    contents = read(path, communes, code_name)
    used = SYSTEMS[system] if system else _system(contents, Path(path).name)
    _check_places(contents.shapes, used)
    exact = [moved(shape.polygons, _to_kept_form(used)) for shape in contents.shapes]
    kept = simplify(exact, TOLERANCE)
    changes = [
        _change(communes[shape.code], as_geojson(polygons))
        for shape, polygons in zip(contents.shapes, kept, strict=True)
    ]  # fmt: skip
    return Plan(tuple(changes), used, _count(exact), _count(kept), contents.elsewhere)


def plan_removal():
    """Taking all boundaries away: the tile map stands in their place again."""
    return Plan(tuple(_change(commune, None) for commune in Commune.objects.order_by("nis_code")))


def apply(plan):
    """Write what the plan says, all of it or nothing. Raises StaleRecordError where a commune was saved since."""
    with transaction.atomic():
        for change in plan.changes:
            if change.kind != "same":
                change.commune.boundary = change.boundary
                change.commune._change_reason = CHANGE_REASON
                change.commune.save()


def _change(commune, boundary):
    if commune.boundary == boundary:
        return Change(commune, boundary, "same")
    if boundary is None:
        return Change(commune, boundary, "remove")
    return Change(commune, boundary, "change" if commune.boundary else "add")


def _system(contents, file):
    if contents.epsg:
        named = next((system for system in SYSTEMS.values() if system.epsg == contents.epsg), None)
        if named is None:
            raise BoundariesRefused(Problem(file, f"EPSG:{contents.epsg}", _known_systems()))
        return named
    positions = all_positions(contents.shapes)
    if system := detected(positions):
        return system
    if has_latitude_first(positions):
        raise BoundariesRefused(
            Problem(file, _("the latitude first, %(position)s") % {"position": shown(positions[0])},
                    _("the longitude first, as GeoJSON wants it"))
        )  # fmt: skip
    found = _("positions such as %(position)s") % {"position": shown(positions[0])}
    raise BoundariesRefused(Problem(file, found, _known_systems()))


def _known_systems():
    names = ", ".join(f"{system.name} (EPSG:{system.epsg})" for system in SYSTEMS.values())
    return _("places in Brussels in one of: %(systems)s") % {"systems": names}


def _check_places(shapes, system):
    problems = []
    for shape in shapes:
        outside = next((position for position in shape.positions() if not system.holds(position)), None)
        if outside:
            found = _("the position %(position)s") % {"position": shown(outside)}
            expected = _("places in the Brussels-Capital Region in %(system)s") % {"system": system.name}
            if system is WGS_84 and has_latitude_first(shape.positions()):
                expected = _("the longitude first, as GeoJSON wants it")
            problems.append(Problem(shape.place, found, expected))
    if problems:
        raise BoundariesRefused(*problems)


def _to_kept_form(system):
    def move(x, y):
        longitude, latitude = system.to_wgs_84(x, y)
        return round(longitude, DECIMALS), round(latitude, DECIMALS)

    return move


def _count(shapes):
    return sum(len(positions_in(polygons)) for polygons in shapes)

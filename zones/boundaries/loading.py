"""Loading a file into `Commune.boundary`: first the plan of what would change, then the change."""

from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from zones.boundaries.coordinates import SYSTEMS, WGS_84
from zones.boundaries.geometries import list_positions
from zones.boundaries.problems import BoundariesRefused, Problem, quote_value
from zones.boundaries.reading import read_boundary_file
from zones.models import Commune

CHANGE_REASON = "load_boundaries"


@dataclass(frozen=True)
class BoundaryChange:
    """A commune and its new boundary; None removes it."""

    commune: Commune
    boundary: dict | None
    kind: str  # add, change, remove or same


@dataclass(frozen=True)
class LoadingPlan:
    """What loading a file would do. `system` and the counts are those of the file; a removal has none."""

    changes: tuple
    system: object = None
    positions_read: int = 0
    positions_kept: int = 0
    elsewhere: int = 0

    def count_changes(self):
        """The number of communes by kind of change."""
        return Counter(change.kind for change in self.changes)

    @property
    def changes_something(self):
        return any(change.kind != "same" for change in self.changes)


def plan_loading(path, *, code_name=None, system=None):
    """Plan the loading of a file; `system` is a key of SYSTEMS, without it the coordinates tell the system.

    Raises BoundariesRefused with every problem of the file.
    """
    file = Path(path).name
    communes = {commune.nis_code: commune for commune in Commune.objects.order_by("nis_code")}
    if not communes:
        found, expected = _("no commune in the database"), _("the communes: load_data loads them")
        raise BoundariesRefused(Problem(file, found, expected))
    projecting = _import_projecting(file)
    contents = read_boundary_file(path, communes, code_name)
    used = SYSTEMS[system] if system else _find_system(contents, file, projecting)
    _refuse_places_outside(contents.shapes, used, projecting)
    kept = projecting.simplify_shapes([shape.polygons for shape in contents.shapes], used)
    changes = [_compare_boundary(communes[shape.code], kept[place]) for place, shape in enumerate(contents.shapes)]
    positions_read = sum(len(shape.list_positions()) for shape in contents.shapes)
    positions_kept = sum(len(list_positions(boundary["coordinates"])) for boundary in kept)
    return LoadingPlan(tuple(changes), used, positions_read, positions_kept, contents.elsewhere)


def plan_removal():
    """Plan the removal of all boundaries: the tile map then takes their place again."""
    return LoadingPlan(tuple(_compare_boundary(commune, None) for commune in Commune.objects.order_by("nis_code")))


def apply_plan(plan):
    """Carry out the plan, all of it or nothing. Raises StaleRecordError where a commune was saved since."""
    with transaction.atomic():
        for change in plan.changes:
            if change.kind != "same":
                change.commune.boundary = change.boundary
                change.commune._change_reason = CHANGE_REASON
                change.commune.save()


def _compare_boundary(commune, boundary):
    if commune.boundary == boundary:
        return BoundaryChange(commune, boundary, "same")
    if boundary is None:
        return BoundaryChange(commune, boundary, "remove")
    return BoundaryChange(commune, boundary, "change" if commune.boundary else "add")


def _import_projecting(file):
    try:
        from zones.boundaries import projecting
    except ModuleNotFoundError as error:
        expected = _("pyproj and shapely: pip install --require-hashes --requirement requirements-boundaries.txt")
        found = _("no Python package %(name)s to read it with") % {"name": error.name}
        raise BoundariesRefused(Problem(file, found, expected)) from None
    return projecting


def _find_system(contents, file, projecting):
    if contents.epsg:
        if system := projecting.find_system(contents.epsg):
            return system
        raise BoundariesRefused(Problem(file, f"EPSG:{contents.epsg}", _list_known_systems()))
    positions = [position for shape in contents.shapes for position in shape.list_positions()]
    if system := projecting.detect_system(positions):
        return system
    if projecting.has_latitude_first(positions):
        raise BoundariesRefused(
            Problem(file, _("the latitude first, %(position)s") % {"position": quote_value(positions[0])},
                    _("the longitude first, as GeoJSON wants it"))
        )  # fmt: skip
    found = _("positions such as %(position)s") % {"position": quote_value(positions[0])}
    raise BoundariesRefused(Problem(file, found, _list_known_systems()))


def _list_known_systems():
    names = ", ".join(f"{system.name} (EPSG:{system.epsg})" for system in SYSTEMS.values())
    return _("places in Brussels in one of: %(systems)s") % {"systems": names}


def _refuse_places_outside(shapes, system, projecting):
    problems = []
    for shape in shapes:
        if outside := projecting.find_outside(shape.list_positions(), system):
            found = _("the position %(position)s") % {"position": quote_value(outside[0])}
            expected = _("places in the Brussels-Capital Region in %(system)s") % {"system": system.name}
            if system is WGS_84 and projecting.has_latitude_first(shape.list_positions()):
                expected = _("the longitude first, as GeoJSON wants it")
            problems.append(Problem(shape.place, found, expected))
    if problems:
        raise BoundariesRefused(*problems)

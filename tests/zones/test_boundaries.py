"""The real boundaries of the communes: what a file may hold, what is kept of it, what is refused in which words."""

import sys
from itertools import pairwise

import pytest
from django.utils import translation
from pyproj import Transformer

from records.models import StaleRecordError
from tests.builders import make_commune
from tests.zones.shapes import EAST, NORTH, SIDE, collection, feature, square, written
from zones import boundaries
from zones.boundaries.coordinates import LAMBERT_72, LAMBERT_2008, WGS_84, project_to_plane
from zones.models import Commune

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


@pytest.fixture
def two():
    """Two communes, Anderlecht and Auderghem."""
    return [make_commune(nis_code="21001", name_fr="Anderlecht"), make_commune(nis_code="21002", name_fr="Auderghem")]


def load(folder, content, **options):
    plan = boundaries.plan_loading(written(folder, content), **options)
    boundaries.apply_plan(plan)
    return plan


def refused(folder, content, **options):
    """Every problem, as it is told."""
    with pytest.raises(boundaries.BoundariesRefused) as refusal:
        load(folder, content, **options)
    return [str(problem) for problem in refusal.value.problems]


def boundary(code="21001"):
    return Commune.objects.get(nis_code=code).boundary


def rings(code="21001"):
    """The rings of a commune, as sets of positions."""
    return [{tuple(position) for position in ring} for rings in boundary(code)["coordinates"] for ring in rings]


def sides(code):
    """The stretches of border of a commune, whichever way they run."""
    drawn = [ring for rings in boundary(code)["coordinates"] for ring in rings]
    return {frozenset(map(tuple, side)) for ring in drawn for side in pairwise(ring)}


def both(first=None, second=None, **members):
    """Both communes, beside each other unless their rings are given."""
    first, second = first or [square()], second or [square(1)]
    return collection(feature("21001", *first), feature("21002", *second), **members)


# --- Coordinates ----------------------------------------------------------------------------------

# The town hall on the Grand-Place, and points at the rim of the Region, reckoned by hand with EPSG guidance note 7-2.
KNOWN = [
    (LAMBERT_72, (148_855.422, 170_696.339), (4.3525, 50.84667)),
    (LAMBERT_72, (141_241, 178_000), (4.244207460, 50.912261470)),
    (LAMBERT_72, (158_900, 161_200), (4.494895783, 50.761233900)),
    (LAMBERT_2008, (648_855.035, 670_696.608), (4.3525, 50.84667)),
    (LAMBERT_2008, (641_000, 678_000), (4.240797607, 50.912264343)),
]


def moved(x, y, source=LAMBERT_72, target=WGS_84):
    return Transformer.from_crs(source.epsg, target.epsg, always_xy=True).transform(x, y)


def kept(position):
    """A position of Lambert 72 as it is kept."""
    return tuple(round(part, 6) for part in moved(*position))


@pytest.mark.parametrize(("system", "position", "expected"), KNOWN)
def test_a_known_point_comes_out_within_a_decimetre(tmp_path, system, position, expected):
    make_commune(nis_code="21001")
    ring = [[position[0] + x, position[1] + y] for x, y in ((0, 0), (-300, 0), (-300, 300), (0, 300), (0, 0))]

    load(tmp_path, collection(feature("21001", ring)))
    near = min(rings()[0], key=lambda corner: abs(corner[0] - expected[0]) + abs(corner[1] - expected[1]))

    assert near == pytest.approx(expected, abs=1e-6)


def test_a_kilometre_is_a_kilometre_in_the_plane_of_the_drawing():
    x, y = project_to_plane(*moved(EAST, NORTH))
    east = project_to_plane(*moved(EAST + 1000, NORTH))
    north = project_to_plane(*moved(EAST, NORTH + 1000))
    assert (east[0] - x, north[1] - y) == pytest.approx((1000, 1000), abs=2)


# --- What is kept ---------------------------------------------------------------------------------


def test_what_is_kept_is_a_geometry_in_wgs_84_with_six_decimals(tmp_path, two):
    plan = load(tmp_path, both())
    corners = {kept(position) for position in square()}
    assert plan.system is LAMBERT_72
    assert boundary()["type"] == "MultiPolygon"
    assert rings() == [corners]
    assert boundary()["coordinates"][0][0][0] == boundary()["coordinates"][0][0][-1] == list(min(corners))


def test_what_was_kept_can_be_loaded_again_and_changes_nothing(tmp_path, two):
    load(tmp_path, both())
    again = collection(
        *({"type": "Feature", "properties": {"NISCode": one.nis_code}, "geometry": one.boundary}
          for one in Commune.objects.all())
    )  # fmt: skip
    plan = load(tmp_path, again)
    assert (plan.system.epsg, plan.count_changes()) == (4326, {"same": 2})


def test_the_newer_lambert_gives_the_same_place(tmp_path, two):
    """The two plane systems are moved and a little turned against each other; here they differ by half a metre."""
    load(tmp_path, both())
    before = boundary()["coordinates"][0][0][0]
    moved = [[x + 499_999.61, y + 0.27 + 499_999.99] for x, y in square()]
    plan = load(tmp_path, both(first=[moved], second=[[[x + SIDE, y] for x, y in moved]]))
    assert plan.system is LAMBERT_2008
    assert boundary()["coordinates"][0][0][0] == pytest.approx(before, abs=2e-5)


def test_outlines_run_counter_clockwise_and_holes_clockwise(tmp_path, two):
    hole = [[x + 500, y + 500] for x, y in square(side=500)]
    load(tmp_path, both(first=[square()[::-1], hole], second=[square(1)]))
    outline, inner = boundary()["coordinates"][0]
    assert [_turns_left(ring) for ring in (outline, inner)] == [True, False]


def _turns_left(ring):
    (a, b), (c, d), (e, f) = ring[:3]
    return (c - a) * (f - d) - (d - b) * (e - c) > 0


def test_heights_are_left_out(tmp_path, two):
    load(tmp_path, both(first=[[[x, y, 25.5] for x, y in square()]]))
    assert {len(position) for position in boundary()["coordinates"][0][0]} == {2}


def test_several_polygons_stay_several(tmp_path, two):
    parts = {"type": "MultiPolygon", "coordinates": [[square()], [square(0, 2)]]}
    load(tmp_path, collection(feature("21001", geometry=parts), feature("21002", square(1))))
    assert len(boundary()["coordinates"]) == 2


def test_of_a_collection_of_geometries_the_areas_are_taken(tmp_path, two):
    line = {"type": "LineString", "coordinates": [[EAST, NORTH], [EAST, NORTH + 5]]}
    areas = [{"type": "Polygon", "coordinates": [square()]}, {"type": "MultiPolygon", "coordinates": [[square(0, 2)]]}]
    parts = {"type": "GeometryCollection", "geometries": [areas[0], line, areas[1]]}

    load(tmp_path, collection(feature("21001", geometry=parts), feature("21002", square(1))))

    assert len(boundary()["coordinates"]) == 2


# --- Fewer points ---------------------------------------------------------------------------------

RAGGED = [(EAST + SIDE + (0.2 if number % 2 else -0.2), NORTH + number * 100) for number in range(1, 20)]
BAY = (EAST + SIDE - 300, NORTH + SIDE / 2)


def _west(border):
    return [[EAST, NORTH], [EAST + SIDE, NORTH], *map(list, border), [EAST + SIDE, NORTH + SIDE],
            [EAST, NORTH + SIDE], [EAST, NORTH]]  # fmt: skip


def _east(border):
    return [[EAST + SIDE, NORTH], [EAST + 2 * SIDE, NORTH], [EAST + 2 * SIDE, NORTH + SIDE],
            [EAST + SIDE, NORTH + SIDE], *map(list, reversed(border)), [EAST + SIDE, NORTH]]  # fmt: skip


def test_what_is_finer_than_the_tolerance_goes(tmp_path, two):
    plan = load(tmp_path, both([_west(RAGGED)], [_east(RAGGED)]))
    assert (plan.positions_read, plan.positions_kept) == (2 * (5 + len(RAGGED)), 2 * 5)


def test_what_is_coarser_stays_and_the_neighbour_has_it_too(tmp_path, two):
    border = [*RAGGED[:9], BAY, *RAGGED[10:]]
    load(tmp_path, both([_west(border)], [_east(border)]))
    bay = kept(BAY)
    shared = sides("21001") & sides("21002")
    assert len([side for side in shared if bay in side]) == 2
    assert len(shared) == len(sides("21001")) - 3


def test_an_enclave_fits_its_hole(tmp_path, two):
    ring = [[EAST + 500, NORTH + 500], [EAST + 900, NORTH + 501], [EAST + 1300, NORTH + 500],
            [EAST + 1300, NORTH + 1300], [EAST + 880, NORTH + 1301], [EAST + 500, NORTH + 1300],
            [EAST + 500, NORTH + 500]]  # fmt: skip
    turned = ring[3:-1] + ring[:4]
    load(tmp_path, both([square(), ring], [turned[::-1]]))
    assert rings("21001")[1] == rings("21002")[0]
    assert len(rings("21002")[0]) == 4


def test_a_ring_below_the_tolerance_stays_a_ring(tmp_path, two):
    load(tmp_path, both([square(), square(0.25, 0.25, side=5)], [square(1, side=5)]))

    outline, hole = rings("21001")
    assert (len(outline), len(hole)) == (4, 3)
    assert [len(ring) for ring in rings("21002")] == [3]


# --- The codes ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "nis_code",
        "NISCode",
        "nis",
        "CNIS5_2024",
        "NIS5",
        "cd_munty_refnis",
        "INS",
        "ref:INS",
        "mu_nat_code",
        "nationalCode",
        "mun_code",
        "LAU_ID",
        "GISCO_ID",
    ],
)
@pytest.mark.parametrize("kind", [str, int])
def test_the_usual_names_of_the_code_are_known(tmp_path, two, name, kind):
    load(tmp_path, collection(feature(kind(21001), name=name), feature(kind(21002), square(1), name=name)))
    assert None not in (boundary("21001"), boundary("21002"))


@pytest.mark.parametrize("value", [21001.0, "21001.0", " 21001 ", "21 001", "BE21001", "BE_21001", ["21001"], [21001]])
def test_a_code_is_read_as_files_write_it(tmp_path, two, value):
    plan = load(tmp_path, collection(feature(value), feature("21002", square(1))))

    assert plan.count_changes() == {"add": 2}


def test_two_properties_with_the_same_code_are_one(tmp_path, two):
    european = {"LAU_ID": "21001", "GISCO_ID": "BE_21001", "ref:INS": None}
    plan = load(tmp_path, collection(feature("", properties=european), feature("21002", square(1))))

    assert plan.count_changes() == {"add": 2}


def test_a_code_that_is_empty_is_told(tmp_path, two):
    assert refused(tmp_path, collection(feature("21001"), feature("21002", square(1)), feature(None, square(2)))) == [
        'feature 3: found ""; expected a NIS code of five digits.'
    ]


def test_another_name_can_be_given(tmp_path, two):
    content = collection(feature("21001", name="gemeente"), feature("21002", square(1), name="gemeente"))
    assert refused(tmp_path, content) == [
        'feature 1: found the properties "gemeente"; expected nis_code, or another that --property names.',
        'feature 2: found the properties "gemeente"; expected nis_code, or another that --property names.',
        (
            "boundaries.geojson: found no feature for 21001 Anderlecht, 21002 Auderghem; "
            "expected every commune of the database."
        ),
    ]
    assert load(tmp_path, content, code_name="gemeente").count_changes() == {"add": 2}


def test_two_codes_that_differ_are_not_guessed_between(tmp_path, two):
    twofold = feature("21001", properties={"nis": "21001", "ins": "21003"})
    assert refused(tmp_path, collection(twofold, feature("21001"), feature("21002", square(1)))) == [
        'feature 1: found {"nis": "21001", "ins": "21003"}; expected one NIS code: name its property with --property.'
    ]


def test_communes_of_the_rest_of_the_country_are_counted_and_left_aside(tmp_path, two):
    elsewhere = feature("11002", [[100_000, 200_000], [101_000, 200_000], [101_000, 201_000], [100_000, 200_000]])
    plan = load(tmp_path, collection(elsewhere, *both()["features"]))
    assert (plan.elsewhere, plan.count_changes()) == (1, {"add": 2})


# --- What is refused ------------------------------------------------------------------------------


def test_every_problem_is_told_at_once_and_nothing_is_written(tmp_path, two):
    make_commune(nis_code="21003", name_fr="Berchem")
    open_ring = [*square()[:-1], [EAST + 1, NORTH]]
    content = collection(
        feature("21001", open_ring),
        feature("21001", square(1)),
        feature("21099", square(2)),
        feature("21002", geometry={"type": "Point", "coordinates": [EAST, NORTH]}),
        feature("Forest"),
        feature("21002", geometry=None),
        "a commune",
    )
    assert refused(tmp_path, content) == [
        (
            "feature 1 (21001), ring 1: found a ring from [148000, 170000] to [148001, 170000]; "
            "expected a closed one: the last position is the first."
        ),
        'feature 3 (21099): found "21099"; expected the NIS code of a commune that is in the database.',
        'feature 4 (21002): found "Point"; expected a Polygon or a MultiPolygon with its coordinates.',
        'feature 5: found "Forest"; expected a NIS code of five digits.',
        "feature 6 (21002): found null; expected a Polygon or a MultiPolygon with its coordinates.",
        'feature 7: found "a commune"; expected a GeoJSON object of the type Feature, with properties.',
        'feature 2 (21001): found "21001"; expected one feature a commune; 21001 stands in feature 1 (21001) already.',
        'feature 6 (21002): found "21002"; expected one feature a commune; 21002 stands in feature 4 (21002) already.',
        "boundaries.geojson: found no feature for 21003 Berchem; expected every commune of the database.",
    ]
    assert list(Commune.objects.values_list("boundary", flat=True)) == [None, None, None]


@pytest.mark.parametrize(
    ("ring", "found", "expected"),
    [
        ([[EAST, NORTH]] * 4, "4 positions that enclose nothing", "at least four that enclose an area"),
        (square()[:2] + square()[:1], "3 positions that enclose nothing", "at least four that enclose an area"),
        (
            [[EAST, NORTH], [EAST, NORTH + 1], [EAST, NORTH + 2], [EAST, NORTH]],
            "4 positions that enclose nothing",
            "at least four that enclose an area",
        ),
        ([], "0 positions that enclose nothing", "at least four that enclose an area"),
        ("ring", '"ring"', "a list of positions"),
        ([*square(), [EAST]], "[148000]", "positions of two numbers"),
        ([*square(), [EAST, "170000"]], '[148000, "170000"]', "positions of two numbers"),
        ([*square(), [EAST, True]], "[148000, true]", "positions of two numbers"),
        ([*square(), [EAST, float("nan")]], "[148000, NaN]", "positions of two numbers"),
        ([*square(), None], "null", "positions of two numbers"),
        ([*square(), [EAST, 10**400]], f"[148000, 1{'0' * 50}…", "positions of two numbers"),
    ],
)
def test_a_ring_that_is_none_is_refused(tmp_path, two, ring, found, expected):
    sentence = f"feature 1 (21001), ring 1: found {found}; expected {expected}."
    assert refused(tmp_path, both(first=[ring])) == [sentence]


@pytest.mark.parametrize("coordinates", [[], [[]], [square(), []], [[square()], "x"]])
def test_a_polygon_without_a_ring_is_refused(tmp_path, two, coordinates):
    geometry = {"type": "MultiPolygon", "coordinates": coordinates}
    problems = refused(tmp_path, collection(feature("21001", geometry=geometry), feature("21002", square(1))))
    assert len(problems) >= 1
    assert all(problem.startswith("feature 1 (21001)") for problem in problems)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "boundaries.geojson, line 1, column 1: found text that is no JSON; expected a GeoJSON file."),
        ('{"a":\n1,}', "boundaries.geojson, line 2, column 3: found text that is no JSON; expected a GeoJSON file."),
        ("[" * 200_000, "boundaries.geojson: found text that is no JSON; expected a GeoJSON file."),
        ([1], "boundaries.geojson: found [1]; expected a GeoJSON object of the type FeatureCollection."),
        (
            {"type": "Topology"},
            'boundaries.geojson: found "Topology"; expected a GeoJSON object of the type FeatureCollection.',
        ),
        (collection(), "boundaries.geojson: found []; expected a list of features, one per commune."),
        (
            {"type": "FeatureCollection"},
            "boundaries.geojson: found null; expected a list of features, one per commune.",
        ),
    ],
)
def test_a_file_that_is_no_collection_is_refused(tmp_path, two, content, sentence):
    (problem,) = refused(tmp_path, content)
    assert problem == sentence


def test_a_file_that_cannot_be_read_is_refused(tmp_path, two):
    with pytest.raises(boundaries.BoundariesRefused, match="missing: found No such file"):
        boundaries.plan_loading(tmp_path / "missing")
    with pytest.raises(boundaries.BoundariesRefused, match="found a folder"):
        boundaries.plan_loading(tmp_path)
    (tmp_path / "bytes").write_bytes(b"\xff\xfe{}")
    with pytest.raises(boundaries.BoundariesRefused, match=r"bytes: found bytes that are no text; expected .*UTF-8"):
        boundaries.plan_loading(tmp_path / "bytes")


def test_more_features_than_there_are_communes_are_not_looked_at(tmp_path, two):
    assert refused(tmp_path, collection(*[{}] * 5_001)) == [
        "boundaries.geojson: found 5001 features; expected at most 5000, one per commune."
    ]


def test_a_file_that_is_too_large_is_not_read(tmp_path, two):
    with (tmp_path / "large").open("wb") as file:
        file.truncate(60_000_000)
    with pytest.raises(boundaries.BoundariesRefused, match="large: found 60 MB; expected at most 50 MB"):
        boundaries.plan_loading(tmp_path / "large")


def test_a_database_without_communes_is_told(tmp_path):
    assert refused(tmp_path, both()) == [
        "boundaries.geojson: found no commune in the database; expected the communes: load_data loads them."
    ]


# --- Which coordinates they are -------------------------------------------------------------------

WORLD = [[4.30, 50.85], [4.33, 50.85], [4.33, 50.87], [4.30, 50.85]]


def world(x=0, turned=False):
    ring = [[longitude + x, latitude] for longitude, latitude in WORLD]
    return [position[::-1] for position in ring] if turned else ring


def test_latitude_first_is_recognised_and_refused(tmp_path, two):
    turned = both([world(turned=True)], [world(0.05, turned=True)])
    assert refused(tmp_path, turned) == [
        "boundaries.geojson: found the latitude first, [50.85, 4.3]; expected the longitude first, as GeoJSON wants it."
    ]
    assert refused(tmp_path, turned, system="wgs84") == [
        "feature 1 (21001): found the position [50.85, 4.3]; expected the longitude first, as GeoJSON wants it.",
        "feature 2 (21002): found the position [50.85, 4.35]; expected the longitude first, as GeoJSON wants it.",
    ]


def test_places_outside_brussels_are_refused_one_by_one(tmp_path, two):
    assert refused(tmp_path, both(second=[square(20)])) == [
        (
            "feature 2 (21002): found the position [188000, 170000]; "
            "expected places in the Brussels-Capital Region in Belgian Lambert 72."
        ),
    ]


def test_coordinates_that_are_nowhere_in_brussels_are_refused(tmp_path, two):
    web_mercator = [[484_000, 6_594_000], [485_000, 6_594_000], [485_000, 6_595_000], [484_000, 6_594_000]]
    (problem,) = refused(tmp_path, both([web_mercator], [web_mercator]))
    assert problem.startswith(
        "boundaries.geojson: found positions such as [484000, 6594000]; expected places in Brussels"
    )


def test_the_system_that_the_file_names_counts(tmp_path, two):
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::31370"}}
    assert load(tmp_path, both(crs=named)).system is LAMBERT_72
    named = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    assert refused(tmp_path, both(crs=named))[0].endswith("expected places in the Brussels-Capital Region in WGS 84.")
    assert load(tmp_path, both(crs=named), system="lambert72").system is LAMBERT_72


@pytest.mark.parametrize("epsg", [3857, 3035, 4258])
def test_a_system_that_the_file_names_may_be_any_of_the_register(tmp_path, two, epsg):
    load(tmp_path, both())
    before = boundary()["coordinates"][0][0][0]
    ways = Transformer.from_crs(4326, epsg, always_xy=True)
    first, second = ([list(ways.transform(*moved(*corner))) for corner in square(column)] for column in (0, 1))
    named = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:EPSG::{epsg}"}}

    plan = load(tmp_path, both([first], [second], crs=named))

    assert plan.system.epsg == epsg
    assert boundary()["coordinates"][0][0][0] == pytest.approx(before, abs=2e-6)


def test_a_system_that_is_not_in_the_register_is_refused(tmp_path, two):
    (problem,) = refused(tmp_path, both(crs={"type": "name", "properties": {"name": "EPSG:999999"}}))
    assert problem.startswith("boundaries.geojson: found EPSG:999999; expected places in Brussels in one of:")


@pytest.mark.parametrize("epsg", [27700, 5710])
def test_a_system_in_which_nothing_lies_in_brussels_is_refused(tmp_path, two, epsg):
    problems = refused(tmp_path, both(crs={"type": "name", "properties": {"name": f"EPSG:{epsg}"}}))
    assert len(problems) == 2
    assert problems[0].startswith("feature 1 (21001): found the position [148000, 170000]; expected places in the")


def test_a_name_of_a_system_that_says_nothing_is_refused(tmp_path, two):
    (problem,) = refused(tmp_path, both(crs={"type": "name", "properties": {"name": "here"}}))
    assert problem.startswith('boundaries.geojson: found "here"; expected the name of a coordinate system')


@pytest.mark.parametrize("package", ["pyproj", "shapely"])
def test_without_the_libraries_it_says_how_to_install_them(tmp_path, two, monkeypatch, package):
    monkeypatch.delitem(sys.modules, "zones.boundaries.projecting", raising=False)
    monkeypatch.delattr(sys.modules["zones.boundaries"], "projecting", raising=False)
    monkeypatch.setitem(sys.modules, package, None)

    assert refused(tmp_path, both()) == [
        (
            f"boundaries.geojson: found no Python package {package} to read it with; expected pyproj and shapely: "
            "pip install --require-hashes --requirement requirements-boundaries.txt."
        ),
    ]


# --- Writing --------------------------------------------------------------------------------------


def test_planning_writes_nothing(tmp_path, two):
    boundaries.plan_loading(written(tmp_path, both()))
    assert boundary() is None


def test_what_is_written_has_a_version_and_a_line_in_the_history(tmp_path, two):
    load(tmp_path, both())
    commune = Commune.objects.get(nis_code="21001")
    assert (commune.version, commune.history.count()) == (2, 2)
    assert commune.history.first().history_change_reason == "load_boundaries"


def test_what_is_the_same_is_not_written(tmp_path, two):
    load(tmp_path, both())
    plan = load(tmp_path, both(second=[square(1, 1)]))
    assert plan.count_changes() == {"same": 1, "change": 1}
    assert list(Commune.objects.order_by("nis_code").values_list("version", flat=True)) == [2, 3]


def test_a_commune_that_was_saved_in_between_stops_everything(tmp_path, two):
    plan = boundaries.plan_loading(written(tmp_path, both()))
    Commune.objects.get(nis_code="21002").save()
    with pytest.raises(StaleRecordError):
        boundaries.apply_plan(plan)
    assert boundary("21001") is None


def test_boundaries_can_be_taken_away(tmp_path, two):
    load(tmp_path, both())
    plan = boundaries.plan_removal()
    assert plan.count_changes() == {"remove": 2}
    boundaries.apply_plan(plan)
    assert (boundary("21001"), boundary("21002")) == (None, None)
    assert not boundaries.plan_removal().changes_something

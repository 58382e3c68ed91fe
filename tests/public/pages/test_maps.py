"""The map of the communes: links with names and numbers, steps that can be counted, both ways of drawing it."""

import re
from decimal import Decimal
from itertools import pairwise

import pytest
from django.utils import translation

from public.pages.maps import draw_commune_map
from public.pages.maps.areas import WIDTH
from public.pages.maps.names import split_name
from public.pages.maps.scale import Scale
from tests.builders import make_commune
from tests.public.drawings import STYLES, component, contrast, texts, tokens
from tests.reading import text
from tests.zones.shapes import collection, feature, square, written
from zones import boundaries
from zones.models import Commune

HOSTILE = '<script>alert("1")</script>&'


@pytest.fixture(autouse=True)
def _french():
    with translation.override("fr"):
        yield


@pytest.fixture
def communes():
    """Three communes with tiles, from south to north."""
    return [
        make_commune(nis_code="21016", name_fr="Uccle", name_nl="Ukkel", tile_row=5, tile_column=3),
        make_commune(nis_code="21005", name_fr="Etterbeek", name_nl="Etterbeek", tile_row=3, tile_column=4),
        make_commune(nis_code="21010", name_fr="Évere", name_nl="Evere", tile_row=1, tile_column=2),
    ]


@pytest.fixture
def bounded(communes, tmp_path):
    """The same communes with their boundaries: squares, from south to north."""
    squares = [feature(one.nis_code, square(0, row)) for row, one in enumerate(communes)]
    boundaries.apply_plan(boundaries.plan_loading(written(tmp_path, collection(*squares))))
    return list(Commune.objects.order_by("pk"))


def a_map(communes, values, **options):
    defaults = {
        "title": "Initiatives par commune",
        "description": "En 2024.",
        "legend": "Initiatives actives",
        "link": lambda one: f"/communes/{one.nis_code}/",
    }
    return draw_commune_map(dict(zip(communes, values, strict=True)), **defaults | options)


def drawn(communes, values, **options):
    return component("map", map=a_map(communes, values, **options))


def places(element):
    return [place for place in element.find_class("place") if place.tag in ("a", "g")]


def steps(element):
    return [place.get("class").removeprefix("place ") for place in places(element)]


def legend(element):
    return [(item.find("svg").get("class"), text(item)) for item in element.find_class("legend")[0].iter("li")]


# --- What it says ---------------------------------------------------------------------------------


@pytest.mark.django_db
def test_each_commune_is_a_link_with_its_name_and_its_number_from_north_to_south(communes):
    page = drawn(communes, [20, 17, 9])
    assert [(one.tag, one.get("href"), one.get("aria-label")) for one in places(page)] == [
        ("a", "/communes/21010/", "Évere\u00a0: 9"),
        ("a", "/communes/21005/", "Etterbeek\u00a0: 17"),
        ("a", "/communes/21016/", "Uccle\u00a0: 20"),
    ]
    assert [texts(one) for one in places(page)] == [["Évere", "9"], ["Etterbeek", "17"], ["Uccle", "20"]]
    assert [one.find("title").text for one in places(page)] == [one.get("aria-label") for one in places(page)]


@pytest.mark.django_db
def test_the_map_speaks_dutch(communes):
    with translation.override("nl"):
        page = drawn([Commune.objects.get(pk=one.pk) for one in communes], [1234, None, 0])
    assert [one.get("aria-label") for one in places(page)] == ["Evere: 0", "Etterbeek: geen cijfer", "Ukkel: 1.234"]
    assert legend(page) == [("zero", "0"), ("step-3", "1.234"), ("unknown", "geen cijfer")]


@pytest.mark.django_db
def test_a_commune_has_a_name_in_a_language_in_which_nobody_gave_it_one(communes):
    with translation.override("en"):
        page = drawn([Commune.objects.get(pk=one.pk) for one in communes], [1, 2, 3])
    assert [one.get("aria-label") for one in places(page)] == ["Évere: 3", "Etterbeek: 2", "Uccle: 1"]
    assert [texts(one, "name") for one in places(page)] == [["Évere"], ["Etterbeek"], ["Uccle"]]


@pytest.mark.django_db
def test_the_drawing_is_named_described_and_no_picture_that_would_hide_its_links(communes):
    page = drawn(communes, [1, 2, 3], identifier="here")
    drawing = page.find(".//svg")
    named = {part.get("id"): part.text for part in drawing if part.get("id")}
    assert named == {"here-title": "Initiatives par commune", "here-description": "En 2024."}
    assert (drawing.get("role"), drawing.get("aria-labelledby"), drawing.get("aria-describedby")) == (
        "group", "here-title", "here-description",
    )  # fmt: skip


@pytest.mark.django_db
def test_the_commune_of_the_page_has_a_rim_and_says_so(communes):
    page = drawn(communes, [1, 2, 3], current=communes[1])
    assert [one.get("aria-current") for one in places(page)] == [None, "true", None]
    (rim,) = page.find_class("rim")
    assert rim.get("d") == places(page)[1].find("path").get("d")
    assert drawn(communes, [1, 2, 3]).find_class("rim") == []


@pytest.mark.django_db
def test_a_commune_without_an_address_is_no_link(communes):
    page = drawn(communes, [1, 2, 3], link=lambda one: None)
    first = places(page)[0]
    assert (first.tag, first.get("role"), first.get("aria-label")) == ("g", "img", "Évere\u00a0: 3")


@pytest.mark.django_db
def test_what_somebody_typed_is_text_everywhere():
    commune = make_commune(name_fr=HOSTILE, tile_row=1, tile_column=1)
    built = a_map([commune], [5], title=HOSTILE, description=HOSTILE, legend=HOSTILE, link=lambda one: f"/{HOSTILE}")
    for name in ("map", "map_table"):
        page = component(name, map=built, open=True)
        assert list(page.iter("script")) == []
        assert HOSTILE in page.text_content()
    assert places(component("map", map=built))[0].get("href") == f"/{HOSTILE}"


@pytest.mark.django_db
def test_nothing_needs_a_style_or_a_script(communes, bounded):
    for some in (communes, bounded):
        page = drawn(some, [1, 0, None], current=some[0])
        named = {attribute for element in page.iter() for attribute in element.attrib}
        assert not [attribute for attribute in named if attribute == "style" or attribute.startswith("on")]
        assert {element.tag for element in page.iter()} & {"style", "script"} == set()


@pytest.mark.django_db
def test_numbers_of_the_drawing_are_no_words_of_a_language(communes):
    """A thousands separator inside a coordinate would break the drawing."""
    drawing = drawn(communes, [1, 2, 3]).find(".//svg")
    assert drawing.get("viewbox") == "0 0 1000 1000"
    numbers = [part.get(name) for part in drawing.iter("text") for name in ("x", "y")]
    assert [number for number in numbers if not number.isdigit()] == []


# --- Tiles and shapes -----------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_commune_without_a_tile_stands_in_the_table_only(communes):
    homeless = make_commune(name_fr="Ailleurs")
    built = a_map([*communes, homeless], [1, 2, 3, 4])
    assert [place.name for place in built.drawn] == ["Évere", "Etterbeek", "Uccle"]
    assert [place.name for place in built.places] == ["Ailleurs", "Etterbeek", "Évere", "Uccle"]


@pytest.mark.django_db
def test_the_shapes_stand_where_all_have_one_and_the_tiles_where_one_is_missing(communes, bounded):
    assert drawn(bounded, [1, 2, 3]).find(".//svg").get("class") == "shapes"
    bounded[0].boundary = None
    assert drawn(bounded, [1, 2, 3]).find(".//svg").get("class") == "tiles"
    assert drawn(communes, [1, 2, 3]).find(".//svg").get("class") == "tiles"


@pytest.mark.django_db
def test_shapes_lie_as_on_a_map_and_fill_the_drawing(bounded):
    page = drawn(bounded, [1, 2, 3])
    drawn_shapes = [corners(one.find("path").get("d")) for one in places(page)]
    assert [one.get("href")[-6:-1] for one in places(page)] == ["21010", "21005", "21016"]
    tops = [min(y for _x, y in shape) for shape in drawn_shapes]
    assert tops == sorted(tops)
    everywhere = [x for shape in drawn_shapes for x, _y in shape]
    assert (min(everywhere), max(everywhere)) == (6, WIDTH - 6)


@pytest.mark.django_db
def test_neighbours_share_their_border_to_the_point(bounded):
    north, middle, south = (set(corners(one.find("path").get("d"))) for one in places(drawn(bounded, [1, 2, 3])))
    assert [len(north & middle), len(middle & south), len(north & south)] == [2, 2, 0]


@pytest.mark.django_db
def test_a_number_stands_inside_its_shape_and_a_name_where_there_is_room(bounded):
    for place in places(drawn(bounded, [1, 2, 3])):
        xs, ys = zip(*corners(place.find("path").get("d")), strict=True)
        for label in place.iter("text"):
            assert min(xs) < int(label.get("x")) < max(xs)
            assert min(ys) < int(label.get("y")) < max(ys)
        assert len(texts(place, "name")) == 1


def corners(path):
    """The absolute corners of a path made of one closed line."""
    start, line = re.fullmatch(r"M(\S+ ?\S+)l(.*)z", path).groups()
    pairs = [list(map(int, re.findall(r"-?\d+", part))) for part in (start, line)]
    x, y = pairs[0]
    found = [(x, y)]
    for place in range(0, len(pairs[1]), 2):
        x, y = x + pairs[1][place], y + pairs[1][place + 1]
        found.append((x, y))
    return found


@pytest.mark.django_db
def test_a_map_asks_the_database_nothing(bounded, django_assert_num_queries):
    with django_assert_num_queries(0):
        drawn(bounded, [1, 2, 3])


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Schaerbeek", ("Schaerbeek",)),
        ("Saint-Gilles", ("St-Gilles",)),
        ("Woluwe-Saint-Lambert", ("Woluwe-", "St-Lambert")),
        ("Berchem-Sainte-Agathe", ("Berchem-", "Ste-Agathe")),
        ("Saint-Josse-ten-Noode", ("St-Josse-", "ten-Noode")),
        ("Sint-Lambrechts-Woluwe", ("St-Lambr.-", "Woluwe")),
        ("Sint-Jans-Molenbeek", ("St-Jans-", "Molenbeek")),
        ("Watermaal-Bosvoorde", ("Watermaal-", "Bosvoorde")),
        ("Brussel Hoofdstad", ("Brussel", "Hoofdstad")),
        ("Llanfairpwllgwyngyll", ("Llanfair.",)),
        ("", ("",)),
    ],
)
def test_a_long_name_takes_two_lines(name, lines):
    assert split_name(name) == lines


# --- The steps ------------------------------------------------------------------------------------


def ranges(*values):
    return [(step, str(first), str(last)) for step, first, last in Scale(map(Decimal, values)).ranges()]


def test_steps_are_as_wide_as_each_other_and_leave_no_gap():
    assert ranges("9", "28") == [
        (1, "9", "12"), (2, "13", "16"), (3, "17", "20"), (4, "21", "24"), (5, "25", "28"),
    ]  # fmt: skip


def test_the_last_step_ends_with_the_highest_value():
    assert ranges("9", "27")[-1] == (5, "25", "27")


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], []),
        (["7"], [(3, "7", "7")]),
        (["1", "2"], [(1, "1", "1"), (5, "2", "2")]),
        (["1", "3"], [(1, "1", "1"), (3, "2", "2"), (5, "3", "3")]),
        (["1", "6"], [(1, "1", "2"), (3, "3", "4"), (5, "5", "6")]),
        (["0.5", "1"], [(1, "0.5", "0.6"), (3, "0.7", "0.8"), (5, "0.9", "1.0")]),
        (["1000", "5000.0000"], [(1, "1000", "1800"), (2, "1801", "2601"), (3, "2602", "3402"), (4, "3403", "4203"),
                                 (5, "4204", "5000")]),
    ],
)  # fmt: skip
def test_few_numbers_make_few_steps(values, expected):
    assert ranges(*values) == expected


@pytest.mark.parametrize(("value", "step"), [(9, 1), (12, 1), (13, 2), (20, 3), (24, 4), (25, 5), (28, 5)])
def test_a_value_has_the_colour_of_its_step(value, step):
    assert Scale([9, 28]).step(value) == step


def test_a_value_below_zero_is_refused():
    with pytest.raises(ValueError, match="from zero"):
        Scale([-1, 3])


@pytest.mark.django_db
def test_nothing_and_not_known_have_a_mark_of_their_own(communes):
    page = drawn(communes, [Decimal(0), None, 4])
    assert steps(page) == ["step-3", "unknown", "zero"]
    assert [texts(one, "number") for one in places(page)] == [["4"], ["–"], ["0"]]
    assert legend(page) == [("zero", "0"), ("step-3", "4"), ("unknown", "pas de chiffre")]


@pytest.mark.django_db
def test_the_legend_tells_the_steps_that_the_communes_have(communes):
    page = drawn(communes, [28, 9, 14])
    assert legend(page) == [
        ("step-1", "9–12"), ("step-2", "13–16"), ("step-3", "17–20"), ("step-4", "21–24"), ("step-5", "25–28"),
    ]  # fmt: skip
    assert steps(page) == ["step-2", "step-1", "step-5"]
    assert text(page.find(".//figcaption/p")) == "Initiatives actives"


# --- The table ------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_the_table_has_every_commune_in_the_order_of_the_alphabet(communes):
    page = component("map_table", map=a_map(communes, [20, None, 9], current=communes[0]), open=True)
    assert text(page.find(".//caption")) == "Initiatives par commune"
    assert [text(cell) for cell in page.iter("th", "td")] == [
        "Commune", "Initiatives actives",
        "Etterbeek", "pas de chiffre", "Évere", "9", "Uccle", "20",
    ]  # fmt: skip
    assert [link.get("href") for link in page.iter("a")] == ["/communes/21005/", "/communes/21010/", "/communes/21016/"]
    assert [row.get("aria-current") for row in page.find(".//tbody")] == [None, None, "true"]
    assert page.find("details").get("open") is not None


# --- Colours --------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("step", [1, 2, 3, 4, 5])
def test_the_text_on_each_step_can_be_read(step, scheme):
    css = (STYLES / "figures.css").read_text()
    inverted = re.search(r"\.place:is\((.*?)\) text \{ fill: var\(--on-ink\); \}", css)[1]
    ink = "on-ink" if f".step-{step}" in inverted else "ink"
    assert f".step-{step} {{ --step: var(--ramp-{step}); }}" in css
    assert contrast(tokens()[f"ramp-{step}"][scheme], tokens()[ink][scheme]) >= 4.5


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_steps_go_one_way_and_differ(scheme):
    on_paper = [contrast(tokens()[f"ramp-{step}"][scheme], tokens()["paper"][scheme]) for step in range(1, 6)]
    assert on_paper == sorted(on_paper)
    assert all(after / before > 1.25 for before, after in pairwise(on_paper))


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_focus_and_the_rim_are_seen(scheme):
    assert contrast(tokens()["signal"][scheme], tokens()["card"][scheme]) >= 3
    assert contrast(tokens()["ink"][scheme], tokens()["paper"][scheme]) >= 3

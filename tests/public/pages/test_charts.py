"""The charts of the site: what they say without colour, and that they stay readable on a telephone."""

import re
from decimal import Decimal

import pytest
from django.utils import translation

from document.palette import PAPER, VOLETS
from initiatives.models import Indicator, Qualifier
from lisa.models import AntennaFigure
from public.pages.charts import WIDTH, Group, draw_grouped_chart, draw_yearly_chart
from tests.public.drawings import STYLES, component, contrast, texts, tokens
from tests.reading import text

HOSTILE = '<script>alert("1")</script>&'


@pytest.fixture(autouse=True)
def _french():
    with translation.override("fr"):
        yield


def figures(*values, qualifiers=None, unit=Indicator.Unit.COUNT, first=2021):
    """Figures of consecutive years; None leaves a year out."""
    indicator = Indicator(name_fr="Signalements", unit=unit)
    qualifiers = qualifiers or {}
    return [
        AntennaFigure(
            year=year, value=Decimal(value), indicator=indicator, qualifier=qualifiers.get(year, Qualifier.EXACT)
        )
        for year, value in enumerate(values, start=first)
        if value is not None
    ]  # fmt: skip


def yearly(*values, title="Signalements", volet=None, **options):
    return draw_yearly_chart(figures(*values, **options), title=title, identifier="here", volet=volet)


VOLET_1 = Group("1. Enquête et monitoring", (("2022-2023", 6), ("2023-2024", 4)), volet=1)
VOLET_4 = Group(
    "4. Quartier, contacts de quartier et communication", (("2022-2023", None), ("2023-2024", 103)), volet=4
)


def grouped(*groups, title="Initiatives par volet"):
    return draw_grouped_chart(groups or (VOLET_1, VOLET_4), title=title, identifier="here", heading="Volet")


def bars(page, side):
    return [int(bar.get(side)) for bar in page.find_class("bar")]


def cells(page):
    return [[text(cell) for cell in row.iter("th", "td")] for row in page.iter("tr")]


# --- Years ----------------------------------------------------------------------------------------


def test_bars_stand_in_proportion_with_their_value_above_and_their_year_below():
    page = component("chart", chart=yearly(50, 100, 25))
    assert bars(page, "height") == [66, 132, 33]
    assert texts(page) == ["2021", "50", "2022", "100", "2023", "25"]
    for bar, label in zip(page.find_class("bar"), page.find_class("label"), strict=True):
        value = label.getnext()
        assert int(value.get("y")) < int(bar.get("y")) < int(label.get("y"))
        assert value.get("x") == label.get("x")


def test_the_drawing_is_a_picture_that_is_named_and_tells_its_figures():
    drawing = component("chart", chart=yearly(687, 446, 971)).find("svg")
    named = {part.get("id"): part.text for part in drawing if part.get("id")}
    assert named == {
        "here-title": "Signalements",
        "here-description": "687 en 2021, 446 en 2022, 971 en 2023",
    }
    assert (drawing.get("role"), drawing.get("aria-labelledby")) == ("img", "here-title here-description")


def test_a_year_without_a_figure_keeps_its_place_and_says_so():
    chart = yearly(10, None, 20)
    page = component("chart", chart=chart)
    assert texts(page) == ["2021", "10", "2022", "–", "2023", "20"]
    assert len(page.find_class("bar")) == 2
    assert chart.description == "10 en 2021, pas de chiffre en 2022, 20 en 2023"
    assert cells(component("chart_table", chart=chart, open=False))[2] == ["2022", "pas de chiffre"]


def test_zero_is_a_figure_and_the_smallest_bar_is_seen():
    page = component("chart", chart=yearly(0, 1, 100_000))
    assert texts(page)[1] == "0"
    assert bars(page, "height") == [1, 132]


def test_a_qualifier_stands_above_its_number_and_in_the_table():
    chart = yearly(400, 500, qualifiers={2021: Qualifier.ABOUT, 2022: Qualifier.AT_LEAST})
    page = component("chart", chart=chart)
    assert texts(page) == ["2021", "environ", "400", "2022", "au moins", "500"]
    assert cells(component("chart_table", chart=chart, open=True)) == [
        ["Année", "Valeur"], ["2021", "environ 400"], ["2022", "au moins 500"],
    ]  # fmt: skip


def test_values_are_written_as_the_language_and_the_unit_want_it():
    assert texts(component("chart", chart=yearly(20242)))[1] == "20\u202f242"
    assert texts(component("chart", chart=yearly(62, unit=Indicator.Unit.PERCENT)))[1] == "62\u202f%"
    with translation.override("nl"):
        chart = yearly(20242, qualifiers={2021: Qualifier.ABOUT})
        assert texts(component("chart", chart=chart)) == ["2021", "ongeveer", "20.242"]
        assert cells(component("chart_table", chart=chart, open=False)) == [
            ["Jaar", "Waarde"],
            ["2021", "ongeveer 20.242"],
        ]


@pytest.mark.parametrize(
    ("values", "qualifiers", "drawing"),
    [
        ([1] * 6, {}, "upright"),
        ([1] * 7, {}, "lying"),
        ([1] * 4, {2021: Qualifier.ABOUT}, "upright"),
        ([1] * 5, {2021: Qualifier.ABOUT}, "lying"),
    ],
)
def test_what_is_too_much_for_columns_lies_in_rows(values, qualifiers, drawing):
    page = component("chart", chart=yearly(*values, qualifiers=qualifiers))
    assert page.find("svg").get("class") == f"chart {drawing}"
    assert len(page.find_class("bar")) == len(values)


def test_rows_go_from_the_first_year_down_with_their_value_behind():
    page = component("chart", chart=yearly(*range(1, 9), qualifiers={2024: Qualifier.AVERAGE}))
    assert texts(page)[:2] == ["2021", "1"]
    assert texts(page)[6:8] == ["2024", "4 en moyenne"]
    tops = bars(page, "y")
    assert (tops, len(set(tops))) == (sorted(tops), 8)


@pytest.mark.parametrize("given", [[], figures(1) + figures(2), [AntennaFigure(year=None, value=1)]])
def test_more_or_less_than_one_figure_a_year_is_no_chart(given):
    with pytest.raises(ValueError, match="one figure a year"):
        draw_yearly_chart(given, title="", identifier="here")


# --- Groups ---------------------------------------------------------------------------------------


def test_each_bar_of_a_group_has_its_label_and_its_number():
    page = component("chart", chart=grouped())
    assert texts(page) == [
        "1. Enquête et monitoring",
        "2022-2023", "6", "2023-2024", "4",
        "4. Quartier, contacts de quartier et", "communication",
        "2022-2023", "–", "2023-2024", "103",
    ]  # fmt: skip
    longest = max(bars(page, "width"))
    assert bars(page, "width") == [round(longest * 6 / 103), round(longest * 4 / 103), longest]


def test_the_last_period_is_full_and_those_before_it_are_hollow():
    page = component("chart", chart=grouped())
    assert [bar.get("class") for bar in page.find_class("bar")] == ["bar hollow", "bar", "bar"]


def test_a_group_has_the_colour_and_the_number_of_its_volet():
    groups = component("chart", chart=grouped()).findall(".//g")
    assert [(group.get("class"), texts(group)[0][0]) for group in groups] == [("volet-1", "1"), ("volet-4", "4")]


def test_the_description_and_the_table_tell_every_group():
    chart = grouped()
    assert chart.description == (
        "1. Enquête et monitoring\u00a0: 6 en 2022-2023, 4 en 2023-2024; "
        "4. Quartier, contacts de quartier et communication\u00a0: pas de chiffre en 2022-2023, 103 en 2023-2024"
    )
    assert cells(component("chart_table", chart=chart, open=False)) == [
        ["Volet", "2022-2023", "2023-2024"],
        ["1. Enquête et monitoring", "6", "4"],
        ["4. Quartier, contacts de quartier et communication", "pas de chiffre", "103"],
    ]


def test_groups_with_other_labels_are_no_chart():
    with pytest.raises(ValueError, match="same labels"):
        grouped(VOLET_1, Group("4", (("2023-2024", 1),)))


# --- All of them ----------------------------------------------------------------------------------

CHARTS = {
    "three years": lambda: yearly(687, 446, 971, volet=4),
    "six years": lambda: yearly(20242, None, 0, 18195, 20242, 11553),
    "ten years": lambda: yearly(*range(100_000, 100_010), qualifiers={2022: Qualifier.AT_LEAST}),
    "volets": grouped,
    "hostile": lambda: grouped(Group(HOSTILE, ((HOSTILE[:12], 4),)), title=HOSTILE),
}
EVERY_CHART = pytest.mark.parametrize("chart", CHARTS.values(), ids=CHARTS)


@EVERY_CHART
def test_everything_stands_inside_the_drawing(chart):
    """A letter is reckoned at 8 units: wider than in any usual font of 12."""
    chart = chart()
    page = component("chart", chart=chart)
    assert page.find("svg").get("viewbox") == f"0 0 {WIDTH} {chart.height}"
    for bar in page.find_class("bar"):
        assert int(bar.get("x")) + int(bar.get("width")) <= WIDTH
        assert int(bar.get("y")) + int(bar.get("height")) <= chart.height
    for label in page.iter("text"):
        assert 10 <= int(label.get("y")) <= chart.height
        room = len(label.text) * 8 / (2 if chart.in_columns else 1)
        assert int(label.get("x")) + room <= WIDTH


@EVERY_CHART
def test_nothing_needs_a_style_or_a_script(chart):
    page = component("chart", chart=chart())
    assert [part.tag for part in page.iter("script", "style")] == []
    assert [part for part in page.iter() if part.get("style")] == []


def test_what_somebody_typed_is_text():
    chart = CHARTS["hostile"]()
    assert component("chart", chart=chart).find(".//title").text == HOSTILE
    assert cells(component("chart_table", chart=chart, open=True))[1][0] == HOSTILE


def test_text_is_twelve_pixels_on_a_telephone():
    """320 pixels less a margin of 16 on each side are the 288 units of a drawing."""
    css = (STYLES / "figures.css").read_text()
    assert WIDTH == 320 - 2 * 16
    assert re.search(r"\.chart text \{[^}]*font: (\d+)px", css)[1] == "12"


def test_the_colours_of_the_volets_are_those_of_the_documents_and_can_be_read():
    volets = [tokens()[f"volet-{number}"] for number in range(1, 8)]
    assert tuple(light for light, _dark in volets) == VOLETS
    assert tokens()["paper"][0] == PAPER
    for pair in volets:
        assert all(contrast(colour, paper) >= 4.5 for colour, paper in zip(pair, tokens()["paper"], strict=True))

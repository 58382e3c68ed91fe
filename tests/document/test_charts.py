"""Bar charts: SVG that says what it shows."""

from decimal import Decimal
from xml.etree import ElementTree

from document.blocks import Bar, Chart
from document.charts import draw_bar_chart

SVG = "{http://www.w3.org/2000/svg}"


def drawn(*values: str, title: str = "Titre") -> ElementTree.Element:
    bars = tuple(Bar(str(2021 + position), Decimal(value), value) for position, value in enumerate(values))
    return ElementTree.fromstring(draw_bar_chart(Chart(title, "Description", bars), colour="#0a5a6b", identifier="c"))  # noqa: S314


def heights(drawing: ElementTree.Element) -> list[float]:
    return [float(bar.get("height", "")) for bar in drawing.iter(f"{SVG}rect")]


def test_the_bars_stand_in_proportion_to_the_tallest():
    assert heights(drawn("50", "100", "25")) == [75.0, 150.0, 37.5]


def test_what_is_not_above_zero_has_no_height():
    assert heights(drawn("0", "-5", "10")) == [0.0, 0.0, 150.0]
    assert heights(drawn("0", "0")) == [0.0, 0.0]


def test_each_bar_carries_its_value_and_its_label():
    assert [label.text for label in drawn("687", "446").iter(f"{SVG}text")] == ["687", "2021", "446", "2022"]


def test_the_title_and_the_description_name_the_drawing():
    drawing = drawn("1", title="A & <b>")
    named = {part.get("id"): part.text for part in drawing if part.get("id")}
    assert named == {"c-title": "A & <b>", "c-description": "Description"}
    assert (drawing.get("role"), drawing.get("aria-labelledby")) == ("img", "c-title c-description")


def test_everything_stands_inside_the_drawing():
    drawing = drawn("1", "2", "3")
    _, _, width, height = map(float, drawing.get("viewBox", "").split())
    for bar in drawing.iter(f"{SVG}rect"):
        assert 0 <= float(bar.get("x", "")) <= width - float(bar.get("width", ""))
    assert all(0 < float(label.get("y", "")) < height for label in drawing.iter(f"{SVG}text"))


def test_a_chart_needs_no_style_and_no_bar():
    assert [part for part in drawn("1").iter() if part.get("style")] == []
    assert heights(drawn()) == []

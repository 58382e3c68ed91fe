"""Blocks as HTML."""

import base64
from decimal import Decimal

import pytest

from document.blocks import (
    Align,
    Bar,
    Callout,
    Chart,
    Column,
    Definition,
    DefinitionItem,
    Heading,
    Image,
    List,
    ListItem,
    ParagraphStyle,
    Section,
    Strong,
    Table,
    make_inlines,
    make_paragraph,
)
from tests.document.documents import picture
from tests.document.renderers.html.pages import document, read, written


@pytest.mark.parametrize("style", ["lead", "label", "note", "source"])
def test_a_paragraph_shows_its_style_as_a_class(style):
    assert written(make_paragraph("a", ParagraphStyle(style))) == f'<p class="{style}">a</p>'


def test_a_block_in_another_language_says_so():
    assert written(make_paragraph("a"), make_paragraph("b", language="nl"), make_paragraph("c", language="fr")) == (
        '<p>a</p><p lang="nl">b</p><p>c</p>'
    )


def test_the_first_plain_paragraph_of_an_item_stands_in_the_item():
    items = List((ListItem((make_paragraph("a"), List((ListItem((make_paragraph("b"),)),), ordered=True))),))
    assert written(items) == "<ul><li>a<ol><li>b</li></ol></li></ul>"


def test_the_first_paragraph_of_an_item_keeps_its_language():
    items = List((ListItem((make_paragraph("a", language="nl"),)),))
    assert written(items) == '<ul><li><p lang="nl">a</p></li></ul>'


def test_definitions():
    item = DefinitionItem(make_inlines("Public"), (make_paragraph("Jeunes"), make_paragraph("Parents")))
    assert written(Definition((item,))) == "<dl><div><dt>Public</dt><dd>Jeunes<p>Parents</p></dd></div></dl>"


def test_a_callout_is_a_note_named_by_its_title():
    callout = Callout((Strong(make_inlines("Clé")),), (make_paragraph("a"),), language="nl")
    assert written(callout) == (
        '<aside class="callout" role="note" aria-label="Clé" lang="nl">'
        '<p class="callout-title"><strong>Clé</strong></p><p>a</p></aside>'
    )


def figures(**changes) -> Table:
    columns = (
        Column(make_inlines("Année")),
        Column(make_inlines("Valeur"), Align.END),
        Column(make_inlines("Remarque"), weight=3),
    )
    rows = ((make_inlines("2021"), make_inlines("687"), ()), ((), make_inlines("446"), make_inlines("b")))
    return Table(**{"caption": make_inlines("Demandes"), "columns": columns, "rows": rows} | changes)


def test_a_table_has_a_caption_and_headings_of_columns_and_rows():
    page = read(document(figures()))
    table = page.xpath("//table")[0]
    assert table.xpath("caption/text()") == ["Demandes"]
    assert table.xpath("thead//th[@scope='col']/text()") == ["Année", "Valeur", "Remarque"]
    assert [[(cell.tag, cell.get("scope"), cell.text) for cell in row] for row in table.xpath("tbody/tr")] == [
        [("th", "row", "2021"), ("td", None, "687"), ("td", None, None)],
        [("td", None, None), ("td", None, "446"), ("td", None, "b")],
    ]


def test_a_table_without_row_headings_has_none():
    assert read(document(figures(row_headings=False))).xpath("//tbody//th") == []


def test_numbers_stand_at_the_end_of_their_column():
    page = read(document(figures()))
    assert [cell.text for cell in page.xpath("//*[@class='end']")] == ["Valeur", "687", "446"]


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("fr", ["Tableau 1\u00a0: Demandes", "Tableau 2"]),
        ("nl", ["Tabel 1: Demandes", "Tabel 2"]),
        ("en", ["Table 1: Demandes", "Table 2"]),
    ],
)
def test_a_table_scrolls_in_a_region_of_its_own_that_the_keyboard_reaches(language, names):
    page = read(document(figures(), figures(caption=()), language=language))
    regions = page.xpath("//div[@role='region'][@tabindex='0'][table]")
    assert [region.get("aria-label") for region in regions] == names


def test_a_chart_is_drawn_in_the_page_with_its_title_and_description():
    chart = Chart("Signalements <b>", "687 en 2021", (Bar("2021", Decimal(687), "687"),))
    page = read(document(chart, chart))
    assert page.xpath("//figure/figcaption/text()") == ["Signalements <b>"] * 2
    assert page.xpath("//figure/svg/title/text()") == ["Signalements <b>"] * 2
    names = page.xpath("//figure/svg/@aria-labelledby")
    assert names == ["chart_1-title chart_1-description", "chart_2-title chart_2-description"]


def test_an_image_is_in_the_page_with_its_alternative_text():
    page = read(document(Image(picture(), "image/jpeg", "Des cadets", make_inlines("Photo : PolBru"))))
    source = "data:image/jpeg;base64," + base64.b64encode(picture()).decode()
    assert [(image.get("alt"), image.get("src")) for image in page.xpath("//figure/img")] == [("Des cadets", source)]
    assert page.xpath("//figure/figcaption/text()") == ["Photo : PolBru"]


def nested(depth: int) -> Section:
    inner = (nested(depth - 1),) if depth > 1 else ()
    return Section(Heading(make_inlines(f"t{depth}"), f"s{depth}"), inner)


def test_the_level_of_a_heading_is_its_depth_and_never_beyond_six():
    page = read(document(nested(6)))
    assert [heading.tag for heading in page.xpath("//main//section/*[1]")] == ["h2", "h3", "h4", "h5", "h6", "h6", "h6"]


def test_a_section_shows_its_number_and_the_colour_of_its_volet():
    section = Section(Heading(make_inlines("Quartier"), "volet-4", "Volet 4", 4), (), "nl")
    assert written(section).startswith(
        '<section class="volet-4" lang="nl"><h3 id="volet-4"><span class="number">Volet 4</span> Quartier</h3>'
    )


def test_the_colours_of_the_volets_start_again_after_the_last():
    section = Section(Heading(make_inlines("Huit"), "volet-8", "Volet 8", 8), ())
    assert written(section).startswith('<section class="volet-1">')


def test_the_chart_of_a_volet_wears_its_colour_however_deep_it_stands():
    chart = Chart("t", "d", (Bar("2021", Decimal(1), "1"),))
    inner = Section(Heading(make_inlines("b"), "b"), (chart,))
    page = read(document(Section(Heading(make_inlines("a"), "a", accent=4), (inner,))))
    assert page.xpath("//figure//rect/@fill") == ["#0a5a6b"]

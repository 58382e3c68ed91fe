"""Lists, definitions, callouts, tables and pictures."""

import io
from decimal import Decimal

from docx.oxml.ns import qn
from PIL import Image as Picture

from document.blocks import (
    Align,
    Bar,
    Callout,
    Chart,
    Column,
    Definition,
    DefinitionItem,
    Image,
    List,
    ListItem,
    ParagraphStyle,
    Table,
    make_inlines,
    make_paragraph,
)
from tests.document.documents import picture
from tests.document.renderers.docx.reading import rendered, style_of, values, words

COLUMNS = (
    Column(make_inlines("Année")),
    Column(make_inlines("Valeur"), Align.END),
    Column(make_inlines("Remarque"), weight=3),
)
TABLE = Table(
    make_inlines("Demandes traitées"),
    COLUMNS,
    ((make_inlines("2021"), make_inlines("687"), ()), (make_inlines("2022"), make_inlines("446"), ())),
)


def item(*blocks) -> ListItem:
    return ListItem(tuple(make_paragraph(block) if isinstance(block, str) else block for block in blocks))


def test_paragraphs_take_the_named_style_of_their_kind():
    file = rendered(*(make_paragraph(style.value, style) for style in ParagraphStyle))

    assert [file.paragraphs(name) for name in ("BodyText", "Lead", "Label", "Note", "Source")] == [
        ["body"],
        ["lead"],
        ["label"],
        ["note"],
        ["source"],
    ]


def test_nested_lists_keep_their_level_and_their_continuations():
    file = rendered(
        List((item("un", "suite", List((item("deux", List((item("trois", List((item("quatre"),))),))),))),))
    )
    listed = [(style_of(each), words(each)) for each in file.body if style_of(each).startswith("List")]

    assert listed == [
        ("ListBullet", "un"),
        ("ListContinue", "suite"),
        ("ListBullet2", "deux"),
        ("ListBullet3", "trois"),
        ("ListBullet3", "quatre"),
    ]
    assert values(file.elements("ListBullet3")[1], "w:ilvl") == ["3"]


def test_each_ordered_list_starts_at_one():
    ordered = List((item("premier"), item("deuxième")), ordered=True)
    file = rendered(ordered, ordered)
    lists = [values(each, "w:numId")[0] for each in file.elements("ListNumber")]
    numbering = file.part("numbering.xml")
    starts = {each.get(qn("w:numId")): values(each, "w:startOverride") for each in numbering.iter(qn("w:num"))}

    assert lists[0] == lists[1] != lists[2] == lists[3]
    assert [starts[lists[0]], starts[lists[2]]] == [["1"], ["1"]]


def test_an_ordered_list_starts_at_its_number_and_has_its_sign():
    inner = List((item("fond"),), ordered=True, start=7, sign=")")
    file = rendered(List((item("premier", inner),), ordered=True, start=3))
    instances = {each.get(qn("w:numId")): each for each in file.part("numbering.xml").iter(qn("w:num"))}
    outer, deeper = (
        instances[values(file.elements(style)[0], "w:numId")[0]] for style in ("ListNumber", "ListNumber2")
    )

    assert (values(outer, "w:startOverride"), values(outer, "w:lvlText")) == (["3"], [])
    assert (values(deeper, "w:startOverride"), values(deeper, "w:lvlText")) == (["7"], ["%2)"])


def test_an_item_that_does_not_start_with_words_has_an_empty_bullet():
    file = rendered(List((item(TABLE), item())))

    assert file.paragraphs("ListBullet") == ["", ""]
    assert file.paragraphs("Caption") == ["Demandes traitées"]


def test_however_deep_a_table_stands_it_keeps_a_width():
    deep = List((item("fond", TABLE),))
    for _ in range(40):
        deep = List((item("", deep),), ordered=True)
    table = next(rendered(deep).body.iter(qn("w:tbl")))

    assert min(int(width) for width in values(table, "w:gridCol", "w:w")) > 400


def test_a_table_in_a_list_keeps_the_indent_of_its_item():
    file = rendered(List((item("ligne", TABLE),)))
    table = next(file.body.iter(qn("w:tbl")))

    assert values(table, "w:tblInd", "w:w") == ["360"]
    assert values(file.elements("Caption")[0], "w:ind", "w:left") == ["360"]


def test_definitions_stand_beside_their_term():
    file = rendered(
        Definition((DefinitionItem(make_inlines("Public"), (make_paragraph("Jeunes"), make_paragraph("Parents"))),)),
    )

    assert file.paragraphs("Definition") == ["Public\tJeunes"]
    assert file.paragraphs("DefinitionContinue") == ["Parents"]
    assert values(file.elements("Definition")[0], "w:rStyle") == ["DefinitionTerm"]


def test_everything_in_a_callout_stands_beside_its_rule():
    file = rendered(Callout(make_inlines("Clé"), (make_paragraph("L’essentiel"), List((item("un point"),)))))
    styles = ("CalloutTitle", "CalloutText", "ListBullet")

    assert [file.paragraphs(style) for style in styles] == [["Clé"], ["L’essentiel"], ["un point"]]
    assert [values(file.elements(style)[0], "w:left", "w:color") for style in styles] == [["0A5A6B"]] * 3


def test_a_table_repeats_its_header_row_and_names_its_rows():
    table = next(rendered(TABLE).body.iter(qn("w:tbl")))
    rows = list(table.iter(qn("w:tr")))

    assert [len(list(row.iter(qn("w:tblHeader")))) for row in rows] == [1, 0, 0]
    assert [len(list(row.iter(qn("w:cantSplit")))) for row in rows] == [1, 1, 1]
    assert values(table, "w:tblLook", "w:firstRow") == ["1"]
    assert values(table, "w:tblLook", "w:firstColumn") == ["1"]
    assert values(table, "w:tblCaption") == ["Demandes traitées"]
    assert values(table, "w:tblDescription") == ["Année, Valeur, Remarque"]


def test_the_words_of_a_table_stand_in_their_cells():
    table = next(rendered(TABLE).body.iter(qn("w:tbl")))
    rows = [[words(cell) for cell in row.iter(qn("w:tc"))] for row in table.iter(qn("w:tr"))]

    assert rows == [["Année", "Valeur", "Remarque"], ["2021", "687", ""], ["2022", "446", ""]]


def test_numbers_are_aligned_at_their_end():
    table = next(rendered(TABLE).body.iter(qn("w:tbl")))

    assert [style_of(each) for each in table.iter(qn("w:p"))][:6] == [
        "TableHeading",
        "TableNumberHeading",
        "TableHeading",
        "TableText",
        "TableNumber",
        "TableText",
    ]


def test_the_widths_of_the_columns_follow_their_weights():
    table = next(rendered(TABLE).body.iter(qn("w:tbl")))
    first, second, third = (int(width) for width in values(table, "w:gridCol", "w:w"))

    assert abs(first - second) <= 1
    assert abs(third - 3 * first) <= 3
    assert values(table, "w:tblW", "w:w") == [str(first + second + third)]


def test_a_table_without_row_headings_caption_or_full_rows_is_still_a_table():
    table = next(rendered(Table((), COLUMNS, ((make_inlines("seul"),),), row_headings=False)).body.iter(qn("w:tbl")))

    assert values(table, "w:tblLook", "w:firstColumn") == ["0"]
    assert values(table, "w:tblCaption") == []
    assert [words(cell) for cell in table.iter(qn("w:tc"))][3:] == ["seul", "", ""]


def test_a_row_with_a_long_text_may_break_over_the_page():
    table = next(rendered(Table((), COLUMNS, ((make_inlines("mot " * 300), (), ()),))).body.iter(qn("w:tbl")))

    assert [len(list(row.iter(qn("w:cantSplit")))) for row in table.iter(qn("w:tr"))] == [1, 0]


def test_a_caption_stays_with_its_table_and_a_table_with_its_source():
    file = rendered(TABLE, make_paragraph("Source : zone", ParagraphStyle.SOURCE))
    last = list(file.body.iter(qn("w:tr")))[-1]
    caption = next(
        style for style in file.part("styles.xml").iter(qn("w:style")) if style.get(qn("w:styleId")) == "Caption"
    )

    assert len(list(caption.iter(qn("w:keepNext")))) == 1
    assert len(list(last.iter(qn("w:keepNext")))) == len(COLUMNS)


def test_a_photo_has_its_alternative_text_and_its_caption():
    file = rendered(Image(picture(), "image/jpeg", "Des cadets", make_inlines("Photo : PolBru")))
    drawn = list(file.body.iter(qn("wp:docPr")))[-1]

    assert drawn.get("descr") == "Des cadets"
    assert file.paragraphs("PictureCaption") == ["Photo : PolBru"]
    assert file.archive.read("word/media/image2.jpg") == picture()


def test_a_webp_photo_becomes_a_png():
    buffer = io.BytesIO()
    Picture.new("RGB", (40, 30), "#12476b").save(buffer, "WEBP")
    file = rendered(Image(buffer.getvalue(), "image/webp", "Un mur"))

    with Picture.open(io.BytesIO(file.archive.read("word/media/image2.png"))) as stored:
        assert (stored.format, stored.size) == ("PNG", (40, 30))


def test_a_photo_used_twice_is_stored_once():
    photo = Image(picture(), "image/jpeg", "Des cadets")
    names = [name for name in rendered(photo, photo).archive.namelist() if "media" in name]

    assert names == ["word/media/image1.png", "word/media/image2.jpg"]


def test_a_photo_is_no_wider_than_the_text():
    buffer = io.BytesIO()
    Picture.new("RGB", (4000, 1000)).save(buffer, "PNG")
    file = rendered(Image(buffer.getvalue(), "image/png", "Un panorama"))
    width, height = (int(list(file.body.iter(qn("wp:extent")))[-1].get(side)) for side in ("cx", "cy"))

    assert width == 6802 * 635
    assert abs(height - width / 4) < 635


def test_a_chart_is_a_picture_that_says_what_it_shows():
    file = rendered(Chart("Signalements", "687 en 2021", (Bar("2021", Decimal(687), "687"),)))
    drawn = list(file.body.iter(qn("wp:docPr")))[-1]

    assert (drawn.get("title"), drawn.get("descr")) == ("Signalements", "687 en 2021")
    assert file.paragraphs("Caption") == ["Signalements"]

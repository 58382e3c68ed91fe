"""Cover, contents, headers and footers and headings."""

from docx.oxml.ns import qn

from document.blocks import Callout, Heading, List, ListItem, Section, Strong, Text, make_inlines, make_paragraph
from document.palette import VOLETS
from document.renderers.docx import render
from document.renderers.docx.outline import name_bookmark
from tests.document.documents import every_block
from tests.document.renderers.docx.reading import WordFile, rendered, values, words


def test_the_cover_has_title_subtitle_publisher_and_date():
    file = rendered()

    assert [words(each) for each in file.body[:5]] == [
        "",
        "Rapport",
        "Septembre 2022 à décembre 2024",
        "safe.brussels",
        "1er mars 2025",
    ]


def test_the_mark_on_the_cover_is_decorative():
    picture = next(rendered().body.iter(qn("wp:docPr")))

    assert picture.get("descr") == ""
    assert [each.get("val") for each in picture.iter() if each.tag.endswith("}decorative")] == ["1"]


def test_the_contents_are_filled_with_links_to_the_headings():
    file = WordFile(render(every_block()))
    entries = [each for level in (1, 2, 3) for each in file.elements(f"TOC{level}")]
    anchors = [anchor for entry in entries for anchor in values(entry, "w:hyperlink", "w:anchor")]

    assert [words(entry).split("\t")[0] for entry in entries] == [
        "Volet 2\u2002Personnel et recrutement",
        "Volet 4\u2002Quartier",
        "Annexe",
        "A.\u2002Initiatives prises par les membres du GT CiPol",
        "Les Cadets de PolBru – Zone de police Bruxelles-Capitale/Ixelles",
    ]
    assert anchors == ["volet_2", "volet_4", "annex", "volet_2_gt_cipol", "initiative_polbru_cadets"]
    assert sorted(set(anchors) - set(values(file.body, "w:bookmarkStart", "w:name"))) == []


def test_the_contents_give_the_page_of_each_section():
    sections = tuple(
        Section(Heading(make_inlines(f"Partie {number}"), f"part-{number}"), (make_paragraph("mot " * 900),))
        for number in (1, 2)
    )
    file = rendered(sections=sections)

    assert file.paragraphs("TOC1") == ["Partie 1\t3", "Partie 2\t5"]


def test_the_contents_are_a_field_that_word_can_update():
    file = rendered()
    codes = [each.text.strip() for each in file.body.iter(qn("w:instrText"))]

    assert codes == [r'TOC \o "1-3" \h \z \u', r"PAGEREF volet_4 \h"]
    assert sorted(values(file.body, "w:fldChar", "w:fldCharType")) == ["begin"] * 2 + ["end"] * 2 + ["separate"] * 2


def test_a_document_without_sections_has_no_contents():
    file = rendered(sections=())

    assert file.paragraphs("TOCHeading") == []
    assert file.paragraphs("Title") == ["Rapport"]


def test_the_cover_has_no_header_and_each_section_has_its_own():
    file = WordFile(render(every_block()))
    targets = file.targets("document.xml")
    pages = [
        [targets[name] for name in values(section, "w:headerReference", "r:id")]
        for section in file.body.iter(qn("w:sectPr"))
    ]

    assert pages == [[], ["header4.xml"], ["header1.xml"], ["header2.xml"], ["header3.xml"]]
    assert words(file.part("header1.xml")) == "Volet 2\u2002Personnel et recrutement"
    assert words(file.part("header4.xml")) == "Table des matières"


def test_the_header_follows_the_heading_and_the_footer_counts_the_pages():
    file = rendered()
    header, footer = file.part("header1.xml"), file.part("footer.xml")

    assert [each.text for each in header.iter(qn("w:instrText"))] == [" STYLEREF 1 "]
    assert [each.text for each in footer.iter(qn("w:instrText"))] == [" PAGE "]
    assert words(footer).split("\t")[0] == "Rapport"


def test_sections_take_the_heading_of_their_depth():
    innermost = Section(Heading(make_inlines("Objectifs"), "d"), ())
    for anchor in "cba":
        innermost = Section(Heading(make_inlines(anchor), anchor), (innermost,))
    file = rendered(innermost)

    assert [file.paragraphs(f"Heading{level}") for level in range(1, 6)] == [
        ["Volet 4\u2002Quartier"],
        ["a"],
        ["b"],
        ["c"],
        ["Objectifs"],
    ]


def test_headings_wear_the_colour_of_their_volet_and_hand_it_down():
    file = rendered(
        Section(
            Heading(make_inlines("sans couleur propre"), "a"),
            (Section(Heading(make_inlines("autre"), "b", accent=1), ()),),
        )
    )
    colours = [set(values(file.elements(f"Heading{level}")[0], "w:color")) - {None} for level in (2, 3)]

    assert colours == [{VOLETS[3][1:].upper()}, {VOLETS[0][1:].upper()}]


def test_bookmarks_are_names_that_word_takes():
    long = "initiative-zone-bruxelles-ouest-rencontres-avec-les-habitants"

    assert name_bookmark("volet-2") == "volet_2"
    assert len(name_bookmark(long + "-a")) == 40
    assert name_bookmark(long + "-a") != name_bookmark(long + "-b")
    assert name_bookmark("2024-a") == name_bookmark("2024-a") != name_bookmark("2024_a")


def test_an_anchor_used_twice_has_one_bookmark():
    twice = Section(Heading(make_inlines("Deux"), "same"), ())
    file = rendered(sections=(twice, twice))

    assert values(file.body, "w:bookmarkStart", "w:name") == ["same"]


def test_a_section_inside_a_callout_or_a_list_is_in_the_contents():
    inside = Section(Heading((Strong(make_inlines("Dedans")), Text(" !")), "inside"), (make_paragraph("mot"),))
    file = rendered(Callout((), (List((ListItem((inside,)),)),)))

    assert [entry.split("\t")[0] for entry in file.paragraphs("TOC2")] == ["Dedans !"]

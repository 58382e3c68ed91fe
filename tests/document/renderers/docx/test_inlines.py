"""Words: their marks, their language, links, footnotes, and characters that no file takes."""

import pytest
from docx.oxml.ns import qn

from document.blocks import (
    Bar,
    Chart,
    Emphasis,
    Footnote,
    Foreign,
    Heading,
    LineBreak,
    Link,
    Paragraph,
    Section,
    Strong,
    Text,
    make_inlines,
    make_paragraph,
)
from tests.document.renderers.docx.reading import rendered, values, words


def runs(file, style="BodyText"):
    """Each run of the first paragraph of that style: its words, and what its properties hold."""
    return [
        (words_of(run), sorted(str(each.tag).rpartition("}")[2] for each in run.iterfind(f"{qn('w:rPr')}/*")))
        for run in file.elements(style)[0].iter(qn("w:r"))
    ]


def words_of(run):
    return "".join(each.text or "" for each in run.iter(qn("w:t")))


def test_strong_and_emphasis_are_marked():
    file = rendered(
        Paragraph((Text("un "), Strong((Text("mot "), Emphasis(make_inlines("fort")))), LineBreak(), Text(".")))
    )

    assert runs(file) == [("un ", []), ("mot ", ["b", "bCs"]), ("fort", ["b", "bCs", "i", "iCs"]), ("", []), (".", [])]
    assert file.paragraphs("BodyText") == ["un mot fort\n."]


def test_words_in_another_language_carry_it():
    file = rendered(
        Paragraph((Text("Le "), Foreign(make_inlines("gemeenschapswacht"), "nl"))),
        make_paragraph("Dit is Nederlands", language="nl"),
    )
    first, second = file.elements("BodyText")

    assert values(first, "w:lang") == ["nl-BE"]
    assert values(second, "w:lang") == ["nl-BE"]


def test_words_in_the_language_of_the_document_carry_no_mark():
    assert values(rendered(make_paragraph("mot", language="fr")).elements("BodyText")[0], "w:lang") == []


def test_a_link_to_an_address_is_a_relationship():
    file = rendered(Paragraph((Link(make_inlines("source"), "https://example.org/a?b=c&d"),)))
    identifier = values(file.body, "w:hyperlink", "r:id")[-1]

    assert file.targets("document.xml")[identifier] == "https://example.org/a?b=c&d"


def test_a_link_to_an_anchor_leads_to_its_bookmark():
    link = rendered(Paragraph((Link(make_inlines("volet"), "#volet-4"),))).elements("BodyText")[0]

    assert values(link, "w:hyperlink", "w:anchor") == ["volet_4"]


@pytest.mark.parametrize(
    "target", ["#nowhere", "", "javascript:alert(1)", "/relative", "http://", "http://[bad", "mailto:", "file:///etc"]
)
def test_a_link_that_leads_nowhere_is_plain_text(target):
    element = rendered(Paragraph((Link(make_inlines("mot"), target),))).elements("BodyText")[0]

    assert words(element) == "mot"
    assert list(element.iter(qn("w:hyperlink"))) == []


def test_a_link_inside_a_link_is_part_of_its_words():
    inner = Link(make_inlines("mot"), "https://example.org/inner")
    element = rendered(Paragraph((Link((Text("un "), inner), "#volet-4"),))).elements("BodyText")[0]

    assert values(element, "w:hyperlink", "w:anchor") == ["volet_4"]
    assert words(element) == "un mot"


def test_an_address_with_impossible_characters_is_escaped():
    file = rendered(Paragraph((Link(make_inlines("x"), 'https://example.org/é à"<\x00>|\ud800'),)))
    identifier = values(file.body, "w:hyperlink", "r:id")[-1]

    assert file.targets("document.xml")[identifier] == "https://example.org/é%20à%22%3C%3E%7C"


def test_a_footnote_stands_in_its_own_part_with_its_links():
    note = Footnote((Text("Voir "), Link(make_inlines("source"), "https://example.org/")))
    file = rendered(Paragraph((Text("mot"), note, Footnote(make_inlines("deux")))))
    notes = file.part("footnotes.xml")

    assert values(file.body, "w:footnoteReference", "w:id") == ["1", "2"]
    assert values(notes, "w:footnote", "w:id") == ["-1", "0", "1", "2"]
    assert [words(each).strip() for each in notes][2:] == ["Voir source", "deux"]
    assert file.targets("footnotes.xml") == {"rId1": "https://example.org/"}


def test_a_note_to_a_note_stands_in_brackets():
    file = rendered(Paragraph((Footnote((Text("note"), Footnote(make_inlines("sous-note")))),)))

    assert words(file.part("footnotes.xml")[2]).strip() == "note (sous-note)"


def test_the_contents_leave_the_notes_of_a_heading_out():
    file = rendered(Section(Heading((Text("Titre"), Footnote(make_inlines("note"))), "t"), ()))

    assert [entry.split("\t")[0] for entry in file.paragraphs("TOC2")] == ["Titre"]


HOSTILE = "a\x00b\x0b\x1fc\ud800d\ufffee\uffff\tf\ng & <g>"


def test_characters_that_no_file_takes_are_left_out():
    file = rendered(
        make_paragraph(HOSTILE),
        Chart(HOSTILE, HOSTILE, (Bar(HOSTILE, 1, HOSTILE),)),
        title=HOSTILE,
        publisher=HOSTILE,
        subject=HOSTILE,
    )

    assert file.paragraphs("BodyText") == ["abcde f g & <g>"]
    assert file.paragraphs("Title") == ["abcde f g & <g>"]


def test_emoji_and_right_to_left_text_stay_whole():
    text_kept = "👩‍👩‍👧 مرحبا שלום \u202ba\u202c 😀"

    assert rendered(make_paragraph(text_kept)).paragraphs("BodyText") == [text_kept]

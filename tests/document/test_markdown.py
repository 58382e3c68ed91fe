"""The Markdown of the texts, read into blocks."""

import pytest

from document.blocks import (
    Align,
    Column,
    Emphasis,
    Heading,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Section,
    Strong,
    Table,
    Text,
    paragraph,
    text,
)
from document.markdown import parse, parse_inline, strip_control


def test_paragraphs_and_marks():
    assert parse("Un **mot** et *un autre*\nà la suite\\\nà la ligne.\n\nFin.") == (
        Paragraph(
            (
                Text("Un "),
                Strong(text("mot")),
                Text(" et "),
                Emphasis(text("un autre")),
                Text(" "),
                Text("à la suite"),
                LineBreak(),
                Text("à la ligne."),
            )
        ),
        paragraph("Fin."),
    )


def test_lists_hold_lists():
    inner = List((ListItem((paragraph("b"),)), ListItem((paragraph("c"),))), ordered=True)
    assert parse("- a\n  1. b\n  2. c") == (List((ListItem((paragraph("a"), inner)),)),)


def test_a_table_has_no_caption_and_keeps_its_alignment():
    assert parse("| Année | Valeur |\n|---|--:|\n| 2021 | **687** |\n| 2022 |") == (
        Table(
            (),
            (Column(text("Année")), Column(text("Valeur"), Align.END)),
            ((text("2021"), (Strong(text("687")),)), (text("2022"), ())),
        ),
    )


def test_sub_headings_open_sections():
    assert parse("Avant.\n\n## Objectifs\n\nun\n\n### Résultats\n\ndeux", anchor="x") == (
        paragraph("Avant."),
        Section(Heading(text("Objectifs"), "x-objectifs"), (paragraph("un"),)),
        Section(Heading(text("Résultats"), "x-resultats"), (paragraph("deux"),)),
    )


@pytest.mark.parametrize(("anchor", "anchors"), [("x", ["x-a", "x-a-2", "x-part"]), ("", ["a", "a-2", "part"])])
def test_the_anchors_of_sections_are_never_empty_and_never_the_same(anchor, anchors):
    sections = parse("# A\n\n# a\n\n# ???", anchor=anchor)
    assert [section.heading.anchor for section in sections] == anchors


def test_where_no_section_can_stand_a_sub_heading_is_a_label():
    assert parse("## Objectifs\n\nun", sections=False) == (
        paragraph("Objectifs", ParagraphStyle.LABEL),
        paragraph("un"),
    )
    (items,) = parse("- # Objectifs")
    assert items == List((ListItem((paragraph("Objectifs", ParagraphStyle.LABEL),)),))


def test_a_heading_without_words_opens_nothing():
    assert parse("#\n\nun") == (paragraph("un"),)


@pytest.mark.parametrize("target", ["https://example.org/a?b=c", "http://example.org", "mailto:a@example.org"])
def test_links(target):
    assert parse_inline(f"[ici]({target})") == (Link(text("ici"), target),)
    assert parse_inline(f"<{target}>")[0].target == target


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "/relative", "#anchor", "ftp://a"])
def test_a_link_to_anywhere_else_is_its_words(target):
    assert "Link" not in repr(parse_inline(f"[ici]({target})"))
    assert "ici" in repr(parse_inline(f"[ici]({target})"))


def test_a_link_without_words_is_nothing():
    assert parse_inline("a [](https://example.org)") == (Text("a "),)


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("<b>gras</b>", "<b>gras</b>"),
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("```\ncode\n```", "code"),
        ("> cité", "cité"),
    ],
)
def test_what_is_outside_the_subset_keeps_its_words(source, words):
    assert parse(source) == (paragraph(words),)


def test_code_and_images_keep_their_words():
    assert parse_inline("`code` ![photo](x.png)") == (Text("code"), Text(" "), Text("photo"))


@pytest.mark.parametrize("source", ["", "   ", "\n\n", "---"])
def test_nothing_gives_no_blocks(source):
    assert parse(source) == ()


def test_characters_that_no_format_takes_are_left_out():
    assert strip_control("a\x00b\x0bc\x7fd\ud800e\uffff") == "abcde"
    assert strip_control("tab\tline\nreturn\r") == "tab\tline\nreturn\r"
    assert parse("a\x00b") == (paragraph("ab"),)

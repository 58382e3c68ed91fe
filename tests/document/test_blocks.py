"""Words into inline content and back."""

from document.blocks import (
    Emphasis,
    Footnote,
    Foreign,
    LineBreak,
    Link,
    Paragraph,
    ParagraphStyle,
    Strong,
    Text,
    extract_text,
    make_inlines,
    make_paragraph,
)


def test_plain_words_become_inline_content():
    assert make_inlines("mot") == (Text("mot"),)
    assert make_inlines("") == ()


def test_a_paragraph_of_plain_words():
    assert make_paragraph("mot", ParagraphStyle.NOTE, "nl") == Paragraph((Text("mot"),), ParagraphStyle.NOTE, "nl")


def test_the_words_of_inline_content_without_its_marks_and_notes():
    inlines = (
        Text("a"),
        Strong((Text("b"), Emphasis((Text("c"),)))),
        LineBreak(),
        Link((Text("d"),), "https://example.org"),
        Foreign((Text("e"),), "nl"),
        Footnote((Text("note"),)),
    )
    assert extract_text(inlines) == "abc de"

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
    paragraph,
    plain,
    text,
)


def test_plain_words_become_inline_content():
    assert text("mot") == (Text("mot"),)
    assert text("") == ()


def test_a_paragraph_of_plain_words():
    assert paragraph("mot", ParagraphStyle.NOTE, "nl") == Paragraph((Text("mot"),), ParagraphStyle.NOTE, "nl")


def test_the_words_of_inline_content_without_its_marks_and_notes():
    inlines = (
        Text("a"),
        Strong((Text("b"), Emphasis((Text("c"),)))),
        LineBreak(),
        Link((Text("d"),), "https://example.org"),
        Foreign((Text("e"),), "nl"),
        Footnote((Text("note"),)),
    )
    assert plain(inlines) == "abc de"

"""Inline content as HTML."""

import pytest

from document.blocks import Emphasis, Footnote, Foreign, LineBreak, Link, Paragraph, Strong, Text, make_inlines
from document.renderers.html.inlines import render_inlines
from document.renderers.html.place import Page, Place
from tests.document.renderers.html.pages import document, read, written


def paragraph_of(*inlines) -> str:
    return written(Paragraph(inlines)).removeprefix("<p>").removesuffix("</p>")


def test_marks_of_the_text():
    assert paragraph_of(Strong(make_inlines("a")), Emphasis(make_inlines("b")), LineBreak(), Text("<c>")) == (
        "<strong>a</strong><em>b</em><br>&lt;c&gt;"
    )


def test_foreign_words_carry_their_language():
    assert paragraph_of(Foreign(make_inlines("wijk"), "nl"), Foreign(make_inlines("quartier"), "fr")) == (
        '<span lang="nl">wijk</span>quartier'
    )


@pytest.mark.parametrize("target", ["https://example.org/?a=1&b=2", "mailto:a@example.org", "#part"])
def test_a_link_leads_to_a_safe_address_or_a_known_anchor(target):
    page = read(document(Paragraph((Link(make_inlines("ici"), target),))))
    assert page.xpath("//main//p/a/@href") == [target]


@pytest.mark.parametrize("target", ["#nowhere", "javascript:alert(1)", "data:text/html,x", "/relative", "http://[", ""])
def test_a_link_that_leads_nowhere_is_plain_text(target):
    assert paragraph_of(Link((Text("i"), Strong(make_inlines("c"))), target)) == "i<strong>c</strong>"


def test_a_link_leads_to_the_addresses_of_the_site_that_the_page_knows():
    page = Page("fr", frozenset(), frozenset({"/fr/known/"}))
    links = (Foreign((Link(make_inlines("a"), "/fr/known/"),), "nl"), Link(make_inlines("b"), "/fr/other/"))
    assert render_inlines(links, Place(page, "fr")).html == '<span lang="nl"><a href="/fr/known/">a</a></span>b'


def test_a_link_without_words_is_nothing():
    assert paragraph_of(Link((), "https://example.org")) == ""


def test_a_link_inside_a_link_is_plain_text():
    inner = Link(make_inlines("b"), "https://b.example")
    assert paragraph_of(Link((Text("a"), inner), "https://a.example")) == '<a href="https://a.example">ab</a>'


def test_a_link_among_foreign_words_says_the_language_it_leads_to():
    link = Link(make_inlines("site"), "https://example.org")
    assert paragraph_of(Foreign((link,), "nl")) == (
        '<span lang="nl"><a href="https://example.org" hreflang="nl">site</a></span>'
    )


@pytest.mark.parametrize(
    ("language", "title", "name", "back"),
    [
        ("fr", "Notes", "Note 1", "Retour à l’appel de la note 1"),
        ("nl", "Noten", "Noot 1", "Terug naar de verwijzing van noot 1"),
        ("en", "Notes", "Note 1", "Back to the reference of note 1"),
    ],
)
def test_a_footnote_and_its_reference_lead_to_each_other(language, title, name, back):
    page = read(document(Paragraph((Text("a"), Footnote(make_inlines("la note")))), language=language))
    reference, note = page.xpath("//main//p/sup/a")[0], page.xpath("//section[@role='doc-endnotes']/ol/li")[0]
    assert page.xpath("//section[@role='doc-endnotes']/h2/text()") == [title]
    assert (reference.text, reference.get("aria-label"), reference.get("href")) == ("1", name, "#" + note.get("id"))
    assert note.text == "la note "
    assert (note[0].get("aria-label"), note[0].get("href")) == (back, "#" + reference.get("id"))


def test_footnotes_are_numbered_in_reading_order_and_speak_their_language():
    first = Paragraph((Footnote((Text("un"), Footnote(make_inlines("deux")))),))
    second = Paragraph((Link((Text("lien"), Footnote(make_inlines("drie"))), "https://example.org"),), language="nl")
    page = read(document(first, second))
    notes = page.xpath("//section[@role='doc-endnotes']/ol/li")
    assert [(note.text.strip(), note.get("id"), note.get("lang")) for note in notes] == [
        ("un", "note_1", None),
        ("deux", "note_2", None),
        ("drie", "note_3", "nl"),
    ]
    assert page.xpath("//a//a") == []


def test_a_page_without_footnotes_has_no_list_of_notes():
    assert read(document(Paragraph(make_inlines("a")))).xpath("//*[@role='doc-endnotes']") == []

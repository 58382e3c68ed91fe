"""The page around the blocks: head, cover, contents, text and notes."""

from __future__ import annotations

import functools
from pathlib import Path

from document.blocks import Document
from document.dates import format_date
from document.renderers.html.contents import anchors, contents
from document.renderers.html.flow import blocks_markup
from document.renderers.html.mark import mark
from document.renderers.html.markup import Markup, element, join
from document.renderers.html.place import Page, Place
from document.renderers.html.words import WORDS
from document.typography import typeset


@functools.cache
def stylesheet() -> str:
    """What stands between the style tags of every page, to the letter: a policy may allow it by its hash."""
    here = Path(__file__)
    return "\n".join(here.with_name(name).read_text(encoding="utf-8") for name in ("report.css", "paper.css"))


def page(document: Document) -> Markup:
    """The whole page, one file that needs no other."""
    place = Place(Page(document.language, frozenset(anchors(document.sections))), document.language)
    # The text comes first: writing it is what fills the notes.
    text = blocks_markup(document.sections, place)
    body = element(
        "body",
        element("a", WORDS[document.language].skip, href="#main_text", class_="skip"),
        _cover(document),
        element(
            "div",
            contents(document, place),
            element("main", text, _notes(place), id="main_text"),
            class_="columns",
        ),
        _colophon(document),
    )
    return join(Markup("<!doctype html>\n"), element("html", _head(document), body, lang=document.language), "\n")


def _head(document: Document) -> Markup:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("title", document.title),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="description", content=document.subject or document.subtitle or document.title),
        element("meta", name="author", content=document.publisher),
        element("meta", name="color-scheme", content="light dark"),
        element("style", Markup(stylesheet())),
    )


def _cover(document: Document) -> Markup:
    return element(
        "header",
        element("p", mark(56), element("span", document.publisher), class_="publisher"),
        element("h1", document.title),
        element("p", document.subtitle, class_="subtitle") if document.subtitle else "",
        element("p", _date(document), class_="date"),
        class_="cover",
    )


def _colophon(document: Document) -> Markup:
    words = element("p", document.title, element("br"), f"{document.publisher}, ", _date(document))
    return element("footer", mark(28), words, class_="colophon")


def _date(document: Document) -> Markup:
    words = typeset(format_date(document.date, document.language), document.language)
    return element("time", words, datetime=document.date.isoformat())


def _notes(place: Place) -> Markup:
    if not place.page.notes:
        return join()
    title = element("h2", WORDS[place.language].notes, id="notes_title")
    rows = (note for _, note in sorted(place.page.notes.items()))
    return element(
        "section", title, element("ol", *rows), class_="notes", role="doc-endnotes", aria_labelledby="notes_title"
    )

"""The page around the blocks: head, cover, contents, text and notes."""

from __future__ import annotations

import functools
from pathlib import Path

from document.blocks import Document
from document.dates import format_date
from document.renderers.html.blocks import render_blocks
from document.renderers.html.contents import collect_anchors, render_contents
from document.renderers.html.labels import LABELS
from document.renderers.html.logo import render_logo
from document.renderers.html.markup import Markup, element, join_markup
from document.renderers.html.place import Page, Place
from document.typography import typeset


@functools.cache
def read_stylesheet() -> str:
    """What stands between the style tags of every page, to the letter: a policy may allow it by its hash."""
    here = Path(__file__)
    return "\n".join(here.with_name(name).read_text(encoding="utf-8") for name in ("report.css", "paper.css"))


def render_page(document: Document) -> Markup:
    """The whole page, one file that needs no other."""
    place = Place(Page(document.language, frozenset(collect_anchors(document.sections))), document.language)
    # The text comes first: writing it is what fills the notes.
    text = render_blocks(document.sections, place)
    body = element(
        "body",
        element("a", LABELS[document.language].skip, href="#main_text", class_="skip"),
        _render_cover(document),
        element(
            "div",
            render_contents(document, place),
            element("main", text, _render_notes(place), id="main_text"),
            class_="columns",
        ),
        _render_colophon(document),
    )
    return join_markup(
        Markup("<!doctype html>\n"), element("html", _render_head(document), body, lang=document.language), "\n"
    )


def _render_head(document: Document) -> Markup:
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("title", document.title),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="description", content=document.subject or document.subtitle or document.title),
        element("meta", name="author", content=document.publisher),
        element("meta", name="color-scheme", content="light dark"),
        element("style", Markup(read_stylesheet())),
    )


def _render_cover(document: Document) -> Markup:
    return element(
        "header",
        element("p", render_logo(56), element("span", document.publisher), class_="publisher"),
        element("h1", document.title),
        element("p", document.subtitle, class_="subtitle") if document.subtitle else "",
        element("p", _render_date(document), class_="date"),
        class_="cover",
    )


def _render_colophon(document: Document) -> Markup:
    words = element("p", document.title, element("br"), f"{document.publisher}, ", _render_date(document))
    return element("footer", render_logo(28), words, class_="colophon")


def _render_date(document: Document) -> Markup:
    words = typeset(format_date(document.date, document.language), document.language)
    return element("time", words, datetime=document.date.isoformat())


def _render_notes(place: Place) -> Markup:
    if not place.page.notes:
        return join_markup()
    title = element("h2", LABELS[place.language].notes, id="notes_title")
    rows = (note for _, note in sorted(place.page.notes.items()))
    return element(
        "section", title, element("ol", *rows), class_="notes", role="doc-endnotes", aria_labelledby="notes_title"
    )

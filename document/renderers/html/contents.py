"""The contents of a page: links to the headings of its first two levels, and all the anchors there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from document.blocks import (
    Blocks,
    Callout,
    Chart,
    Definition,
    Document,
    Image,
    List,
    Paragraph,
    Section,
    Table,
)
from document.renderers.html.flow import accent_class, heading_words
from document.renderers.html.inlines import without_links
from document.renderers.html.markup import Markup, element
from document.renderers.html.place import Place

_LEVELS = 2


def contents(document: Document, place: Place) -> Markup:
    """The contents as a `<nav>`."""
    title = element("p", document.contents_title, class_="contents-title", id="contents_title")
    return element(
        "nav",
        title,
        _entries(_listed(document.sections), place, _LEVELS),
        class_="contents",
        aria_labelledby="contents_title",
    )


def anchors(blocks: Blocks) -> Iterator[str]:
    """The anchors of all sections, wherever they stand."""
    for block in blocks:
        match block:
            case Section(heading, inner):
                yield heading.anchor
                yield from anchors(inner)
            case Callout(_, inner):
                yield from anchors(inner)
            case List(items) | Definition(items):
                for item in items:
                    yield from anchors(item.blocks)
            case Paragraph() | Table() | Chart() | Image():
                pass
            case _:
                assert_never(block)


def _listed(blocks: Blocks) -> tuple[Section, ...]:
    return tuple(block for block in blocks if isinstance(block, Section))


def _entries(sections: tuple[Section, ...], place: Place, levels: int) -> Markup:
    return element("ol", *(_entry(section, place, levels - 1) for section in sections))


def _entry(section: Section, around: Place, levels: int) -> Markup:
    heading, place = section.heading, around.under(section)
    words = heading_words(heading, without_links(heading.content), place)
    link = element("a", words, href=f"#{heading.anchor}")
    inner = _listed(section.blocks)
    return element(
        "li",
        link,
        _entries(inner, place, levels) if inner and levels else "",
        class_=accent_class(heading.accent),
        lang=around.lang(section.language),
    )

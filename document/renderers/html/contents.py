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
from document.renderers.html.blocks import get_accent_class, render_heading
from document.renderers.html.inlines import remove_links
from document.renderers.html.markup import Markup, element
from document.renderers.html.place import Place

_LEVELS = 2


def render_contents(document: Document, place: Place) -> Markup:
    """The contents as a `<nav>`."""
    title = element("p", document.contents_title, class_="contents-title", id="contents_title")
    return element(
        "nav",
        title,
        _render_entries(_select_sections(document.sections), place, _LEVELS),
        class_="contents",
        aria_labelledby="contents_title",
    )


def collect_anchors(blocks: Blocks) -> Iterator[str]:
    """The anchors of all sections, wherever they stand."""
    for block in blocks:
        match block:
            case Section(heading, inner):
                yield heading.anchor
                yield from collect_anchors(inner)
            case Callout(_, inner):
                yield from collect_anchors(inner)
            case List(items) | Definition(items):
                for item in items:
                    yield from collect_anchors(item.blocks)
            case Paragraph() | Table() | Chart() | Image():
                pass
            case _:
                assert_never(block)


def _select_sections(blocks: Blocks) -> tuple[Section, ...]:
    return tuple(block for block in blocks if isinstance(block, Section))


def _render_entries(sections: tuple[Section, ...], place: Place, levels: int) -> Markup:
    return element("ol", *(_render_entry(section, place, levels - 1) for section in sections))


def _render_entry(section: Section, around: Place, levels: int) -> Markup:
    heading, place = section.heading, around.in_section(section)
    words = render_heading(heading, remove_links(heading.content), place)
    link = element("a", words, href=f"#{heading.anchor}")
    inner = _select_sections(section.blocks)
    return element(
        "li",
        link,
        _render_entries(inner, place, levels) if inner and levels else "",
        class_=get_accent_class(heading.accent),
        lang=around.get_lang(section.language),
    )

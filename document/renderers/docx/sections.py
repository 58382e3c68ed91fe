"""Sections of Word: stretches of pages with the same header and footer, each from a new page on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from document.renderers.docx.layout import MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from document.renderers.docx.paragraphs import paragraph
from document.renderers.docx.xml import Element, node


@dataclass(frozen=True)
class Pages:
    """What stands on consecutive pages, and the properties of those pages."""

    elements: Sequence[Element]
    properties: Element


def page(*references: Element) -> Element:
    """The properties of a section that starts on a new A4 page, with its headers and footers."""
    return node(
        "w:sectPr",
        *references,
        node("w:type", val="nextPage"),
        node("w:pgSz", w=PAGE_WIDTH, h=PAGE_HEIGHT),
        node("w:pgMar", top=MARGIN, right=MARGIN, bottom=MARGIN, left=MARGIN, header=709, footer=652, gutter=0),
        node("w:cols", space=708),
    )


def flow(stretches: Sequence[Pages]) -> Iterable[Element]:
    """The children of the body: a stretch ends in a paragraph of its own, the last one with the body."""
    for stretch in stretches[:-1]:
        yield from stretch.elements
        yield _closing(stretch.properties)
    yield from stretches[-1].elements
    yield stretches[-1].properties


def _closing(properties: Element) -> Element:
    """A paragraph too small to be seen: one of text might be moved or deleted, and the end of the section with it."""
    return paragraph("SectionEnd", (), properties)

"""Sections of Word: pages in a row with the same header and footer, each section from a new page on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from document.renderers.docx.layout import MARGIN, PAGE_HEIGHT, PAGE_WIDTH
from document.renderers.docx.paragraphs import make_paragraph
from document.renderers.docx.xml import Element, node


@dataclass(frozen=True)
class WordSection:
    """What stands on consecutive pages, and the properties of those pages."""

    elements: Sequence[Element]
    properties: Element


def make_section_properties(*references: Element) -> Element:
    """The properties of a section that starts on a new A4 page, with its headers and footers."""
    return node(
        "w:sectPr",
        *references,
        node("w:type", val="nextPage"),
        node("w:pgSz", w=PAGE_WIDTH, h=PAGE_HEIGHT),
        node("w:pgMar", top=MARGIN, right=MARGIN, bottom=MARGIN, left=MARGIN, header=709, footer=652, gutter=0),
        node("w:cols", space=708),
    )


def join_sections(sections: Sequence[WordSection]) -> Iterable[Element]:
    """The children of the body: a section ends in a paragraph of its own, the last one with the body."""
    for section in sections[:-1]:
        yield from section.elements
        yield _make_section_end(section.properties)
    yield from sections[-1].elements
    yield sections[-1].properties


def _make_section_end(properties: Element) -> Element:
    """A paragraph too small to be seen: one of text might be moved or deleted, and the end of the section with it."""
    return make_paragraph("SectionEnd", (), properties)

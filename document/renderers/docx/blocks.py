"""The blocks of a document as paragraphs, tables and pictures, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from document.blocks import (
    Blocks,
    Callout,
    Chart,
    Definition,
    DefinitionItem,
    Image,
    List,
    ListItem,
    Paragraph,
    ParagraphStyle,
    Section,
    Table,
)
from document.lines import lines
from document.palette import volet_colour
from document.renderers.docx.headings import heading
from document.renderers.docx.inlines import Face, runs
from document.renderers.docx.layout import DEFINITION_INDENT, LIST_STEP
from document.renderers.docx.numbering import list_numbering, style_suffix
from document.renderers.docx.paragraphs import join_rules, keep_together, placed, space_below
from document.renderers.docx.pictures import chart, image
from document.renderers.docx.place import Place
from document.renderers.docx.tables import table
from document.renderers.docx.xml import Element, node

_SHORT_DEFINITION = 900  # characters: a list of terms that is no longer stays whole, under its heading


def render_blocks(blocks: Blocks, place: Place) -> Iterator[Element]:
    """The blocks as children of the body of the Word document."""
    for block, following in zip(blocks, (*blocks[1:], None), strict=False):
        here = place.speaking(block.language)
        sourced = isinstance(following, Paragraph) and following.style is ParagraphStyle.SOURCE
        match block:
            case Paragraph():
                yield _paragraph(block, here)
            case List():
                yield from _list(block, here)
            case Definition():
                yield from _definition(block, here)
            case Table():
                yield from table(block, here, keep_next=sourced)
            case Callout():
                yield from _callout(block, here)
            case Chart():
                yield from chart(block, here, keep_next=sourced)
            case Image():
                yield from image(block, here, keep_next=sourced)
            case Section():
                yield from render_section(block, here)
            case _:
                assert_never(block)


def render_section(section: Section, place: Place) -> Iterator[Element]:
    """The heading of a section and what stands under it."""
    inside = place.speaking(section.language).in_section(section.heading.accent)
    yield heading(section.heading, inside)
    yield from render_blocks(section.blocks, inside)


def _paragraph(block: Paragraph, place: Place) -> Element:
    style = block.style.value.capitalize()
    if block.style is ParagraphStyle.BODY:
        style = f"ListContinue{style_suffix(place.lists)}" if place.lists else place.body
    return placed(style, runs(block.content, place), place)


def _list(block: List, place: Place) -> Iterator[Element]:
    inside = place.in_item()
    numbering = list_numbering(block, inside)
    elements = [element for item in block.items for element in _item(item, block, inside, numbering)]
    if not place.lists:
        space_below(elements, 9)
    yield from elements


def _item(item: ListItem, block: List, place: Place, numbering: tuple[Element, ...]) -> Iterator[Element]:
    """The first paragraph of an item takes its bullet; an item that starts otherwise gets an empty one."""
    match item.blocks:
        case (Paragraph(content, style, language), *rest):
            face = Face(language or place.language, bold=style is ParagraphStyle.LABEL)
        case rest:
            content, face = (), Face(place.language)
    name = f"{'ListNumber' if block.ordered else 'ListBullet'}{style_suffix(place.lists)}"
    yield placed(name, runs(content, place, face), place, *numbering, hanging=LIST_STEP)
    yield from render_blocks(tuple(rest), place)


def _definition(block: Definition, place: Place) -> Iterator[Element]:
    inside = place.in_definition()
    elements = [element for item in block.items for element in _defined(item, inside)]
    if sum(len(line) for line in lines((block,))) <= _SHORT_DEFINITION:
        keep_together(elements)
    space_below(elements, 10)
    yield from elements


def _defined(item: DefinitionItem, place: Place) -> Iterator[Element]:
    """The term, a tab, and the first paragraph on the same line; what follows stands under that paragraph."""
    match item.blocks:
        case (Paragraph(content, _, language), *rest):
            first = place.speaking(language)
        case rest:
            content, first = (), place
    term = runs(item.term, place, Face(place.language, style="DefinitionTerm"))
    tab = node("w:r", node("w:tab"))
    yield placed("Definition", (*term, tab, *runs(content, first)), place, hanging=DEFINITION_INDENT)
    yield from render_blocks(tuple(rest), place)


def _callout(block: Callout, place: Place) -> Iterator[Element]:
    inside = place.in_callout()
    elements = []
    if block.title:
        face = Face(inside.language, colour=volet_colour(inside.accent))
        elements.append(placed("CalloutTitle", runs(block.title, inside, face), inside))
    elements += render_blocks(block.blocks, inside)
    join_rules(elements)
    space_below(elements, 14)
    yield from elements

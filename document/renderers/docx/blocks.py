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
from document.lines import extract_lines
from document.palette import get_volet_colour
from document.renderers.docx.headings import render_heading
from document.renderers.docx.inlines import RunFormat, render_inlines
from document.renderers.docx.layout import DEFINITION_INDENT, LIST_STEP
from document.renderers.docx.numbering import get_style_suffix, make_list_numbering
from document.renderers.docx.paragraphs import join_rules, keep_together, place_paragraph, set_space_below
from document.renderers.docx.pictures import render_chart, render_image
from document.renderers.docx.place import Place
from document.renderers.docx.tables import render_table
from document.renderers.docx.xml import Element, node

_SHORT_DEFINITION = 900  # characters: a list of terms that is no longer stays whole, under its heading


def render_blocks(blocks: Blocks, place: Place) -> Iterator[Element]:
    """The blocks as children of the body of the Word document."""
    for block, following in zip(blocks, (*blocks[1:], None), strict=False):
        here = place.in_language(block.language)
        sourced = isinstance(following, Paragraph) and following.style is ParagraphStyle.SOURCE
        match block:
            case Paragraph():
                yield _render_paragraph(block, here)
            case List():
                yield from _render_list(block, here)
            case Definition():
                yield from _render_definition(block, here)
            case Table():
                yield from render_table(block, here, keep_next=sourced)
            case Callout():
                yield from _render_callout(block, here)
            case Chart():
                yield from render_chart(block, here, keep_next=sourced)
            case Image():
                yield from render_image(block, here, keep_next=sourced)
            case Section():
                yield from render_section(block, here)
            case _:
                assert_never(block)


def render_section(section: Section, place: Place) -> Iterator[Element]:
    """The heading of a section and what stands under it."""
    inside = place.in_language(section.language).in_section(section.heading.accent)
    yield render_heading(section.heading, inside)
    yield from render_blocks(section.blocks, inside)


def _render_paragraph(block: Paragraph, place: Place) -> Element:
    style = block.style.value.capitalize()
    if block.style is ParagraphStyle.BODY:
        style = f"ListContinue{get_style_suffix(place.lists)}" if place.lists else place.body
    return place_paragraph(style, render_inlines(block.content, place), place)


def _render_list(block: List, place: Place) -> Iterator[Element]:
    inside = place.in_item()
    numbering = make_list_numbering(block, inside)
    elements = [element for item in block.items for element in _render_item(item, block, inside, numbering)]
    if not place.lists:
        set_space_below(elements, 9)
    yield from elements


def _render_item(item: ListItem, block: List, place: Place, numbering: tuple[Element, ...]) -> Iterator[Element]:
    """The first paragraph of an item takes its bullet; an item that starts otherwise gets an empty one."""
    match item.blocks:
        case (Paragraph(content, style, language), *rest):
            run_format = RunFormat(language or place.language, bold=style is ParagraphStyle.LABEL)
        case rest:
            content, run_format = (), RunFormat(place.language)
    name = f"{'ListNumber' if block.ordered else 'ListBullet'}{get_style_suffix(place.lists)}"
    yield place_paragraph(name, render_inlines(content, place, run_format), place, *numbering, hanging=LIST_STEP)
    yield from render_blocks(tuple(rest), place)


def _render_definition(block: Definition, place: Place) -> Iterator[Element]:
    inside = place.in_definition()
    elements = [element for item in block.items for element in _render_term(item, inside)]
    if sum(len(line) for line in extract_lines((block,))) <= _SHORT_DEFINITION:
        keep_together(elements)
    set_space_below(elements, 10)
    yield from elements


def _render_term(item: DefinitionItem, place: Place) -> Iterator[Element]:
    """The term, a tab, and the first paragraph on the same line; what follows stands under that paragraph."""
    match item.blocks:
        case (Paragraph(content, _, language), *rest):
            first = place.in_language(language)
        case rest:
            content, first = (), place
    term = render_inlines(item.term, place, RunFormat(place.language, style="DefinitionTerm"))
    tab = node("w:r", node("w:tab"))
    yield place_paragraph("Definition", (*term, tab, *render_inlines(content, first)), place, hanging=DEFINITION_INDENT)
    yield from render_blocks(tuple(rest), place)


def _render_callout(block: Callout, place: Place) -> Iterator[Element]:
    inside = place.in_callout()
    elements = []
    if block.title:
        run_format = RunFormat(inside.language, colour=get_volet_colour(inside.accent))
        elements.append(place_paragraph("CalloutTitle", render_inlines(block.title, inside, run_format), inside))
    elements += render_blocks(block.blocks, inside)
    join_rules(elements)
    set_space_below(elements, 14)
    yield from elements

"""Headings: label and title in the colour of the volet, with the bookmark that links and the contents lead to."""

from __future__ import annotations

from document.blocks import Heading
from document.palette import get_volet_colour
from document.renderers.docx.inlines import RunFormat, make_run, render_inlines
from document.renderers.docx.outline import DEEPEST_HEADING, LABEL_SPACE
from document.renderers.docx.paragraphs import make_paragraph
from document.renderers.docx.place import Place
from document.renderers.docx.styles import make_heading_rule
from document.renderers.docx.xml import Element, make_text, node


def render_heading(block: Heading, place: Place) -> Element:
    """The heading of the section that the place is in."""
    level = min(place.level, DEEPEST_HEADING)
    colour = get_volet_colour(place.accent) if place.accent is not None else ""
    run_format = RunFormat(place.language, colour=colour)
    content = [*_render_label(block, place, run_format), *render_inlines(block.content, place, run_format)]
    properties = [make_heading_rule(colour)] if colour and level == 1 else []
    return make_paragraph(f"Heading{level}", _add_bookmark(block.anchor, content, place), *properties)


def _render_label(block: Heading, place: Place, run_format: RunFormat) -> list[Element]:
    if not block.label:
        return []
    label = RunFormat(run_format.language, style="HeadingLabel", colour=run_format.colour)
    return [make_run(make_text(block.label), place, label), make_run(make_text(LABEL_SPACE), place, label)]


def _add_bookmark(anchor: str, content: list[Element], place: Place) -> list[Element]:
    context = place.context
    name = context.bookmarks.get(anchor)
    if name is None or name in context.bookmarked:
        return content
    context.bookmarked.add(name)
    identifier = next(context.identifiers)
    return [
        node("w:bookmarkStart", id=identifier, name=name),
        *content,
        node("w:bookmarkEnd", id=identifier),
    ]

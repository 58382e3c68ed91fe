"""Headings: label and title in the colour of the volet, with the bookmark that links and the contents lead to."""

from __future__ import annotations

from document.blocks import Heading
from document.palette import volet_colour
from document.renderers.docx.inlines import Face, run, runs
from document.renderers.docx.outline import DEEPEST_HEADING, LABEL_SPACE
from document.renderers.docx.paragraphs import paragraph
from document.renderers.docx.place import Place
from document.renderers.docx.styles import heading_rule
from document.renderers.docx.xml import Element, node, words


def heading(block: Heading, place: Place) -> Element:
    """The heading of the section that the place is in."""
    level = min(place.level, DEEPEST_HEADING)
    colour = volet_colour(place.accent) if place.accent is not None else ""
    face = Face(place.language, colour=colour)
    content = [*_label(block, place, face), *runs(block.content, place, face)]
    properties = [heading_rule(colour)] if colour and level == 1 else []
    return paragraph(f"Heading{level}", _bookmarked(block.anchor, content, place), *properties)


def _label(block: Heading, place: Place, face: Face) -> list[Element]:
    if not block.label:
        return []
    label = Face(face.language, style="HeadingLabel", colour=face.colour)
    return [run(words(block.label), place, label), run(words(LABEL_SPACE), place, label)]


def _bookmarked(anchor: str, content: list[Element], place: Place) -> list[Element]:
    draft = place.draft
    name = draft.bookmarks.get(anchor)
    if name is None or name in draft.bookmarked:
        return content
    draft.bookmarked.add(name)
    identifier = next(draft.identifiers)
    return [
        node("w:bookmarkStart", id=identifier, name=name),
        *content,
        node("w:bookmarkEnd", id=identifier),
    ]

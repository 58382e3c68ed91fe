"""Lists that count: each ordered list is an instance of its own, so that it starts at 1."""

from __future__ import annotations

from document.blocks import List
from document.renderers.docx.layout import STYLED_LIST_LEVELS
from document.renderers.docx.place import Place
from document.renderers.docx.styles import BULLETS, NUMBERS
from document.renderers.docx.xml import Element, node


def style_suffix(level: int) -> str:
    """What the name of a list style ends in, levels counted from 1; deeper levels wear the deepest style."""
    return "" if level == 1 else str(min(level, STYLED_LIST_LEVELS))


def list_numbering(block: List, place: Place) -> tuple[Element, ...]:
    """The numbering of the paragraphs of a list at that place, where its style does not say it all."""
    level = place.lists - 1
    if block.ordered:
        return (_numbering(level, _new_instance(level, place)),)
    return (_numbering(level, BULLETS),) if level >= STYLED_LIST_LEVELS else ()


def _new_instance(level: int, place: Place) -> int:
    instance = place.draft.word.part.numbering_part.element.add_num(NUMBERS)
    instance.add_lvlOverride(level).add_startOverride(1)
    return int(instance.numId)


def _numbering(level: int, instance: int) -> Element:
    return node("w:numPr", node("w:ilvl", val=level), node("w:numId", val=instance))

"""Lists that count: each ordered list is an instance of its own, so that it starts where it says."""

from __future__ import annotations

from copy import deepcopy

from document.blocks import List
from document.renderers.docx.layout import STYLED_LIST_LEVELS
from document.renderers.docx.place import Place
from document.renderers.docx.styles import BULLETS, NUMBERS
from document.renderers.docx.xml import Element, node, qualify_name


def get_style_suffix(level: int) -> str:
    """What the name of a list style ends in, levels counted from 1; deeper levels wear the deepest style."""
    return "" if level == 1 else str(min(level, STYLED_LIST_LEVELS))


def make_list_numbering(block: List, place: Place) -> tuple[Element, ...]:
    """The numbering of the paragraphs of a list at that place, where its style does not say it all."""
    level = place.lists - 1
    if block.ordered:
        return (_make_numbering(level, _add_instance(block, level, place)),)
    return (_make_numbering(level, BULLETS),) if level >= STYLED_LIST_LEVELS else ()


def _add_instance(block: List, level: int, place: Place) -> int:
    instances = place.context.word.part.numbering_part.element
    instance = instances.add_num(NUMBERS)
    override = instance.add_lvlOverride(level)
    override.add_startOverride(block.start)
    if block.sign == ")":
        # The level as the base document has it, with another sign after the number.
        own = deepcopy(instances.xpath(f"w:abstractNum[@w:abstractNumId={NUMBERS}]/w:lvl[@w:ilvl={level}]")[0])
        next(own.iter(qualify_name("w:lvlText"))).set(qualify_name("w:val"), f"%{level + 1})")
        override.append(own)
    return int(instance.numId)


def _make_numbering(level: int, instance: int) -> Element:
    return node("w:numPr", node("w:ilvl", val=level), node("w:numId", val=instance))

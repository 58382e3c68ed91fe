"""Paragraphs: a named style, and what the place around them changes of it."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import pairwise
from typing import cast

from docx.oxml.text.paragraph import CT_P
from docx.shared import Pt

from document.palette import get_volet_colour
from document.renderers.docx.place import Place
from document.renderers.docx.styles import make_callout_rule, make_document_styles
from document.renderers.docx.xml import Element, node, qualify_name

_WIDEST_BORDER_SPACE = 31  # points, by the schema


def make_paragraph(style: str, content: Iterable[Element], *properties: Element) -> Element:
    """A paragraph of that style."""
    return node("w:p", node("w:pPr", node("w:pStyle", val=style), *properties), *content)


def place_paragraph(
    style: str, content: Iterable[Element], place: Place, *properties: Element, hanging: int = 0
) -> Element:
    """A paragraph of that style where the place is: its indent, and the rule of the callout around.

    `hanging` is how far the first line stands out to the left of the others.
    """
    surroundings = [*properties]
    if (place.indent, hanging) != _get_style_indents()[style]:
        outdent = {"hanging": hanging} if hanging else {"firstLine": 0}
        surroundings.append(node("w:ind", left=place.indent, **outdent))
    if place.rule is not None:
        surroundings += _make_rule(place, hanging)
    return make_paragraph(style, content, *surroundings)


def _make_rule(place: Place, hanging: int) -> list[Element]:
    """The rule of the callout around, from a third level of lists on out of reach of the text."""
    assert place.rule is not None
    distance = (place.indent - hanging - place.rule) // 20
    return [make_callout_rule(get_volet_colour(place.accent), distance)] if distance <= _WIDEST_BORDER_SPACE else []


def set_space_below(elements: list[Element], points: float) -> None:
    """Set a group of elements apart from what follows it."""
    if elements and elements[-1].tag == qualify_name("w:p"):
        cast(CT_P, elements[-1]).get_or_add_pPr().spacing_after = Pt(points)


def keep_together(elements: list[Element]) -> None:
    """Hold the paragraphs of a group on one page: each is kept with the next, the last one free."""
    for element in elements[:-1]:
        if element.tag == qualify_name("w:p"):
            cast(CT_P, element).get_or_add_pPr().keepNext_val = True


def join_rules(elements: list[Element]) -> None:
    """Let the rule of a callout run on where the indent of its paragraphs changes: there it stops between them."""
    for above, below in pairwise(elements):
        spaces = _get_rule_space(above), _get_rule_space(below)
        if None not in spaces and len(set(spaces)) > 1:
            set_space_below([above], 0)


def _get_rule_space(element: Element) -> str | None:
    """The distance from a paragraph to its rule; None for a table, or a paragraph without one."""
    if element.tag != qualify_name("w:p"):
        return None
    return next((side.get(qualify_name("w:space")) for side in element.iter(qualify_name("w:left"))), None)


@cache
def _get_style_indents() -> dict[str, tuple[int, int]]:
    """What each style of paragraph has as its left indent and its outdent."""
    return {
        style.identifier: next(
            (
                (_read_twips(part, "w:left"), _read_twips(part, "w:hanging"))
                for part in style.paragraph
                if _is_indent(part)
            ),
            (0, 0),
        )
        for style in make_document_styles()
    }


def _is_indent(element: Element) -> bool:
    return bool(element.tag == qualify_name("w:ind"))


def _read_twips(indent: Element, name: str) -> int:
    return int(indent.get(qualify_name(name), "0"))

"""On which page a heading will be, estimated.

Word alone knows, once it has laid the document out; until somebody updates the contents there, this is what they
show. A page more or less over a long chapter is possible.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from document.renderers.docx.layout import EMU_PER_TWIP, TEXT_HEIGHT, TEXT_WIDTH
from document.renderers.docx.styles import SANS, document_styles
from document.renderers.docx.xml import Element, qualified

_P, _TBL = qualified("w:p"), qualified("w:tbl")
_STYLE, _VAL = qualified("w:pStyle"), qualified("w:val")
# Of the average character and of a single line, in the size of the font, by sans serif or not: Calibri and Cambria.
_WIDTH = {True: 0.41, False: 0.405}
_HEIGHT = {True: 1.22, False: 1.172}
_BOLD = 1.1  # bold letters are wider
_RAGGED = 3  # characters that fit in a line no more, since a word does not
_RESERVED_LINES = 4  # what has to follow a heading on its page, in lines of the heading


@dataclass(frozen=True)
class _Metrics:
    """A style in twips."""

    character: float
    line: float
    before: int
    after: int
    left: int
    right: int
    keeps_next: bool


class _Sheet:
    """The page being filled."""

    def __init__(self) -> None:
        self.number = 0
        self.used = 0.0
        self.gap = 0  # below what was put last
        self.marks: dict[str, int] = {}

    def turn(self) -> None:
        self.number, self.used, self.gap = self.number + 1, 0.0, 0

    def put(self, height: float, *, before: int = 0, reserve: float = 0) -> None:
        """Something that does not break; `reserve` is what has to fit below it on the same page.

        Of the gaps below one paragraph and above the next, the larger one stands.
        """
        gap = max(self.gap, before) if self.used else 0
        if self.used and self.used + gap + height + reserve > TEXT_HEIGHT:
            self.turn()
            gap = 0
        self.used += gap + height
        self.gap = 0


def bookmark_pages(stretches: Sequence[Sequence[Element]]) -> dict[str, int]:
    """The page of each bookmark, when each stretch of elements starts on a new page and the first is page 1."""
    sheet = _Sheet()
    for elements in stretches:
        sheet.turn()
        for element in elements:
            if element.tag == _TBL:
                _put_table(sheet, element)
            elif element.tag == _P:
                _put_paragraph(sheet, element)
    return sheet.marks


def _put_paragraph(sheet: _Sheet, element: Element) -> None:
    metrics = _metrics()[_style(element)]
    picture = _picture_height(element)
    lines = 0 if picture else _lines(element, metrics, TEXT_WIDTH)
    height = picture + lines * metrics.line
    if metrics.keeps_next or picture:
        reserve = _RESERVED_LINES * metrics.line if metrics.keeps_next else 0
        sheet.put(height, before=metrics.before, reserve=reserve)
        _mark(sheet, element)
    else:
        sheet.put(min(lines, 2) * metrics.line, before=metrics.before)
        _mark(sheet, element)
        for _ in range(lines - 2):
            sheet.put(metrics.line)
    sheet.gap = metrics.after


def _mark(sheet: _Sheet, element: Element) -> None:
    for start in element.iterchildren(qualified("w:bookmarkStart")):
        sheet.marks[str(start.get(qualified("w:name")))] = sheet.number


def _put_table(sheet: _Sheet, table: Element) -> None:
    for row in table.iterchildren(qualified("w:tr")):
        sheet.put(max(_cell_height(cell) for cell in row.iterchildren(qualified("w:tc"))))


def _cell_height(cell: Element) -> float:
    width = next(cell.iter(qualified("w:tcW")))
    paragraph = next(cell.iterchildren(_P))
    metrics = _metrics()[_style(paragraph)]
    lines = _lines(paragraph, metrics, int(width.get(qualified("w:w"), "0")) - 220)
    return metrics.before + lines * metrics.line + metrics.after


def _lines(element: Element, metrics: _Metrics, width: int) -> int:
    characters = sum(len(text.text or "") for text in element.iter(qualified("w:t")))
    breaks = sum(1 for _ in element.iter(qualified("w:br")))
    available = max(width - metrics.left - metrics.right - _RAGGED * metrics.character, metrics.character)
    return breaks + max(1, math.ceil(characters * metrics.character / available))


def _picture_height(element: Element) -> int:
    return sum(int(extent.get("cy", "0")) // EMU_PER_TWIP for extent in element.iter(qualified("wp:extent")))


def _style(element: Element) -> str:
    return next((str(style.get(_VAL)) for style in element.iter(_STYLE)), "Normal")


@cache
def _metrics() -> dict[str, _Metrics]:
    """The metrics of each paragraph style, what it inherits included."""
    values: dict[str, dict[str, str]] = {}
    for style in document_styles():
        own = {
            f"{str(part.tag).rpartition('}')[2]}.{str(name).rpartition('}')[2]}": str(value)
            for part in (*style.paragraph, *style.run)
            for name, value in (*part.attrib.items(), ("present", "1"))
        }
        values[style.identifier] = values.get(style.based_on, {}) | own
    return {name: _measured(value) for name, value in values.items()}


def _measured(value: dict[str, str]) -> _Metrics:
    size = int(value.get("sz.val", "22")) * 10
    sans = value.get("rFonts.ascii") == SANS
    spacing = int(value.get("spacing.line", "276"))
    exact = value.get("spacing.lineRule") == "exact"
    return _Metrics(
        character=size * _WIDTH[sans] * (_BOLD if value.get("b.val") == "1" else 1),
        line=spacing if exact else size * _HEIGHT[sans] * spacing / 240,
        before=int(value.get("spacing.before", "0")),
        after=int(value.get("spacing.after", "0")),
        left=int(value.get("ind.left", "0")),
        right=int(value.get("ind.right", "0")),
        keeps_next="keepNext.present" in value and value.get("keepNext.val") != "0",
    )

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
from document.renderers.docx.styles import SANS, make_document_styles
from document.renderers.docx.xml import Element, qualify_name

_P, _TBL = qualify_name("w:p"), qualify_name("w:tbl")
_STYLE, _VAL = qualify_name("w:pStyle"), qualify_name("w:val")
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


class _Page:
    """The page being filled."""

    def __init__(self) -> None:
        self.number = 0
        self.used = 0.0
        self.gap = 0  # below the last paragraph
        self.bookmarks: dict[str, int] = {}

    def start_page(self) -> None:
        self.number, self.used, self.gap = self.number + 1, 0.0, 0

    def add_height(self, height: float, *, before: int = 0, reserve: float = 0) -> None:
        """Something that does not break; `reserve` is what has to fit below it on the same page.

        Of the gaps below one paragraph and above the next, the larger one stands.
        """
        gap = max(self.gap, before) if self.used else 0
        if self.used and self.used + gap + height + reserve > TEXT_HEIGHT:
            self.start_page()
            gap = 0
        self.used += gap + height
        self.gap = 0


def estimate_bookmark_pages(sections: Sequence[Sequence[Element]]) -> dict[str, int]:
    """The page of each bookmark, when each section starts on a new page and the first is page 1."""
    page = _Page()
    for elements in sections:
        page.start_page()
        for element in elements:
            if element.tag == _TBL:
                _put_table(page, element)
            elif element.tag == _P:
                _put_paragraph(page, element)
    return page.bookmarks


def _put_paragraph(page: _Page, element: Element) -> None:
    metrics = _get_metrics()[_get_style_name(element)]
    picture = _measure_picture(element)
    lines = 0 if picture else _count_lines(element, metrics, TEXT_WIDTH)
    height = picture + lines * metrics.line
    if metrics.keeps_next or picture:
        reserve = _RESERVED_LINES * metrics.line if metrics.keeps_next else 0
        page.add_height(height, before=metrics.before, reserve=reserve)
        _record_bookmarks(page, element)
    else:
        page.add_height(min(lines, 2) * metrics.line, before=metrics.before)
        _record_bookmarks(page, element)
        for _ in range(lines - 2):
            page.add_height(metrics.line)
    page.gap = metrics.after


def _record_bookmarks(page: _Page, element: Element) -> None:
    for start in element.iterchildren(qualify_name("w:bookmarkStart")):
        page.bookmarks[str(start.get(qualify_name("w:name")))] = page.number


def _put_table(page: _Page, table: Element) -> None:
    for row in table.iterchildren(qualify_name("w:tr")):
        page.add_height(max(_measure_cell(cell) for cell in row.iterchildren(qualify_name("w:tc"))))


def _measure_cell(cell: Element) -> float:
    width = next(cell.iter(qualify_name("w:tcW")))
    paragraph = next(cell.iterchildren(_P))
    metrics = _get_metrics()[_get_style_name(paragraph)]
    lines = _count_lines(paragraph, metrics, int(width.get(qualify_name("w:w"), "0")) - 220)
    return metrics.before + lines * metrics.line + metrics.after


def _count_lines(element: Element, metrics: _Metrics, width: int) -> int:
    characters = sum(len(text.text or "") for text in element.iter(qualify_name("w:t")))
    breaks = sum(1 for _ in element.iter(qualify_name("w:br")))
    available = max(width - metrics.left - metrics.right - _RAGGED * metrics.character, metrics.character)
    return breaks + max(1, math.ceil(characters * metrics.character / available))


def _measure_picture(element: Element) -> int:
    return sum(int(extent.get("cy", "0")) // EMU_PER_TWIP for extent in element.iter(qualify_name("wp:extent")))


def _get_style_name(element: Element) -> str:
    return next((str(style.get(_VAL)) for style in element.iter(_STYLE)), "Normal")


@cache
def _get_metrics() -> dict[str, _Metrics]:
    """The metrics of each paragraph style, what it inherits included."""
    values: dict[str, dict[str, str]] = {}
    for style in make_document_styles():
        own = {
            f"{str(part.tag).rpartition('}')[2]}.{str(name).rpartition('}')[2]}": str(value)
            for part in (*style.paragraph, *style.run)
            for name, value in (*part.attrib.items(), ("present", "1"))
        }
        values[style.identifier] = values.get(style.based_on, {}) | own
    return {name: _compute_metrics(value) for name, value in values.items()}


def _compute_metrics(value: dict[str, str]) -> _Metrics:
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

"""Tables: a caption that stays with them, a header row that comes back on each page, widths by weight."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from document.blocks import Align, Column, Inlines, Table, extract_text
from document.renderers.docx.inlines import render_inlines
from document.renderers.docx.layout import MEASURE, TEXT_WIDTH
from document.renderers.docx.paragraphs import make_paragraph, place_paragraph
from document.renderers.docx.place import Place
from document.renderers.docx.xml import Element, node

# A table of few columns is as wide as the text; one of many takes the whole page.
_COLUMNS_IN_MEASURE = 3
# A row with a cell longer than this may break over the page.
_LONG_CELL = 500
# A table of no more rows than this stays on one page.
_SHORT_TABLE = 8


def render_table(block: Table, place: Place, *, keep_next: bool = False) -> Iterator[Element]:
    """The caption, the table, and the paragraph that Word wants after it.

    With `keep_next` the last row stays on the page of what follows.
    """
    if block.caption:
        yield place_paragraph("Caption", render_inlines(block.caption, place), place)
    if block.columns:
        yield _make_table(block, place, keep_next=keep_next)
        yield make_paragraph("TableEnd", (), *([node("w:keepNext")] if keep_next else []))


def _make_table(block: Table, place: Place, *, keep_next: bool) -> Element:
    widths = _compute_widths(block, place)
    head = _make_row([column.heading for column in block.columns], block, widths, place, head=True)
    last = len(block.rows) - 1
    together = len(block.rows) <= _SHORT_TABLE
    rows = [
        _make_row(_pad_row(row, block), block, widths, place, kept=keep_next if position == last else together)
        for position, row in enumerate(block.rows)
    ]
    grid = node("w:tblGrid", *(node("w:gridCol", w=width) for width in widths))
    return node("w:tbl", _make_properties(block, sum(widths), place), grid, head, *rows)


def _make_properties(block: Table, width: int, place: Place) -> Element:
    title = extract_text(block.caption)
    headings = ", ".join(extract_text(column.heading) for column in block.columns)
    look = node(
        "w:tblLook", val="06A0" if block.row_headings else "0620", firstRow=1, lastRow=0,
        firstColumn=int(block.row_headings), lastColumn=0, noHBand=1, noVBand=1,
    )  # fmt: skip
    return node(
        "w:tblPr",
        node("w:tblStyle", val="ReportTable"),
        node("w:tblW", w=width, type="dxa"),
        node("w:tblInd", w=place.indent, type="dxa"),
        node("w:tblLayout", type="fixed"),
        look,
        *([node("w:tblCaption", val=title)] if title else []),
        node("w:tblDescription", val=headings),
    )


def _compute_widths(block: Table, place: Place) -> list[int]:
    """The widths by weight; what rounding leaves is spread, so that they add up to the whole."""
    whole = (MEASURE if len(block.columns) <= _COLUMNS_IN_MEASURE else TEXT_WIDTH) - place.indent
    weights = [max(column.weight, 1) for column in block.columns]
    ends = [whole * reached // sum(weights) for reached in accumulate(weights)]
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]


def _pad_row(row: tuple[Inlines, ...], block: Table) -> list[Inlines]:
    return [*row, *[()] * (len(block.columns) - len(row))][: len(block.columns)]


def _make_row(
    cells: list[Inlines], block: Table, widths: list[int], place: Place, *, head: bool = False, kept: bool = False
) -> Element:
    properties = [node("w:tblHeader")] if head else []
    if all(len(extract_text(cell)) <= _LONG_CELL for cell in cells):
        properties.append(node("w:cantSplit"))
    written = [
        _make_cell(cell, _get_style_name(column, head=head), width, place, kept=kept)
        for cell, column, width in zip(cells, block.columns, widths, strict=True)
    ]
    return node("w:tr", *([node("w:trPr", *properties)] if properties else []), *written)


def _make_cell(content: Inlines, style: str, width: int, place: Place, *, kept: bool) -> Element:
    keep = (node("w:keepNext"),) if kept else ()
    return node(
        "w:tc",
        node("w:tcPr", node("w:tcW", w=width, type="dxa")),
        make_paragraph(style, render_inlines(content, place), *keep),
    )


def _get_style_name(column: Column, *, head: bool) -> str:
    name = "TableNumber" if column.align is Align.END else "Table"
    if head:
        return f"{name}Heading"
    return name if column.align is Align.END else "TableText"

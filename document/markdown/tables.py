"""Tables: with upright strokes and a row of hyphens under the header, or with tabs, as spreadsheets are pasted."""

from __future__ import annotations

import re
from collections.abc import Sequence

from document.blocks import Align, Column, Inlines, Table
from document.markdown.inlines import read_inlines
from document.markdown.marks import Line, is_lettered, read_heading, read_mark

_RULE = re.compile(r"\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?")
_NUMBER = re.compile(r"[-−+–]?\d[\d\s.,\u00a0\u202f]*[%€]?|[-–—]?")


def read_table(lines: Sequence[Line], start: int) -> tuple[Table, int] | None:
    """The table that starts at a line, with the line after it; None where none starts there."""
    return _read_piped_table(lines, start) or _read_tabbed_table(lines, start)


def _read_piped_table(lines: Sequence[Line], start: int) -> tuple[Table, int] | None:
    rule = lines[start + 1].words if start + 1 < len(lines) else ""
    if "|" not in lines[start].words or not _RULE.fullmatch(rule):
        return None
    head, marks = _split_cells(lines[start].words), _split_cells(rule)
    if len(head) != len(marks):
        return None
    end = start + 2
    while end < len(lines) and "|" in lines[end].words:
        end += 1
    rows = [_split_cells(line.words) for line in lines[start + 2 : end]]
    at_end = [mark.endswith(":") and not mark.startswith(":") for mark in marks]
    return _make_table(head, rows, at_end), end


def _split_cells(words: str) -> list[str]:
    return [cell.strip() for cell in words.removeprefix("|").removesuffix("|").split("|")]


def _read_tabbed_table(lines: Sequence[Line], start: int) -> tuple[Table, int] | None:
    """Two lines or more with as many tabs each. Where every first cell is empty, the tab is an indent."""
    width = lines[start].typed.count("\t")
    end = start
    while end < len(lines) and _is_row(lines[end], width):
        end += 1
    rows = [[cell.strip() for cell in line.typed.split("\t")] for line in lines[start:end]]
    if len(rows) < 2 or not any(row[0] for row in rows):
        return None
    head, *body = rows
    at_end = [all(_NUMBER.fullmatch(row[place]) for row in body) for place in range(width + 1)]
    return _make_table(head, body, at_end), end


def _is_row(line: Line, width: int) -> bool:
    return (
        "\t" in line.words
        and line.typed.count("\t") == width
        and not (read_mark(line) or read_heading(line) or is_lettered(line))
    )


def _make_table(head: list[str], rows: list[list[str]], at_end: list[bool]) -> Table:
    """As wide as its widest row: a cell too many is no reason to lose it."""
    width = max(len(row) for row in (head, *rows))
    columns = tuple(
        Column(_make_cell(head, place), Align.END if place < len(at_end) and at_end[place] else Align.START)
        for place in range(width)
    )
    return Table((), columns, tuple(tuple(_make_cell(row, place) for place in range(width)) for row in rows))


def _make_cell(row: list[str], place: int) -> Inlines:
    return read_inlines(row[place]) if place < len(row) else ()

"""How a line begins that is more than words: the mark of a list item, of a heading."""

from __future__ import annotations

import re
from dataclasses import dataclass

_GAP = "[ \t\u00a0\u202f]"
_CONTENT = r"(?P<content>\S.*)"
_HEADING = re.compile(rf"#{{1,6}}{_GAP}+{_CONTENT}")
# A year, or any number of three digits and more, begins a sentence; so does one with a zero before it.
_NUMBERED = re.compile(rf"(?P<number>0|[1-9]\d?)(?P<sign>[.)]){_GAP}+{_CONTENT}")
_BULLETED = re.compile(rf"(?P<sign>[-*·]){_GAP}+{_CONTENT}")
# What Word, mail programs and web pages put on the clipboard for the bullets of a list, those of its symbol fonts
# (private use characters) among them.
_BULLET_SIGN = re.compile(rf"(?P<sign>[•●▪■◦○‣⁃∙\uf0a7\uf0a8\uf0b7\uf0d8\uf0e0\uf0fc]){_GAP}*{_CONTENT}")
# Letters and dashes that stand for a bullet only where a tab follows, as on the clipboard of Word.
_TABBED_SIGN = re.compile(rf"(?P<sign>[–—*oO§üØ])\t{_GAP}*{_CONTENT}")
_LETTERED = re.compile(r"\(?(?:[^\W_]|[ivxIVX]{1,5}|\d{1,2})[.)]\t")

# Word numbers the levels of a pasted list by their signs, not by an indent.
_DEEPER_SIGNS = {"◦": 1, "○": 1, "o": 1, "O": 1, "▪": 2, "■": 2, "§": 2, "\uf0a7": 2}
DEEPER = 2
"""By how many columns a line stands further right than an item to be inside it."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text: at which column its words start, its words, and all of it as it was typed."""

    column: int
    words: str
    typed: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The beginning of a list item. `number` is None after a bullet; `is_sure` where it makes a list by itself."""

    column: int
    sign: str
    number: int | None
    content: str
    is_sure: bool


def read_line(typed: str) -> Line:
    """A line, its column counted with tabs of four."""
    words = typed.strip()
    column = 0
    for character in typed[: len(typed) - len(typed.lstrip())]:
        column += 4 - column % 4 if character == "\t" else 1
    return Line(column, words, typed)


def read_heading(line: Line) -> str:
    """The words of a heading; empty where the line is none."""
    found = _HEADING.fullmatch(line.words)
    return found["content"] if found else ""


def read_mark(line: Line) -> Mark | None:
    """The mark with which the line begins an item of a list, if it does."""
    if numbered := _NUMBERED.fullmatch(line.words):
        return Mark(line.column, numbered["sign"], int(numbered["number"]), numbered["content"], is_sure=True)
    if tabbed := _TABBED_SIGN.fullmatch(line.words):
        return _read_bullet(line, tabbed, is_sure=True)
    if found := _BULLETED.fullmatch(line.words) or _BULLET_SIGN.fullmatch(line.words):
        # One star before a line is the call of a note ("* provisional"), several are a list.
        return _read_bullet(line, found, is_sure=found["sign"] != "*")
    return None


def _read_bullet(line: Line, found: re.Match[str], *, is_sure: bool) -> Mark:
    column = line.column + DEEPER * _DEEPER_SIGNS.get(found["sign"], 0)
    return Mark(column, found["sign"], None, found["content"], is_sure)


def is_lettered(line: Line) -> bool:
    """Whether the line is an item "a." of a list that Word numbered by letters: no row of a table."""
    return bool(_LETTERED.match(line.words))

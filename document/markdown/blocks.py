"""The blocks of a text: paragraphs, headings, lists and tables, by how their lines begin."""

from __future__ import annotations

from collections.abc import Sequence

from document.blocks import Block, Blocks, List, ListItem, Paragraph, ParagraphStyle
from document.markdown.inlines import read_inlines
from document.markdown.marks import DEEPER, Line, Mark, read_heading, read_line, read_mark
from document.markdown.tables import read_table

# Lists deeper than this are words inside the deepest.
_DEEPEST = 20


def read_blocks(source: str) -> Blocks:
    """The blocks of a text, headings as labels."""
    return _read_lines([read_line(typed) for typed in source.splitlines()], depth=0)


def _read_lines(lines: Sequence[Line], *, depth: int, begins_item: bool = False) -> Blocks:
    """The blocks of lines. The first line of an item is words or a heading, whatever it looks like."""
    blocks: list[Block] = []
    place = 0
    while place < len(lines):
        is_words = begins_item and place == 0
        table = None if is_words else read_table(lines, place)
        mark = None if is_words or depth > _DEEPEST else _find_starting_mark(lines, place)
        if not lines[place].words:
            place += 1
        elif heading := read_heading(lines[place]):
            blocks.append(Paragraph(read_inlines(heading), ParagraphStyle.LABEL))
            place += 1
        elif table:
            blocks.append(table[0])
            place = table[1]
        elif mark:
            items, place = _read_list(lines, place, mark, depth)
            blocks.append(items)
        else:
            end = _find_paragraph_end(lines, place)
            blocks.append(Paragraph(read_inlines("\n".join(line.words for line in lines[place:end]))))
            place = end
    return tuple(blocks)


def _find_paragraph_end(lines: Sequence[Line], start: int) -> int:
    """The line after a paragraph: an empty one, or one that begins something else.

    Of the numbers only 1 begins a list there: any other may well be the number at which a line was broken.
    """
    for place in range(start + 1, len(lines)):
        mark = _find_starting_mark(lines, place)
        if not lines[place].words or read_heading(lines[place]) or (mark and mark.number in (None, 1)):
            return place
        if read_table(lines, place):
            return place
    return len(lines)


def _find_starting_mark(lines: Sequence[Line], place: int) -> Mark | None:
    """The mark of the list that starts at a line, if one does."""
    mark = read_mark(lines[place])
    if not mark or mark.is_sure:
        return mark
    following, _ = _find_item_end(lines, place, mark)
    return mark if following else None


def _read_list(lines: Sequence[Line], start: int, first: Mark, depth: int) -> tuple[List, int]:
    """The list that starts at a line, and the line after it."""
    items = []
    mark: Mark | None = first
    place = start
    while mark:
        following, end = _find_item_end(lines, place, mark)
        words = Line(0, mark.content, mark.content)
        items.append(ListItem(_read_lines([words, *lines[place + 1 : end]], depth=depth + 1, begins_item=True)))
        mark, place = following, end
    if first.number is None:
        return List(tuple(items)), place
    return List(tuple(items), ordered=True, start=first.number, sign=")" if first.sign == ")" else "."), place


def _find_item_end(lines: Sequence[Line], start: int, mark: Mark) -> tuple[Mark | None, int]:
    """The mark of the next item of the same list, if there is one, and the line after this item.

    What stands further right than its mark is inside an item, after an empty line too.
    """
    end = start + 1
    for place in range(start + 1, len(lines)):
        line = lines[place]
        if not line.words:
            continue
        following = read_mark(line)
        column = following.column if following else line.column
        if column < mark.column + DEEPER:
            return (following, place) if following and _is_next_item(mark, following) else (None, end)
        end = place + 1
    return None, end


def _is_next_item(mark: Mark, following: Mark) -> bool:
    """Whether an item is the next one of the same list: numbers go on by one, so that none is ever changed."""
    if abs(mark.column - following.column) >= DEEPER or mark.sign != following.sign:
        return False
    return mark.number is None or following.number == mark.number + 1

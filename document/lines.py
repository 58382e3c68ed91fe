"""The words of blocks as plain lines, for where no block can stand: a cell of a data sheet, a comparison in a test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from document.blocks import Block, Blocks, Callout, Chart, Definition, Image, List, Paragraph, Section, Table, plain


def lines(blocks: Blocks) -> Iterator[str]:
    """Each paragraph, list item, table row and heading as one line of plain words, in reading order.

    An item keeps its number.
    """
    for block in blocks:
        yield from _lines(block)


def plain_text(blocks: Blocks) -> str:
    """The lines of the blocks, one below the other."""
    return "\n".join(lines(blocks))


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield plain(block.content)
        case Section():
            yield plain(block.heading.content)
            yield from lines(block.blocks)
        case List():
            for number, item in enumerate(block.items, block.start):
                first, *others = [*lines(item.blocks)] or [""]
                yield f"{number}{block.sign} {first}" if block.ordered else first
                yield from others
        case Definition():
            for definition in block.items:
                yield plain(definition.term)
                yield from lines(definition.blocks)
        case Table():
            yield from filter(None, [plain(block.caption)])
            yield " | ".join(plain(column.heading) for column in block.columns)
            for row in block.rows:
                yield " | ".join(plain(cell) for cell in row)
        case Callout():
            yield plain(block.title)
            yield from lines(block.blocks)
        case Chart():
            yield f"{block.title} ({block.description})"
        case Image():
            yield block.alternative
        case _:
            assert_never(block)

"""The words of blocks as plain lines, for where no block can stand: a cell of a data sheet, a comparison in a test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from document.blocks import (
    Block,
    Blocks,
    Callout,
    Chart,
    Definition,
    Image,
    List,
    Paragraph,
    Section,
    Table,
    extract_text,
)


def extract_lines(blocks: Blocks) -> Iterator[str]:
    """Each paragraph, list item, table row and heading as one line of plain words, in reading order.

    An item keeps its number.
    """
    for block in blocks:
        yield from _extract_block_lines(block)


def join_lines(blocks: Blocks) -> str:
    """The lines of the blocks, one below the other."""
    return "\n".join(extract_lines(blocks))


def _extract_block_lines(block: Block) -> Iterator[str]:
    match block:
        case Paragraph():
            yield extract_text(block.content)
        case Section():
            yield extract_text(block.heading.content)
            yield from extract_lines(block.blocks)
        case List():
            for number, item in enumerate(block.items, block.start):
                first, *others = [*extract_lines(item.blocks)] or [""]
                yield f"{number}{block.sign} {first}" if block.ordered else first
                yield from others
        case Definition():
            for definition in block.items:
                yield extract_text(definition.term)
                yield from extract_lines(definition.blocks)
        case Table():
            yield from filter(None, [extract_text(block.caption)])
            yield " | ".join(extract_text(column.heading) for column in block.columns)
            for row in block.rows:
                yield " | ".join(extract_text(cell) for cell in row)
        case Callout():
            yield extract_text(block.title)
            yield from extract_lines(block.blocks)
        case Chart():
            yield f"{block.title} ({block.description})"
        case Image():
            yield block.alternative
        case _:
            assert_never(block)

"""What is typed in a text, read into blocks: paragraphs, lists, headings, tables, bold, italic and links.

Every other sign is shown as it was typed, so is mark-up that is none here. `docs/dataset.md` ("What can be typed")
tells it to who writes.
"""

from __future__ import annotations

from document.blocks import Blocks, Inlines
from document.markdown.blocks import read_blocks
from document.markdown.characters import strip_control
from document.markdown.inlines import read_inlines
from document.markdown.sections import fold_sections

__all__ = ["parse_inline", "parse_markdown", "strip_control"]


def parse_markdown(source: str, *, anchor: str = "", sections: bool = True) -> Blocks:
    """Read a text into blocks.

    Headings open sections whose anchors start with `anchor`; where no section can stand (a list item, a callout),
    `sections=False` turns them into labels.
    """
    blocks = read_blocks(strip_control(source))
    return fold_sections(blocks, anchor) if sections else blocks


def parse_inline(source: str) -> Inlines:
    """Read one line (a note) into inline content."""
    return read_inlines(" ".join(strip_control(source).splitlines()))

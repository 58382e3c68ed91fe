"""The headings among blocks, folded into sections."""

from __future__ import annotations

from document.blocks import Block, Blocks, Heading, Paragraph, ParagraphStyle, Section, extract_text
from document.slugs import make_unique_slug, slugify


def fold_sections(blocks: Blocks, anchor: str) -> Blocks:
    """Fold the labels among `blocks` into sections, numbered where two would have the same anchor."""
    before: list[Block] = []
    folded: list[tuple[Paragraph, list[Block]]] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.style is ParagraphStyle.LABEL:
            folded.append((block, []))
        elif folded:
            folded[-1][1].append(block)
        else:
            before.append(block)
    taken = {anchor, ""}
    sections = []
    for label, under in folded:
        name = make_unique_slug(f"{anchor}-{slugify(extract_text(label.content)) or 'part'}".strip("-"), taken)
        sections.append(Section(Heading(label.content, name), tuple(under)))
    return (*before, *sections)

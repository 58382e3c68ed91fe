"""Looking into a built document by its headings."""

from document.blocks import Section, extract_text
from document.lines import extract_lines


def outline(document):
    """Each heading as "1 Volet 1 Title", indented by its depth, in reading order."""
    return list(_outline(document.sections, 0))


def _outline(blocks, depth):
    for block in blocks:
        if isinstance(block, Section):
            yield "  " * depth + f"{block.heading.label} {extract_text(block.heading.content)}".strip()
            yield from _outline(block.blocks, depth + 1)


def section(document, anchor):
    """The section of that anchor, wherever it stands; None when there is none."""
    return _find(document.sections, anchor)


def _find(blocks, anchor):
    for block in blocks:
        if isinstance(block, Section):
            if block.heading.anchor == anchor:
                return block
            if found := _find(block.blocks, anchor):
                return found
    return None


def words(document, anchor):
    """The lines of the section of that anchor."""
    return list(extract_lines(section(document, anchor).blocks))

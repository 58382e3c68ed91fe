"""The page of the Word document: A4, in twentieths of a point ("twips") as Word counts."""

from __future__ import annotations

TWIPS_PER_POINT = 20
EMU_PER_TWIP = 635

PAGE_WIDTH = 11906
PAGE_HEIGHT = 16838
MARGIN = 1418  # 2.5 cm
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
TEXT_HEIGHT = PAGE_HEIGHT - 2 * MARGIN

# Running text stops short of the right margin, for a line that can be read; tables may take the whole width.
OUTER = 2268  # 4 cm
MEASURE = TEXT_WIDTH - OUTER

LIST_STEP = 360
LIST_LEVELS = 9  # what Word knows; three of them have a style
STYLED_LIST_LEVELS = 3
CALLOUT_INDENT = 200  # the rule of a list in a callout has to reach the rule of its text: at most 31 points
DEFINITION_INDENT = 2100
DEEPEST_INDENT = MEASURE - 2268  # however deep something stands, 4 cm are left for its text


def get_list_indent(level: int) -> int:
    """Where the text of a list item starts, its level counted from 0."""
    return (level + 1) * LIST_STEP

"""How the width of a table is shared out among its columns."""

from __future__ import annotations

import re

from document.blocks import Table, extract_text

# About what a line of a table holds, in characters; a column may claim at most LONGEST of them for one word.
LINE = 70
LONGEST = 14
_GUTTER = 2

# No-break spaces are not among them.
_BREAKS = re.compile(r"[ \n/]+")


def share_width(table: Table) -> list[int]:
    """The width of each column in characters: by weight, and never less than its longest word while there is room."""
    least = [_get_least_width(table, position) for position in range(len(table.columns))]
    weights = [max(column.weight, 1) for column in table.columns]
    widths = dict.fromkeys(range(len(least)), 0)
    free, open_columns = LINE, set(widths)
    while open_columns:
        total = sum(weights[position] for position in open_columns)
        widths |= {position: round(free * weights[position] / total) for position in open_columns}
        tight = {position for position in open_columns if widths[position] < least[position]}
        if not tight or sum(least) > LINE:
            break
        widths |= {position: least[position] for position in tight}
        free -= sum(least[position] for position in tight)
        open_columns -= tight
    return [max(width, 1) for width in widths.values()]


def _get_least_width(table: Table, position: int) -> int:
    cells = [table.columns[position].heading, *(row[position] for row in table.rows if position < len(row))]
    words = (word for cell in cells for word in _BREAKS.split(extract_text(cell)))
    return min(max(map(len, words), default=0), LONGEST) + _GUTTER

"""The logo: the 19 communes as tiles, the City of Brussels in red."""

from __future__ import annotations

from document.palette import ACCENT, CENTRE, SIGNAL, TILES
from document.renderers.html.markup import Markup, element

_TILE = 9  # of the ten units of its place


def render_logo(size: int) -> Markup:
    """The logo as an `<svg>` of so many pixels, for the eye only."""
    others = "".join(_draw_tile(row, column) for row, column in TILES if (row, column) != CENTRE)
    return element(
        "svg",
        element("path", d=others, fill=ACCENT, class_="tiles"),
        element("path", d=_draw_tile(*CENTRE), fill=SIGNAL, class_="centre"),
        class_="mark",
        viewBox="0 0 49 49",
        width=size,
        height=size,
        aria_hidden="true",
    )


def _draw_tile(row: int, column: int) -> str:
    return f"M{10 * (column - 1)} {10 * (row - 1)}h{_TILE}v{_TILE}h-{_TILE}z"

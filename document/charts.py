"""Bar charts as SVG: presentation attributes only, so that they hold under a strict CSP and inside a PDF."""

from __future__ import annotations

from decimal import Decimal
from xml.sax.saxutils import escape

from document.blocks import Bar, Chart
from document.palette import INK, STRONG_LINE

BAR_WIDTH = 64
GAP = 34
PLOT_HEIGHT = 150
MARGIN = 16
LABEL_HEIGHT = 26
VALUE_HEIGHT = 22
FONT = "Libertinus Serif, Georgia, serif"


def draw_bar_chart(chart: Chart, *, colour: str, identifier: str) -> str:
    """The chart as an `<svg>` element with its title and description.

    `identifier` is unique on the page: the title and the description are found by it. Values below zero have no
    place on this chart; the tallest bar takes the whole height.
    """
    width = 2 * MARGIN + len(chart.bars) * BAR_WIDTH + max(len(chart.bars) - 1, 0) * GAP
    height = VALUE_HEIGHT + PLOT_HEIGHT + LABEL_HEIGHT
    base = VALUE_HEIGHT + PLOT_HEIGHT
    highest = max((bar.value for bar in chart.bars), default=Decimal(0))
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}"'
        f' role="img" aria-labelledby="{identifier}-title {identifier}-description"'
        f' font-family="{FONT}" font-size="16" text-anchor="middle">'
    )
    parts = [
        opening,
        f'<title id="{identifier}-title">{escape(chart.title)}</title>',
        f'<desc id="{identifier}-description">{escape(chart.description)}</desc>',
    ]
    for position, bar in enumerate(chart.bars):
        left = MARGIN + position * (BAR_WIDTH + GAP)
        parts += _draw_bar(bar, left=left, base=base, highest=highest, colour=colour)
    parts += [f'<path d="M0 {base}H{width}" stroke="{STRONG_LINE}"/>', "</svg>"]
    return "".join(parts)


def _draw_bar(bar: Bar, *, left: int, base: int, highest: Decimal, colour: str) -> list[str]:
    height = round(PLOT_HEIGHT * bar.value / highest, 1) if highest > 0 and bar.value > 0 else Decimal(0)
    middle = left + BAR_WIDTH // 2
    return [
        f'<rect x="{left}" y="{base - height}" width="{BAR_WIDTH}" height="{height}" fill="{colour}"/>',
        f'<text x="{middle}" y="{base - height - 7}" fill="{INK}">{escape(bar.text)}</text>',
        f'<text x="{middle}" y="{base + 20}" fill="{INK}">{escape(bar.label)}</text>',
    ]

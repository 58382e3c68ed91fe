"""Bar charts of the site as SVG drawings, each with its table: `components/chart.html`, `chart_table.html`.

Here they are data: markup and colours are the components' and `figures.css`'s. A drawing is 288 units wide, which is
what a telephone of 320 pixels gives it: one unit is then one pixel, and wider screens only make it larger. So no text
is ever smaller than 12 pixels, and what is too much for columns side by side stands in rows.
"""

from dataclasses import dataclass
from textwrap import wrap

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from document.numbers import format_number
from initiatives.models import Qualifier
from initiatives.wording.evidence import format_in_unit
from initiatives.wording.evidence import format_value as words_of

__all__ = ["BarChart", "Group", "draw_grouped_chart", "draw_yearly_chart"]

WIDTH = 288
TEXT = 12
LETTER = 8  # the room that a letter takes, on the safe side
NO_FIGURE = "–"

MOST_COLUMNS = 6
MOST_QUALIFIED_COLUMNS = 4  # the qualifier stands above its number
WIDEST_COLUMN = 56
PLOT_HEIGHT = 132
LINE = 16

BAR_HEIGHT = 14
ROW = 22
LETTERS_A_LINE = 36


@dataclass(frozen=True)
class Bar:
    """A bar with its texts, each a tuple of (words, x, y). Without a figure it has no height or no width."""

    x: int
    y: int
    width: int
    height: int
    label: tuple
    texts: tuple
    is_hollow: bool = False


@dataclass(frozen=True)
class DrawnGroup:
    volet: int | None
    heading: tuple  # lines of (words, x, y)
    bars: tuple


@dataclass(frozen=True)
class BarChart:
    """`headings` and `rows` are its table; the first cell of a row names it."""

    identifier: str
    title: str
    description: str
    height: int
    in_columns: bool
    axis: str
    groups: tuple
    headings: tuple
    rows: tuple
    width: int = WIDTH


@dataclass(frozen=True)
class Group:
    """Bars that belong together, such as the periods of a volet: (label, number or None) each, in order."""

    title: str
    bars: tuple
    volet: int | None = None


def draw_yearly_chart(figures, *, title, identifier, volet=None):
    """A bar a year, from the first to the last; a year without a figure keeps its place.

    The figures count one thing, one figure a year at most: ValueError otherwise. `volet` is the number that gives the
    colour. `identifier` is unique on the page.
    """
    language = get_language()
    by_year = {figure.year: figure for figure in figures}
    if None in by_year or not by_year or len(by_year) != len(figures):
        raise ValueError("A yearly chart shows one figure a year.")
    years = range(min(by_year), max(by_year) + 1)
    qualified = any(figure.qualifier != Qualifier.EXACT for figure in by_year.values())
    in_columns = len(years) <= (MOST_QUALIFIED_COLUMNS if qualified else MOST_COLUMNS)
    entries = [_build_entry(year, by_year.get(year), language, in_columns) for year in years]
    values = [words_of(by_year[year], language) if year in by_year else _("no figure") for year in years]
    in_year = _("%(value)s in %(year)s")
    described = [in_year % {"value": said, "year": year} for year, said in zip(years, values, strict=True)]
    groups, axis, height = _draw_columns(entries) if in_columns else _draw_rows([("", entries)])
    return BarChart(
        identifier=identifier,
        title=title,
        description=", ".join(described),
        height=height,
        in_columns=in_columns,
        axis=axis,
        groups=tuple(DrawnGroup(volet, heading, bars) for heading, bars in groups),
        headings=(_("Year"), _("Value")),
        rows=tuple((str(year), said) for year, said in zip(years, values, strict=True)),
    )


def draw_grouped_chart(groups, *, title, identifier, heading):
    """Groups of bars, one under the other, each bar with its label and its number; all have the same labels.

    The last bar of a group is full, those before it are hollow: the eye finds the present. `heading` says in the table
    what a group is. `identifier` is unique on the page.
    """
    language = get_language()
    labels = [label for label, _number in groups[0].bars] if groups else []
    if any([label for label, _number in group.bars] != labels for group in groups):
        raise ValueError("The groups of a chart have the same labels.")
    entries = [(group.title, [_build_plain_entry(*bar, language) for bar in group.bars]) for group in groups]
    rows = [(group.title, *(_format_number(number, language) for _label, number in group.bars)) for group in groups]
    drawn, axis, height = _draw_rows(entries)
    return BarChart(
        identifier=identifier,
        title=title,
        description="; ".join(_describe_row(row, labels) for row in rows),
        height=height,
        in_columns=False,
        axis=axis,
        groups=tuple(
            DrawnGroup(group.volet, lines, bars) for group, (lines, bars) in zip(groups, drawn, strict=True)
        ),
        headings=(heading, *labels),
        rows=tuple(rows),
    )  # fmt: skip


def _describe_row(row, labels):
    name, *values = row
    in_period = _("%(value)s in %(year)s")
    numbers = ", ".join(
        in_period % {"value": value, "year": label} for value, label in zip(values, labels, strict=True)
    )  # fmt: skip
    return _("%(name)s: %(value)s") % {"name": name, "value": numbers}


def _format_number(number, language):
    return _("no figure") if number is None else format_number(number, language)


# --- What stands at a bar -------------------------------------------------------------------------


@dataclass(frozen=True)
class _Entry:
    label: str
    number: object  # None where there is no figure
    texts: tuple  # the lines of its value


def _build_entry(year, figure, language, in_columns):
    if figure is None:
        return _Entry(str(year), None, (NO_FIGURE,))
    if not in_columns:
        return _Entry(str(year), figure.value, (words_of(figure, language),))
    number = format_in_unit(figure.indicator, figure.value, language)
    if figure.qualifier == Qualifier.EXACT:
        return _Entry(str(year), figure.value, (number,))
    return _Entry(str(year), figure.value, (str(Qualifier(figure.qualifier).label), number))


def _build_plain_entry(label, number, language):
    return _Entry(label, number, (NO_FIGURE if number is None else format_number(number, language),))


def _compute_share(number, highest):
    """How much of the longest bar a number takes; what is there is seen, however small."""
    return number / highest if number and highest > 0 else 0


# --- The two ways to draw them --------------------------------------------------------------------


def _draw_columns(entries):
    """Bars side by side: (groups, axis, height)."""
    highest = max(entry.number or 0 for entry in entries)
    base = LINE * max(len(entry.texts) for entry in entries) + 4 + PLOT_HEIGHT
    slot = WIDTH / len(entries)
    width = round(min(WIDEST_COLUMN, slot * 0.68))
    bars = []
    for place, entry in enumerate(entries):
        middle = round(slot * (place + 0.5))
        height = _compute_length(_compute_share(entry.number, highest), PLOT_HEIGHT)
        top = base - height
        lines = [
            (line, middle, top - 6 - LINE * (len(entry.texts) - 1 - number)) for number, line in enumerate(entry.texts)
        ]  # fmt: skip
        bars.append(Bar(middle - width // 2, top, width, height, (entry.label, middle, base + 17), tuple(lines)))
    return [((), tuple(bars))], f"M0 {base}H{WIDTH}", base + 24


def _draw_rows(titled):
    """Bars one under the other, in groups of (title, entries): (groups, axis, height)."""
    entries = [entry for _title, group in titled for entry in group]
    highest = max((entry.number or 0 for entry in entries), default=0)
    left = _measure_widest(entry.label for entry in entries) + 8
    longest = WIDTH - left - 6 - _measure_widest(text for entry in entries for text in entry.texts)
    groups, axis, y = [], [], 0
    for title, group in titled:
        lines = wrap(title, LETTERS_A_LINE)
        heading = tuple((line, 0, y + LINE * number - 2) for number, line in enumerate(lines, start=1))
        y += LINE * len(lines) + (6 if lines else 0)
        top = y
        bars = []
        for place, entry in enumerate(group, start=1):
            width = _compute_length(_compute_share(entry.number, highest), longest)
            text_y = y + 12
            texts = tuple((text, left + width + 6, text_y) for text in entry.texts)
            is_hollow = bool(title) and place < len(group)
            bars.append(Bar(left, y + 1, width, BAR_HEIGHT, (entry.label, 0, text_y), texts, is_hollow))
            y += ROW
        groups.append((heading, tuple(bars)))
        axis.append(f"M{left} {top - 2}V{y - 4}")
        y += LINE
    return groups, "".join(axis), max(y - LINE, 1)


def _compute_length(share, longest):
    """The units of a bar: none for zero, at least one for anything above."""
    return max(1, round(share * longest)) if share else 0


def _measure_widest(texts):
    return round(max((len(text) * LETTER for text in texts), default=0))

"""Blocks as HTML."""

from __future__ import annotations

import base64
from typing import assert_never

from document.blocks import (
    Align,
    Block,
    Blocks,
    Callout,
    Chart,
    Column,
    Definition,
    DefinitionItem,
    Heading,
    Image,
    Inlines,
    List,
    Paragraph,
    ParagraphStyle,
    Section,
    Table,
    plain,
)
from document.charts import bar_chart
from document.markdown import strip_control
from document.palette import VOLETS, volet_colour
from document.renderers.html.inlines import inlines_markup
from document.renderers.html.markup import Markup, element, join
from document.renderers.html.place import Place
from document.renderers.html.words import WORDS

_DEEPEST_HEADING = 6


def blocks_markup(blocks: Blocks, place: Place) -> Markup:
    """Blocks one after the other."""
    return join(*(_block(block, place) for block in blocks))


def accent_class(accent: int | None) -> str | None:
    """The class that gives a volet its colour; numbers past the palette start it again."""
    return None if accent is None else f"volet-{(accent - 1) % len(VOLETS) + 1}"


def heading_words(heading: Heading, content: Inlines, place: Place) -> Markup:
    """The number of a heading, if it has one, and its words."""
    words = inlines_markup(content, place)
    return join(element("span", heading.label, class_="number"), " ", words) if heading.label else words


def _block(block: Block, place: Place) -> Markup:
    inside = place.speaking(block.language)
    lang = place.lang(block.language)
    match block:
        case Paragraph(content, style):
            name = None if style is ParagraphStyle.BODY else style.value
            return element("p", inlines_markup(content, inside), class_=name, lang=lang)
        case List():
            return _list(block, inside, lang)
        case Definition(items):
            return element("dl", *(_definition(item, inside) for item in items), lang=lang)
        case Table():
            return _table(block, inside, lang)
        case Callout(title, blocks):
            heading = element("p", inlines_markup(title, inside), class_="callout-title")
            return element(
                "aside",
                heading,
                blocks_markup(blocks, inside),
                class_="callout",
                role="note",
                aria_label=plain(title) or None,
                lang=lang,
            )
        case Chart():
            return _chart(block, inside, lang)
        case Image():
            return _image(block, inside, lang)
        case Section():
            return _section(block, place, lang)
        case _:
            assert_never(block)


def _list(block: List, place: Place, lang: str | None) -> Markup:
    items = (element("li", _loosely(item.blocks, place)) for item in block.items)
    if not block.ordered:
        return element("ul", *items, lang=lang)
    start = block.start if block.start != 1 else None
    return element("ol", *items, start=start, class_="bracketed" if block.sign == ")" else None, lang=lang)


def _loosely(blocks: Blocks, place: Place) -> Markup:
    """Blocks of an item; one plain paragraph first stands without the space of a paragraph around it."""
    match blocks:
        case (Paragraph(content, ParagraphStyle.BODY, language), *others) if place.lang(language) is None:
            return join(inlines_markup(content, place), blocks_markup(tuple(others), place))
        case _:
            return blocks_markup(blocks, place)


def _definition(item: DefinitionItem, place: Place) -> Markup:
    term = element("dt", inlines_markup(item.term, place))
    return element("div", term, element("dd", _loosely(item.blocks, place)))


def _section(section: Section, around: Place, lang: str | None) -> Markup:
    heading, place = section.heading, around.under(section)
    name = f"h{min(around.heading_level, _DEEPEST_HEADING)}"
    title = element(name, heading_words(heading, heading.content, place), id=heading.anchor)
    # Only the sections of the document are landmarks: a hundred of them, many of the same name, would guide nobody.
    is_landmark = around.heading_level == 2
    return element(
        "section",
        title,
        blocks_markup(section.blocks, place),
        class_=accent_class(heading.accent),
        aria_labelledby=heading.anchor if is_landmark else None,
        lang=lang,
    )


# --- Tables --------------------------------------------------------------------------------------


def _table(table: Table, place: Place, lang: str | None) -> Markup:
    """A table in a region of its own, so that a wide one scrolls by itself, with the keyboard too."""
    number = place.page.number_table()
    words, caption = WORDS[place.language], plain(table.caption)
    name = words.captioned.format(number=number, caption=caption) if caption else words.table.format(number=number)
    widest = _widest(table)
    headings = (
        _cell("th", column.heading, column, place, is_wide=column is widest, scope="col") for column in table.columns
    )
    content = element(
        "table",
        element("caption", inlines_markup(table.caption, place)) if caption else "",
        element("thead", element("tr", *headings)),
        element("tbody", *(_row(row, table, place, widest) for row in table.rows)),
    )
    return element("div", content, class_="scroll", role="region", tabindex=0, aria_label=name, lang=lang)


def _widest(table: Table) -> Column | None:
    """The column of words beside the others, which may take what they leave; None where all weigh the same."""
    widest = max(table.columns, key=lambda column: column.weight, default=None)
    return widest if widest and any(column.weight < widest.weight for column in table.columns) else None


def _row(row: tuple[Inlines, ...], table: Table, place: Place, widest: Column | None) -> Markup:
    cells = (
        _cell("th", content, column, place, is_wide=column is widest, scope="row")
        if table.row_headings and position == 0 and plain(content).strip()
        else _cell("td", content, column, place, is_wide=column is widest)
        for position, (content, column) in enumerate(zip(row, table.columns, strict=True))
    )
    return element("tr", *cells)


def _cell(
    name: str, content: Inlines, column: Column, place: Place, *, is_wide: bool, scope: str | None = None
) -> Markup:
    classes = " ".join((*(("end",) if column.align is Align.END else ()), *(("wide",) if is_wide else ())))
    return element(name, inlines_markup(content, place), scope=scope, class_=classes or None)


# --- Figures -------------------------------------------------------------------------------------


def _chart(chart: Chart, place: Place, lang: str | None) -> Markup:
    drawing = bar_chart(chart, colour=volet_colour(place.accent), identifier=f"chart_{place.page.number_chart()}")
    return element(
        "figure", Markup(strip_control(drawing)), element("figcaption", chart.title), class_="chart", lang=lang
    )


def _image(image: Image, place: Place, lang: str | None) -> Markup:
    data = base64.b64encode(image.data).decode("ascii")
    picture = element("img", src=f"data:{image.media_type};base64,{data}", alt=image.alternative)
    caption = element("figcaption", inlines_markup(image.caption, place)) if image.caption else ""
    return element("figure", picture, caption, lang=lang)

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
    extract_text,
)
from document.charts import draw_bar_chart
from document.markdown import strip_control
from document.palette import VOLETS, get_volet_colour
from document.renderers.html.inlines import render_inlines
from document.renderers.html.labels import LABELS
from document.renderers.html.markup import Markup, element, join_markup
from document.renderers.html.place import Place

_DEEPEST_HEADING = 6


def render_blocks(blocks: Blocks, place: Place) -> Markup:
    """Blocks one after the other."""
    return join_markup(*(_render_block(block, place) for block in blocks))


def get_accent_class(accent: int | None) -> str | None:
    """The class that gives a volet its colour; numbers past the palette start it again."""
    return None if accent is None else f"volet-{(accent - 1) % len(VOLETS) + 1}"


def render_heading(heading: Heading, content: Inlines, place: Place) -> Markup:
    """The number of a heading, if it has one, and its words."""
    words = render_inlines(content, place)
    return join_markup(element("span", heading.label, class_="number"), " ", words) if heading.label else words


def _render_block(block: Block, place: Place) -> Markup:
    inside = place.in_language(block.language)
    lang = place.get_lang(block.language)
    match block:
        case Paragraph(content, style):
            name = None if style is ParagraphStyle.BODY else style.value
            return element("p", render_inlines(content, inside), class_=name, lang=lang)
        case List():
            return _render_list(block, inside, lang)
        case Definition(items):
            return element("dl", *(_render_definition(item, inside) for item in items), lang=lang)
        case Table():
            return _render_table(block, inside, lang)
        case Callout(title, blocks):
            heading = element("p", render_inlines(title, inside), class_="callout-title")
            return element(
                "aside",
                heading,
                render_blocks(blocks, inside),
                class_="callout",
                role="note",
                aria_label=extract_text(title) or None,
                lang=lang,
            )
        case Chart():
            return _render_chart(block, inside, lang)
        case Image():
            return _render_image(block, inside, lang)
        case Section():
            return _render_section(block, place, lang)
        case _:
            assert_never(block)


def _render_list(block: List, place: Place, lang: str | None) -> Markup:
    items = (element("li", _render_item_blocks(item.blocks, place)) for item in block.items)
    if not block.ordered:
        return element("ul", *items, lang=lang)
    start = block.start if block.start != 1 else None
    return element("ol", *items, start=start, class_="bracketed" if block.sign == ")" else None, lang=lang)


def _render_item_blocks(blocks: Blocks, place: Place) -> Markup:
    """Blocks of an item; one plain paragraph first stands without the space of a paragraph around it."""
    match blocks:
        case (Paragraph(content, ParagraphStyle.BODY, language), *others) if place.get_lang(language) is None:
            return join_markup(render_inlines(content, place), render_blocks(tuple(others), place))
        case _:
            return render_blocks(blocks, place)


def _render_definition(item: DefinitionItem, place: Place) -> Markup:
    term = element("dt", render_inlines(item.term, place))
    return element("div", term, element("dd", _render_item_blocks(item.blocks, place)))


def _render_section(section: Section, around: Place, lang: str | None) -> Markup:
    heading, place = section.heading, around.in_section(section)
    name = f"h{min(around.heading_level, _DEEPEST_HEADING)}"
    title = element(name, render_heading(heading, heading.content, place), id=heading.anchor)
    # Only the sections of the document are landmarks: a hundred of them, many of the same name, would guide nobody.
    is_landmark = around.heading_level == 2
    return element(
        "section",
        title,
        render_blocks(section.blocks, place),
        class_=get_accent_class(heading.accent),
        aria_labelledby=heading.anchor if is_landmark else None,
        lang=lang,
    )


# --- Tables --------------------------------------------------------------------------------------


def _render_table(table: Table, place: Place, lang: str | None) -> Markup:
    """A table in a region of its own, so that a wide one scrolls by itself, with the keyboard too."""
    number = place.page.number_table()
    labels, caption = LABELS[place.language], extract_text(table.caption)
    name = labels.captioned.format(number=number, caption=caption) if caption else labels.table.format(number=number)
    widest = _find_widest_column(table)
    headings = (
        _render_cell("th", column.heading, column, place, is_wide=column is widest, scope="col")
        for column in table.columns
    )
    content = element(
        "table",
        element("caption", render_inlines(table.caption, place)) if caption else "",
        element("thead", element("tr", *headings)),
        element("tbody", *(_render_row(row, table, place, widest) for row in table.rows)),
    )
    return element("div", content, class_="scroll", role="region", tabindex=0, aria_label=name, lang=lang)


def _find_widest_column(table: Table) -> Column | None:
    """The column of words beside the others, which may take what they leave; None where all weigh the same."""
    widest = max(table.columns, key=lambda column: column.weight, default=None)
    return widest if widest and any(column.weight < widest.weight for column in table.columns) else None


def _render_row(row: tuple[Inlines, ...], table: Table, place: Place, widest: Column | None) -> Markup:
    cells = (
        _render_cell("th", content, column, place, is_wide=column is widest, scope="row")
        if table.row_headings and position == 0 and extract_text(content).strip()
        else _render_cell("td", content, column, place, is_wide=column is widest)
        for position, (content, column) in enumerate(zip(row, table.columns, strict=True))
    )
    return element("tr", *cells)


def _render_cell(
    name: str, content: Inlines, column: Column, place: Place, *, is_wide: bool, scope: str | None = None
) -> Markup:
    classes = " ".join((*(("end",) if column.align is Align.END else ()), *(("wide",) if is_wide else ())))
    return element(name, render_inlines(content, place), scope=scope, class_=classes or None)


# --- Figures -------------------------------------------------------------------------------------


def _render_chart(chart: Chart, place: Place, lang: str | None) -> Markup:
    drawing = draw_bar_chart(
        chart, colour=get_volet_colour(place.accent), identifier=f"chart_{place.page.number_chart()}"
    )
    return element(
        "figure", Markup(strip_control(drawing)), element("figcaption", chart.title), class_="chart", lang=lang
    )


def _render_image(image: Image, place: Place, lang: str | None) -> Markup:
    data = base64.b64encode(image.data).decode("ascii")
    picture = element("img", src=f"data:{image.media_type};base64,{data}", alt=image.alternative)
    caption = element("figcaption", render_inlines(image.caption, place)) if image.caption else ""
    return element("figure", picture, caption, lang=lang)

"""From a document to the data that the template reads: plain dictionaries, lists and strings.

Each block and each inline is a dictionary with its `kind`; plain words are strings.
"""

from __future__ import annotations

import datetime
import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import assert_never

from PIL import Image as Picture
from PIL import UnidentifiedImageError

from document import palette
from document.blocks import (
    Block,
    Blocks,
    Callout,
    Chart,
    Definition,
    Document,
    Emphasis,
    Footnote,
    Foreign,
    Image,
    Inline,
    Inlines,
    LineBreak,
    Link,
    List,
    Paragraph,
    ParagraphStyle,
    Section,
    Strong,
    Table,
    Text,
    plain,
)
from document.charts import bar_chart
from document.dates import format_date
from document.lines import lines
from document.renderers.pdf.characters import address, clean, pieces
from document.renderers.pdf.columns import shares

Json = dict[str, "Json"] | list["Json"] | str | int | None
Node = dict[str, Json]

# Characters: a row, a list of terms or a list that is longer may break across two pages; a shorter one stays whole.
_LONG_ROW = 900
_LONG_DEFINITION = 900
_LONG_LIST = 350
_DEEPEST = 6
_LONGEST_ADDRESS = 8000
# Stands for a title without words, which PDF/UA does not allow.
_NAMELESS = "–"


@dataclass(slots=True)
class Content:
    """What the template needs, and what the tagging pass must know about it.

    `row_headings` tells, for each table in the order of the pages, whether its first column names the rows.
    """

    data: Node
    date: datetime.date
    pictures: dict[str, bytes]
    row_headings: list[bool]


def content_of(document: Document) -> Content:
    """The content of a document, in its order."""
    builder = _Builder(anchors=frozenset(_anchors(document.sections)))
    data: Node = {
        "title": clean(document.title).strip() or _NAMELESS,
        "shown_title": _words(document.title.strip() or _NAMELESS),
        "subtitle": clean(document.subtitle),
        "subject": clean(document.subject),
        "publisher": clean(document.publisher),
        "date": format_date(document.date, document.language),
        "language": document.language,
        "contents_title": clean(document.contents_title),
        "colours": {
            "ink": palette.INK,
            "muted": palette.MUTED,
            "strong_line": palette.STRONG_LINE,
            "line": palette.LINE,
            "accent": palette.ACCENT,
            "signal": palette.SIGNAL,
        },
        "tiles": [
            {"row": row, "column": column, "centre": int((row, column) == palette.CENTRE)}
            for row, column in palette.TILES
        ],
        "sections": builder.blocks(document.sections),
    }
    return Content(data, document.date, builder.pictures, builder.row_headings)


def _anchors(blocks: Blocks) -> Iterator[str]:
    """The anchors of the sections in `blocks`, at any depth."""
    for block in blocks:
        match block:
            case Section():
                yield block.heading.anchor
                yield from _anchors(block.blocks)
            case Callout():
                yield from _anchors(block.blocks)
            case List() | Definition():
                for item in block.items:
                    yield from _anchors(item.blocks)


@dataclass(slots=True)
class _Builder:
    anchors: frozenset[str]
    pictures: dict[str, bytes] = field(default_factory=dict)
    row_headings: list[bool] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    level: int = 0
    accent: int | None = None

    def blocks(self, blocks: Blocks) -> list[Json]:
        nodes: list[Json] = []
        for block, after in zip_longest(blocks, blocks[1:]):
            if node := self.block(block):
                # A source stands close under its table, chart or image.
                node["sourced"] = int(isinstance(after, Paragraph) and after.style is ParagraphStyle.SOURCE)
                nodes.append(node)
        return nodes

    def block(self, block: Block) -> Node:
        node = self.unmarked(block)
        if node and block.language:
            node["language"] = block.language
        return node

    def unmarked(self, block: Block) -> Node:
        """The node of a block without its language; empty where there is nothing to show."""
        match block:
            case Section():
                return self.section(block)
            case Paragraph(content, style):
                return self.paragraph(content, style)
            case List():
                return self.listing(block)
            case Definition():
                return self.definition(block)
            case Table():
                return self.table(block)
            case Callout(title, blocks):
                return {"kind": "callout", "title": self.inlines(title), "blocks": self.blocks(blocks), **self.colour()}
            case Chart():
                return self.chart(block)
            case Image():
                return self.image(block)
            case _:
                assert_never(block)

    def section(self, section: Section) -> Node:
        heading, around = section.heading, (self.level, self.accent)
        self.level = self.level + 1
        self.accent = heading.accent if heading.accent is not None else self.accent
        title = heading.content if plain(heading.content).strip() else (Text(_NAMELESS),)
        node: Node = {
            "kind": "section",
            "level": min(self.level, _DEEPEST),
            "label": clean(heading.label),
            "anchor": self.label(heading.anchor),
            "content": self.inlines(title),
            "repeated": self.inlines(_unlinked(title)),
            "blocks": self.blocks(section.blocks),
            **self.colour(),
        }
        self.level, self.accent = around
        return node

    def label(self, anchor: str) -> str:
        """The anchor, for the first heading that has it; empty for the next ones, since a target is unique."""
        if anchor in self.labelled:
            return ""
        self.labelled.add(anchor)
        return clean(anchor)

    def colour(self) -> Node:
        return {"colour": palette.volet_colour(self.accent)}

    def paragraph(self, content: Inlines, style: ParagraphStyle) -> Node:
        introduces = plain(content).rstrip().endswith(":")
        return {
            "kind": "paragraph",
            "style": style.value,
            "introduces": int(introduces),
            "content": self.inlines(content),
        }

    def listing(self, items: List) -> Node:
        bodies: list[Json] = [self.blocks(item.blocks) for item in items.items]
        long = sum(len(line) for line in lines((items,))) > _LONG_LIST
        node: Node = {"kind": "list", "ordered": int(items.ordered), "items": bodies, "long": int(long)}
        node |= {"start": items.start, "numbering": f"1{items.sign}"}
        return node if bodies else {}

    def definition(self, definition: Definition) -> Node:
        items: list[Json] = [
            {"term": self.inlines(item.term), "blocks": self.blocks(item.blocks)} for item in definition.items
        ]
        long = sum(len(line) for line in lines((definition,))) > _LONG_DEFINITION
        return {"kind": "definition", "items": items, "long": int(long)} if items else {}

    def table(self, table: Table) -> Node:
        if not table.columns:
            return {}
        self.row_headings.append(table.row_headings and bool(table.rows))
        return {
            "kind": "table",
            "caption": self.inlines(table.caption),
            "row_headings": int(table.row_headings),
            # A heading is an artifact where it is repeated, and those hold no links.
            "repeats": int(not any(_leads_away(column.heading) for column in table.columns)),
            "columns": [
                {"heading": self.inlines(column.heading), "align": column.align.value, "share": share}
                for column, share in zip(table.columns, shares(table), strict=True)
            ],
            "rows": [self.row(row, len(table.columns)) for row in table.rows],
        }

    def row(self, row: tuple[Inlines, ...], width: int) -> Node:
        """A row with one cell for each column, whatever the source has."""
        cells = (row + ((),) * width)[:width]
        breaks = sum(len(plain(cell)) for cell in cells) > _LONG_ROW
        return {"cells": [self.inlines(cell) for cell in cells], "breaks": int(breaks)}

    def chart(self, chart: Chart) -> Node:
        svg = bar_chart(chart, colour=palette.volet_colour(self.accent), identifier="chart")
        alternative = ". ".join(part for part in (chart.title, chart.description) if part)
        return {
            "kind": "chart",
            "title": self.inlines((Text(chart.title),) if chart.title else ()),
            "alternative": clean(alternative),
            "svg": clean(svg),
        }

    def image(self, image: Image) -> Node:
        alternative = clean(image.alternative) or clean(plain(image.caption))
        size = _size(image)
        if not size:
            # The words still tell what the picture shows.
            return self.paragraph((Text(alternative), LineBreak(), *image.caption), ParagraphStyle.NOTE)
        name = f"{hashlib.sha256(image.data).hexdigest()}.{image.media_type.removeprefix('image/')}"
        self.pictures[name] = image.data
        return {
            "kind": "image",
            "name": name,
            "width": size[0],
            "height": size[1],
            "alternative": alternative,
            "caption": self.inlines(image.caption),
        }

    def inlines(self, inlines: Inlines) -> list[Json]:
        return [node for inline in inlines for node in self.inline(inline)]

    def inline(self, inline: Inline) -> list[Json]:
        match inline:
            case Text(words):
                return _words(words)
            case Strong(content):
                return [{"kind": "strong", "content": self.inlines(content)}]
            case Emphasis(content):
                return [{"kind": "emphasis", "content": self.inlines(content)}]
            case Link():
                return self.link(inline)
            case LineBreak():
                return [{"kind": "break"}]
            case Foreign(content, language):
                return [{"kind": "foreign", "language": language, "content": self.inlines(content)}]
            case Footnote(content):
                return [{"kind": "footnote", "content": self.inlines(content)}]
            case _:
                assert_never(inline)

    def link(self, link: Link) -> list[Json]:
        """The link, or its words alone where they or its target cannot make one."""
        content = self.inlines(link.content)
        target = link.target.strip()
        if not plain(link.content).strip():
            return content
        if not target.startswith("#"):
            url = address(target)
            return [{"kind": "link", "url": url, "content": content}] if 0 < len(url) <= _LONGEST_ADDRESS else content
        anchor = target.removeprefix("#")
        return [{"kind": "jump", "anchor": clean(anchor), "content": content}] if anchor in self.anchors else content


def _words(words: str) -> list[Json]:
    return [
        piece if isinstance(piece, str) else {"kind": "pieces", "pieces": list(piece)} for piece in pieces(clean(words))
    ]


def _leads_away(inlines: Inlines) -> bool:
    """Whether there is a link or a footnote in the content, at any depth."""
    return any(
        isinstance(inline, Link | Footnote)
        or (isinstance(inline, Strong | Emphasis | Foreign) and _leads_away(inline.content))
        for inline in inlines
    )


def _unlinked(inlines: Inlines) -> Inlines:
    """A title as it is repeated in the contents and the header: its links and notes stay at the title itself."""
    words: list[Inline] = []
    for inline in inlines:
        match inline:
            case Link(content, _):
                words += _unlinked(content)
            case Strong(content) | Emphasis(content) | Foreign(content, _):
                words.append(replace(inline, content=_unlinked(content)))
            case LineBreak():
                words.append(Text(" "))
            case Footnote():
                pass
            case _:
                words.append(inline)
    return tuple(words)


def _size(image: Image) -> tuple[int, int] | None:
    """Width and height in pixels; None where the data is no picture that can be read."""
    try:
        with Picture.open(io.BytesIO(image.data), formats=("JPEG", "PNG", "WEBP")) as picture:
            picture.load()
            return picture.size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None

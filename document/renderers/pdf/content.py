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
    extract_text,
)
from document.charts import draw_bar_chart
from document.dates import format_date
from document.lines import extract_lines
from document.renderers.pdf.characters import clean_text, encode_address, split_text
from document.renderers.pdf.columns import share_width

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


def build_content(document: Document) -> Content:
    """The content of a document, in its order."""
    builder = _Builder(anchors=frozenset(_collect_anchors(document.sections)))
    data: Node = {
        "title": clean_text(document.title).strip() or _NAMELESS,
        "shown_title": _split_words(document.title.strip() or _NAMELESS),
        "subtitle": clean_text(document.subtitle),
        "subject": clean_text(document.subject),
        "publisher": clean_text(document.publisher),
        "date": format_date(document.date, document.language),
        "language": document.language,
        "contents_title": clean_text(document.contents_title),
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
        "sections": builder.build_blocks(document.sections),
    }
    return Content(data, document.date, builder.pictures, builder.row_headings)


def _collect_anchors(blocks: Blocks) -> Iterator[str]:
    """The anchors of the sections in `blocks`, at any depth."""
    for block in blocks:
        match block:
            case Section():
                yield block.heading.anchor
                yield from _collect_anchors(block.blocks)
            case Callout():
                yield from _collect_anchors(block.blocks)
            case List() | Definition():
                for item in block.items:
                    yield from _collect_anchors(item.blocks)


@dataclass(slots=True)
class _Builder:
    anchors: frozenset[str]
    pictures: dict[str, bytes] = field(default_factory=dict)
    row_headings: list[bool] = field(default_factory=list)
    labelled: set[str] = field(default_factory=set)
    level: int = 0
    accent: int | None = None

    def build_blocks(self, blocks: Blocks) -> list[Json]:
        nodes: list[Json] = []
        for block, after in zip_longest(blocks, blocks[1:]):
            if node := self.build_block(block):
                # A source stands close under its table, chart or image.
                node["sourced"] = int(isinstance(after, Paragraph) and after.style is ParagraphStyle.SOURCE)
                nodes.append(node)
        return nodes

    def build_block(self, block: Block) -> Node:
        node = self.build_by_type(block)
        if node and block.language:
            node["language"] = block.language
        return node

    def build_by_type(self, block: Block) -> Node:
        """The node of a block without its language; empty where there is nothing to show."""
        match block:
            case Section():
                return self.build_section(block)
            case Paragraph(content, style):
                return self.build_paragraph(content, style)
            case List():
                return self.build_list(block)
            case Definition():
                return self.build_definition(block)
            case Table():
                return self.build_table(block)
            case Callout(title, blocks):
                return {
                    "kind": "callout",
                    "title": self.build_inlines(title),
                    "blocks": self.build_blocks(blocks),
                    **self.get_colour(),
                }
            case Chart():
                return self.build_chart(block)
            case Image():
                return self.build_image(block)
            case _:
                assert_never(block)

    def build_section(self, section: Section) -> Node:
        heading, around = section.heading, (self.level, self.accent)
        self.level = self.level + 1
        self.accent = heading.accent if heading.accent is not None else self.accent
        title = heading.content if extract_text(heading.content).strip() else (Text(_NAMELESS),)
        node: Node = {
            "kind": "section",
            "level": min(self.level, _DEEPEST),
            "label": clean_text(heading.label),
            "anchor": self.claim_anchor(heading.anchor),
            "content": self.build_inlines(title),
            "repeated": self.build_inlines(_remove_links(title)),
            "blocks": self.build_blocks(section.blocks),
            **self.get_colour(),
        }
        self.level, self.accent = around
        return node

    def claim_anchor(self, anchor: str) -> str:
        """The anchor, for the first heading that has it; empty for the next ones, since a target is unique."""
        if anchor in self.labelled:
            return ""
        self.labelled.add(anchor)
        return clean_text(anchor)

    def get_colour(self) -> Node:
        return {"colour": palette.get_volet_colour(self.accent)}

    def build_paragraph(self, content: Inlines, style: ParagraphStyle) -> Node:
        introduces = extract_text(content).rstrip().endswith(":")
        return {
            "kind": "paragraph",
            "style": style.value,
            "introduces": int(introduces),
            "content": self.build_inlines(content),
        }

    def build_list(self, items: List) -> Node:
        bodies: list[Json] = [self.build_blocks(item.blocks) for item in items.items]
        long = sum(len(line) for line in extract_lines((items,))) > _LONG_LIST
        node: Node = {"kind": "list", "ordered": int(items.ordered), "items": bodies, "long": int(long)}
        node |= {"start": items.start, "numbering": f"1{items.sign}"}
        return node if bodies else {}

    def build_definition(self, definition: Definition) -> Node:
        items: list[Json] = [
            {"term": self.build_inlines(item.term), "blocks": self.build_blocks(item.blocks)}
            for item in definition.items
        ]
        long = sum(len(line) for line in extract_lines((definition,))) > _LONG_DEFINITION
        return {"kind": "definition", "items": items, "long": int(long)} if items else {}

    def build_table(self, table: Table) -> Node:
        if not table.columns:
            return {}
        self.row_headings.append(table.row_headings and bool(table.rows))
        return {
            "kind": "table",
            "caption": self.build_inlines(table.caption),
            "row_headings": int(table.row_headings),
            # A heading is an artifact where it is repeated, and those hold no links.
            "repeats": int(not any(_has_link_or_note(column.heading) for column in table.columns)),
            "columns": [
                {"heading": self.build_inlines(column.heading), "align": column.align.value, "share": share}
                for column, share in zip(table.columns, share_width(table), strict=True)
            ],
            "rows": [self.build_row(row, len(table.columns)) for row in table.rows],
        }

    def build_row(self, row: tuple[Inlines, ...], width: int) -> Node:
        """A row with one cell for each column, whatever the source has."""
        cells = (row + ((),) * width)[:width]
        breaks = sum(len(extract_text(cell)) for cell in cells) > _LONG_ROW
        return {"cells": [self.build_inlines(cell) for cell in cells], "breaks": int(breaks)}

    def build_chart(self, chart: Chart) -> Node:
        svg = draw_bar_chart(chart, colour=palette.get_volet_colour(self.accent), identifier="chart")
        alternative = ". ".join(part for part in (chart.title, chart.description) if part)
        return {
            "kind": "chart",
            "title": self.build_inlines((Text(chart.title),) if chart.title else ()),
            "alternative": clean_text(alternative),
            "svg": clean_text(svg),
        }

    def build_image(self, image: Image) -> Node:
        alternative = clean_text(image.alternative) or clean_text(extract_text(image.caption))
        size = _read_size(image)
        if not size:
            # The words still tell what the picture shows.
            return self.build_paragraph((Text(alternative), LineBreak(), *image.caption), ParagraphStyle.NOTE)
        name = f"{hashlib.sha256(image.data).hexdigest()}.{image.media_type.removeprefix('image/')}"
        self.pictures[name] = image.data
        return {
            "kind": "image",
            "name": name,
            "width": size[0],
            "height": size[1],
            "alternative": alternative,
            "caption": self.build_inlines(image.caption),
        }

    def build_inlines(self, inlines: Inlines) -> list[Json]:
        return [node for inline in inlines for node in self.build_inline(inline)]

    def build_inline(self, inline: Inline) -> list[Json]:
        match inline:
            case Text(words):
                return _split_words(words)
            case Strong(content):
                return [{"kind": "strong", "content": self.build_inlines(content)}]
            case Emphasis(content):
                return [{"kind": "emphasis", "content": self.build_inlines(content)}]
            case Link():
                return self.build_link(inline)
            case LineBreak():
                return [{"kind": "break"}]
            case Foreign(content, language):
                return [{"kind": "foreign", "language": language, "content": self.build_inlines(content)}]
            case Footnote(content):
                return [{"kind": "footnote", "content": self.build_inlines(content)}]
            case _:
                assert_never(inline)

    def build_link(self, link: Link) -> list[Json]:
        """The link, or its words alone where they or its target cannot make one."""
        content = self.build_inlines(link.content)
        target = link.target.strip()
        if not extract_text(link.content).strip():
            return content
        if not target.startswith("#"):
            url = encode_address(target)
            return [{"kind": "link", "url": url, "content": content}] if 0 < len(url) <= _LONGEST_ADDRESS else content
        anchor = target.removeprefix("#")
        return (
            [{"kind": "jump", "anchor": clean_text(anchor), "content": content}] if anchor in self.anchors else content
        )


def _split_words(words: str) -> list[Json]:
    return [
        piece if isinstance(piece, str) else {"kind": "pieces", "pieces": list(piece)}
        for piece in split_text(clean_text(words))
    ]


def _has_link_or_note(inlines: Inlines) -> bool:
    """Whether there is a link or a footnote in the content, at any depth."""
    return any(
        isinstance(inline, Link | Footnote)
        or (isinstance(inline, Strong | Emphasis | Foreign) and _has_link_or_note(inline.content))
        for inline in inlines
    )


def _remove_links(inlines: Inlines) -> Inlines:
    """A title as it is repeated in the contents and the header: its links and notes stay at the title itself."""
    words: list[Inline] = []
    for inline in inlines:
        match inline:
            case Link(content, _):
                words += _remove_links(content)
            case Strong(content) | Emphasis(content) | Foreign(content, _):
                words.append(replace(inline, content=_remove_links(content)))
            case LineBreak():
                words.append(Text(" "))
            case Footnote():
                pass
            case _:
                words.append(inline)
    return tuple(words)


def _read_size(image: Image) -> tuple[int, int] | None:
    """Width and height in pixels; None where the data is no picture that can be read."""
    try:
        with Picture.open(io.BytesIO(image.data), formats=("JPEG", "PNG", "WEBP")) as picture:
            picture.load()
            return picture.size
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError):
        return None

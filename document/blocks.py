"""The parts of a document, as frozen dataclasses.

A report *builds* one `Document`; each renderer only *renders* it, with a `match` over these types
that ends in `assert_never`. A block without a language of its own is in the language of the block
around it, and finally in that of the document.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from document.dates import PartialDate

Language = Literal["fr", "nl", "en"]

# --- Inline content ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    text: str


@dataclass(frozen=True, slots=True)
class Strong:
    content: Inlines


@dataclass(frozen=True, slots=True)
class Emphasis:
    content: Inlines


@dataclass(frozen=True, slots=True)
class Link:
    """A link to an address, or to an anchor of the same document when `target` starts with "#"."""

    content: Inlines
    target: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    pass


@dataclass(frozen=True, slots=True)
class Foreign:
    """Words in another language than the block around them."""

    content: Inlines
    language: Language


@dataclass(frozen=True, slots=True)
class Footnote:
    """A note at the foot of the page (Word, PDF) or of the section list of notes (HTML)."""

    content: Inlines


Inline = Text | Strong | Emphasis | Link | LineBreak | Foreign | Footnote
Inlines = tuple[Inline, ...]


# --- Blocks --------------------------------------------------------------------------------------


class ParagraphStyle(StrEnum):
    BODY = "body"
    LEAD = "lead"  # the opening words of a part, larger
    LABEL = "label"  # a run-in heading where no section can stand (inside a list item or a callout)
    NOTE = "note"  # a remark of the report about its own content: smaller, muted
    SOURCE = "source"  # under a table, chart or image


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: Inlines
    style: ParagraphStyle = ParagraphStyle.BODY
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class ListItem:
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class List:
    """Items behind bullets, or behind numbers from `start` on, each followed by `sign`."""

    items: tuple[ListItem, ...]
    ordered: bool = False
    language: Language | None = None
    start: int = 1
    sign: Literal[".", ")"] = "."


@dataclass(frozen=True, slots=True)
class DefinitionItem:
    term: Inlines
    blocks: Blocks


@dataclass(frozen=True, slots=True)
class Definition:
    """A list of terms, each with what is said of it."""

    items: tuple[DefinitionItem, ...]
    language: Language | None = None


class Align(StrEnum):
    START = "start"
    END = "end"  # numbers


@dataclass(frozen=True, slots=True)
class Column:
    heading: Inlines
    align: Align = Align.START
    weight: int = 1  # the share of the width, relative to the other columns


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of inline content. With `row_headings`, the first cell of a row names the row."""

    caption: Inlines
    columns: tuple[Column, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    row_headings: bool = True
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Callout:
    title: Inlines
    blocks: Blocks
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Bar:
    label: str
    value: Decimal
    text: str  # the value as it is written on the chart


@dataclass(frozen=True, slots=True)
class Chart:
    """A bar chart. `description` says in words what the bars show; the figures stand in a table nearby."""

    title: str
    description: str
    bars: tuple[Bar, ...]
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Image:
    data: bytes
    media_type: Literal["image/jpeg", "image/png", "image/webp"]
    alternative: str
    caption: Inlines = ()
    language: Language | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """`label` is the number ("Volet 4", "A."), `anchor` an ASCII slug that is stable from one export to the next.

    `accent` is the number of the volet whose colour the heading wears.
    """

    content: Inlines
    anchor: str
    label: str = ""
    accent: int | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it. Its level is its depth: 1 for the sections of the document."""

    heading: Heading
    blocks: Blocks
    language: Language | None = None


Block = Paragraph | List | Definition | Table | Callout | Chart | Image | Section
Blocks = tuple[Block, ...]


# --- Data sheets and the document ----------------------------------------------------------------


class Prose(str):
    """Words of a data sheet that are read rather than compared: unlike keys, they are typeset on the way out."""

    __slots__ = ()


Value = str | int | Decimal | datetime.date | PartialDate | bool | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of data, for the formats that carry data rather than pages (Excel).

    A column is a heading; values keep their type. `key` names the sheet in every language.
    """

    key: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


@dataclass(frozen=True, slots=True)
class Document:
    title: str
    subtitle: str
    language: Language
    publisher: str
    date: datetime.date
    contents_title: str
    sections: tuple[Section, ...]
    sheets: tuple[Sheet, ...] = ()
    subject: str = ""


def make_inlines(content: str) -> Inlines:
    """Plain words as inline content."""
    return (Text(content),) if content else ()


def make_paragraph(
    content: str, style: ParagraphStyle = ParagraphStyle.BODY, language: Language | None = None
) -> Paragraph:
    """A paragraph of plain words."""
    return Paragraph(make_inlines(content), style, language)


def extract_text(inlines: Inlines) -> str:
    """The words of inline content, without mark-up and without the text of its footnotes."""
    words = []
    for inline in inlines:
        match inline:
            case Text(content):
                words.append(content)
            case Strong(content) | Emphasis(content) | Link(content, _) | Foreign(content, _):
                words.append(extract_text(content))
            case LineBreak():
                words.append(" ")
            case Footnote():
                pass
    return "".join(words)

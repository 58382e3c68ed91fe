"""The typography of French, Dutch and English, applied on the way out: once, for every format.

Stored text stays as it was typed. French follows the Imprimerie nationale (narrow no-break spaces inside
guillemets and before ; ! ?, a full one before the colon), Dutch the Taalunie (double quotation marks 66-99).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import assert_never

from document.blocks import (
    Bar,
    Block,
    Blocks,
    Callout,
    Chart,
    Column,
    Definition,
    DefinitionItem,
    Document,
    Emphasis,
    Footnote,
    Foreign,
    Heading,
    Image,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Link,
    List,
    ListItem,
    Paragraph,
    Section,
    Strong,
    Table,
    Text,
)

NARROW = "\u202f"
FULL = "\u00a0"

# An address in running text is left as it is: web and e-mail addresses, and host names with a path.
_ADDRESS = re.compile(r"(?:https?://|mailto:|www\.)\S+|[\w.+-]+@[\w-]+\.\w[\w.-]*|\b[\w-]+(?:\.[\w-]+)+/\S*")

_Rule = tuple[re.Pattern[str], str]

_EVERYWHERE: tuple[_Rule, ...] = (
    (re.compile(r"\.\.\."), "…"),
    (re.compile(r"(?<=\w)'(?=\w)|(?<=\w)'(?!\w)|(?<!\w)'(?=\w)"), "’"),
    # A range of numbers takes an en dash; a date such as 2024-06-17 or a reference such as A-12-3 does not.
    (re.compile(r"(?<![\w–-])(\d+)-(\d+)(?![\w–-])"), r"\1–\2"),
    (re.compile(r"(?<=\w) - (?=\w)"), " – "),
)

_FRENCH: tuple[_Rule, ...] = (
    (re.compile(r'"([^"]*)"'), r"«\1»"),
    (re.compile(r"«[ \u00a0\u202f]?"), f"«{NARROW}"),
    (re.compile(r"[ \u00a0\u202f]?»"), f"{NARROW}»"),
    (re.compile(r"[ \u00a0\u202f]([;!?])"), rf"{NARROW}\1"),
    (re.compile(r"(?<=[\w)»])[ \u202f]:"), f"{FULL}:"),
    (re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))"), NARROW),
    (re.compile(r"(?<=\d)[ \u00a0](?=[%€]|h\b)"), NARROW),
    (re.compile(r"(?<=\d)\u202fh (?=\d)"), f"{NARROW}h{NARROW}"),
    (re.compile(r"\b(\d+)(er|re|e) (?=\w)"), rf"\1\2{FULL}"),
)

_QUOTES_66_99: tuple[_Rule, ...] = ((re.compile(r'"([^"]*)"'), r"“\1”"),)

_DUTCH: tuple[_Rule, ...] = (
    *_QUOTES_66_99,
    (re.compile(r"[«]\s?([^«»]*?)\s?[»]"), r"“\1”"),
    (re.compile(r"\b([zZ])\.([oO])\.([zZ])\."), r"\1.\2.\3."),
)

_RULES: dict[str, tuple[_Rule, ...]] = {
    "fr": (*_EVERYWHERE, *_FRENCH),
    "nl": (*_EVERYWHERE, *_DUTCH),
    "en": (*_EVERYWHERE, *_QUOTES_66_99),
}


def typeset(text: str, language: str) -> str:
    """The text with the typography of the language; typesetting twice changes nothing more."""
    pieces, end = [], 0
    for address in _ADDRESS.finditer(text):
        pieces += [_apply(text[end : address.start()], language), address.group()]
        end = address.end()
    return "".join((*pieces, _apply(text[end:], language)))


def _apply(text: str, language: str) -> str:
    for pattern, replacement in _RULES[language]:
        text = pattern.sub(replacement, text)
    return text


def typeset_document(document: Document) -> Document:
    """The document with every word of its pages typeset, each in its own language; sheets of data stay as they are."""
    language = document.language
    return replace(
        document,
        title=typeset(document.title, language),
        subtitle=typeset(document.subtitle, language),
        subject=typeset(document.subject, language),
        publisher=typeset(document.publisher, language),
        contents_title=typeset(document.contents_title, language),
        sections=tuple(_section(section, language) for section in document.sections),
    )


def _blocks(blocks: Blocks, language: Language) -> Blocks:
    return tuple(_block(block, language) for block in blocks)


def _block(block: Block, around: Language) -> Block:
    language = block.language or around
    match block:
        case Section():
            return _section(block, around)
        case Paragraph():
            return replace(block, content=_inlines(block.content, language))
        case List():
            return replace(block, items=tuple(ListItem(_blocks(item.blocks, language)) for item in block.items))
        case Definition():
            items = tuple(
                DefinitionItem(_inlines(item.term, language), _blocks(item.blocks, language)) for item in block.items
            )
            return replace(block, items=items)
        case Table():
            return replace(
                block,
                caption=_inlines(block.caption, language),
                columns=tuple(_column(column, language) for column in block.columns),
                rows=tuple(tuple(_inlines(cell, language) for cell in row) for row in block.rows),
            )
        case Callout():
            return replace(block, title=_inlines(block.title, language), blocks=_blocks(block.blocks, language))
        case Chart():
            return replace(
                block,
                title=typeset(block.title, language),
                description=typeset(block.description, language),
                bars=tuple(Bar(typeset(bar.label, language), bar.value, bar.text) for bar in block.bars),
            )
        case Image():
            return replace(
                block,
                alternative=typeset(block.alternative, language),
                caption=_inlines(block.caption, language),
            )
        case _:
            assert_never(block)


def _section(section: Section, around: Language) -> Section:
    language = section.language or around
    return replace(
        section,
        heading=_heading(section.heading, language),
        blocks=_blocks(section.blocks, language),
    )


def _heading(heading: Heading, language: Language) -> Heading:
    return replace(heading, content=_inlines(heading.content, language), label=typeset(heading.label, language))


def _column(column: Column, language: Language) -> Column:
    return replace(column, heading=_inlines(column.heading, language))


def _inlines(inlines: Inlines, language: Language) -> Inlines:
    return tuple(_inline(inline, language) for inline in inlines)


def _inline(inline: Inline, language: Language) -> Inline:
    inner: Callable[[Inlines], Inlines] = lambda content: _inlines(content, language)  # noqa: E731
    match inline:
        case Text(content):
            return Text(typeset(content, language))
        case Strong(children):
            return Strong(inner(children))
        case Emphasis(children):
            return Emphasis(inner(children))
        case Link(children, target):
            return Link(inner(children), target)
        case Foreign(children, own):
            return Foreign(_inlines(children, own), own)
        case Footnote(children):
            return Footnote(inner(children))
        case LineBreak():
            return inline
        case _:
            assert_never(inline)

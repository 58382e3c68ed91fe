"""Sentences that name titles, put together into the inline content of one paragraph.

Every title stands between quotation marks, so that any title fits: one that holds commas or "et", one that ends
in a question mark, one that opens with an article.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from document.blocks import (
    Emphasis,
    Footnote,
    Foreign,
    Inline,
    Inlines,
    Language,
    LineBreak,
    Link,
    Strong,
    Text,
    extract_text,
)

# Straight marks become these on the way out, so a title that holds straight ones counts as holding these.
_MARKS: dict[Language, str] = {"fr": "«»", "nl": "“”", "en": "“”"}

_WHOLLY_QUOTED = re.compile(r'«[^«»]*»|[“„][^“„”]*”|"[^"]*"')
_STRAIGHT = re.compile(r'"([^"]*)"')
_OPENING = re.compile(r"[«“„]\s?")
_CLOSING = re.compile(r"\s?[»”]")


@dataclass(frozen=True, slots=True)
class Style:
    """How a language cites a title, cites inside a title, and ends an enumeration."""

    language: Language
    quotes: tuple[str, str]
    inner_quotes: tuple[str, str]
    conjunction: str


@dataclass(frozen=True, slots=True)
class CitedTitle:
    """A title with the word that leads to it, and what is remarked of it, in brackets."""

    title: Inlines
    remark: str = ""
    preposition: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words up to the titles they introduce, and what ends the sentence after them. The full stop is not theirs."""

    words: str
    titles: tuple[CitedTitle, ...] = ()
    ending: str = ""


def cite_titles(titles: Iterable[Inlines]) -> tuple[CitedTitle, ...]:
    """The titles, with nothing remarked of them."""
    return tuple(CitedTitle(title) for title in titles)


def compose_paragraph(sentences: Iterable[Sentence], style: Style) -> Inlines:
    """The sentences as one paragraph, each ended by a full stop."""
    inlines: list[Inline] = []
    for sentence in sentences:
        space = " " if inlines else ""
        inlines += [
            Text(space + sentence.words),
            *_enumerate_titles(sentence.titles, style),
            Text(f"{sentence.ending}."),
        ]
    return _merge_texts(inlines)


def _enumerate_titles(titles: tuple[CitedTitle, ...], style: Style) -> Inlines:
    inlines: list[Inline] = []
    for rank, item in enumerate(titles, start=1):
        if rank > 1:
            inlines.append(Text(f" {style.conjunction} " if rank == len(titles) else ", "))
        if item.preposition:
            inlines.append(Text(item.preposition))
        inlines += _quote_title(item.title, style)
        if item.remark:
            inlines.append(Text(f" ({item.remark})"))
    return tuple(inlines)


def _quote_title(title: Inlines, style: Style) -> Inlines:
    if _WHOLLY_QUOTED.fullmatch(extract_text(title)):
        return title
    before, after = style.quotes
    return (Text(before), *_requote_inlines(title, style.language, style), Text(after))


def _requote_inlines(inlines: Inlines, language: Language, style: Style) -> Inlines:
    return tuple(_requote_inline(inline, language, style) for inline in inlines)


def _requote_inline(inline: Inline, language: Language, style: Style) -> Inline:
    match inline:
        case Text(words):
            return Text(_replace_quotes(words, style)) if _MARKS[language] == _MARKS[style.language] else inline
        case Strong(children):
            return Strong(_requote_inlines(children, language, style))
        case Emphasis(children):
            return Emphasis(_requote_inlines(children, language, style))
        case Link(children, target):
            return Link(_requote_inlines(children, language, style), target)
        case Foreign(children, own):
            return Foreign(_requote_inlines(children, own, style), own)
        case LineBreak() | Footnote():
            return inline
        case _:
            assert_never(inline)


def _replace_quotes(words: str, style: Style) -> str:
    """The words with quotation marks that differ from those around the title."""
    before, after = style.inner_quotes
    words = _STRAIGHT.sub(rf"{before}\1{after}", words)
    return _CLOSING.sub(after, _OPENING.sub(before, words))


def _merge_texts(inlines: Iterable[Inline]) -> Inlines:
    """The same content with neighbouring pieces of plain text made one."""
    joined: list[Inline] = []
    for inline in inlines:
        if isinstance(inline, Text) and joined and isinstance(joined[-1], Text):
            joined[-1] = Text(joined[-1].text + inline.text)
        else:
            joined.append(inline)
    return tuple(joined)

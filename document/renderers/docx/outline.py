"""The headings of a document: their bookmarks, and what the contents say of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from document.blocks import Block, Callout, Definition, Document, Heading, Language, List, Section, plain

LABEL_SPACE = "\u2002"  # an en space between the label of a heading and its title
_LONGEST_BOOKMARK = 40
DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class Entry:
    heading: Heading
    level: int
    language: Language
    accent: int | None


def entries(document: Document) -> tuple[Entry, ...]:
    """The headings in their order, with the level and the language of each."""
    return tuple(_entries(document.sections, 1, document.language, None))


def _entries(blocks: Iterable[Block], level: int, around: Language, colour: int | None) -> Iterator[Entry]:
    for block in blocks:
        language = block.language or around
        match block:
            case Section(heading, inner):
                accent = colour if heading.accent is None else heading.accent
                yield Entry(heading, min(level, DEEPEST_HEADING), language, accent)
                yield from _entries(inner, level + 1, language, accent)
            case List(items) | Definition(items):
                for item in items:
                    yield from _entries(item.blocks, level, language, colour)
            case Callout(_, inner):
                yield from _entries(inner, level, language, colour)
            case _:
                pass


def title(heading: Heading) -> str:
    """The words of a heading, its label first."""
    return LABEL_SPACE.join(part for part in (heading.label, plain(heading.content)) if part)


def bookmarks(headings: Iterable[Entry]) -> dict[str, str]:
    """The name of the bookmark of each anchor."""
    return {entry.heading.anchor: bookmark(entry.heading.anchor) for entry in headings}


def bookmark(anchor: str) -> str:
    """A name that Word takes: letters, digits and underscores, at most 40; the same anchor has the same name always."""
    name = re.sub(r"\W", "_", anchor, flags=re.ASCII)
    if name == anchor.replace("-", "_") and name[:1].isalpha() and len(name) <= _LONGEST_BOOKMARK and "_" not in anchor:
        return name
    # Where a name is cut or changed, two anchors could meet; the digest keeps them apart.
    digest = hashlib.sha256(anchor.encode(errors="surrogatepass")).hexdigest()[:8]
    return f"a_{name[: _LONGEST_BOOKMARK - 11]}_{digest}"

"""The headings of a document: their bookmarks, and what the contents say of them."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from document.blocks import Block, Callout, Definition, Document, Heading, Language, List, Section, extract_text

LABEL_SPACE = "\u2002"  # an en space between the label of a heading and its title
_LONGEST_BOOKMARK = 40
DEEPEST_HEADING = 6


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    heading: Heading
    level: int
    language: Language
    accent: int | None


def collect_headings(document: Document) -> tuple[OutlineEntry, ...]:
    """The headings in their order, with the level and the language of each."""
    return tuple(_collect_from_blocks(document.sections, 1, document.language, None))


def _collect_from_blocks(
    blocks: Iterable[Block], level: int, around: Language, colour: int | None
) -> Iterator[OutlineEntry]:
    for block in blocks:
        language = block.language or around
        match block:
            case Section(heading, inner):
                accent = colour if heading.accent is None else heading.accent
                yield OutlineEntry(heading, min(level, DEEPEST_HEADING), language, accent)
                yield from _collect_from_blocks(inner, level + 1, language, accent)
            case List(items) | Definition(items):
                for item in items:
                    yield from _collect_from_blocks(item.blocks, level, language, colour)
            case Callout(_, inner):
                yield from _collect_from_blocks(inner, level, language, colour)
            case _:
                pass


def format_title(heading: Heading) -> str:
    """The words of a heading, its label first."""
    return LABEL_SPACE.join(part for part in (heading.label, extract_text(heading.content)) if part)


def name_bookmarks(headings: Iterable[OutlineEntry]) -> dict[str, str]:
    """The name of the bookmark of each anchor."""
    return {entry.heading.anchor: name_bookmark(entry.heading.anchor) for entry in headings}


def name_bookmark(anchor: str) -> str:
    """A name that Word takes: letters, digits and underscores, at most 40; the same anchor has the same name always."""
    name = re.sub(r"\W", "_", anchor, flags=re.ASCII)
    if name == anchor.replace("-", "_") and name[:1].isalpha() and len(name) <= _LONGEST_BOOKMARK and "_" not in anchor:
        return name
    # Where a name is cut or changed, two anchors could meet; the digest keeps them apart.
    digest = hashlib.sha256(anchor.encode(errors="surrogatepass")).hexdigest()[:8]
    return f"a_{name[: _LONGEST_BOOKMARK - 11]}_{digest}"

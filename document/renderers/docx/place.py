"""Where a block is written: in which part, language and colour, how deep, how far from the margin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from itertools import count

from docx.document import Document as WordDocument
from docx.opc.part import Part

from document.blocks import Language
from document.renderers.docx.layout import (
    CALLOUT_INDENT,
    DEEPEST_INDENT,
    DEFINITION_INDENT,
    LIST_LEVELS,
    LIST_STEP,
    MEASURE,
)
from document.renderers.docx.xml import Element


@dataclass
class BuildContext:
    """The Word document that is being written, and what all its places share."""

    word: WordDocument
    language: Language
    bookmarks: Mapping[str, str]
    footnote_part: Part
    footnotes: list[Element] = field(default_factory=list)
    bookmarked: set[str] = field(default_factory=set)
    identifiers: Iterator[int] = field(default_factory=lambda: count(1))
    pictures: dict[str, Part] = field(default_factory=dict)


@dataclass(frozen=True)
class Place:
    """A position in the document; the places inside it are made from it."""

    context: BuildContext
    part: Part
    language: Language
    accent: int | None = None
    level: int = 0  # of the section around: 0 outside all sections
    lists: int = 0  # how many lists are around
    indent: int = 0  # from the left margin to the text
    rule: int | None = None  # from the left margin to the rule of the callout around, if any
    body: str = "BodyText"  # the style of running text outside lists

    @property
    def width(self) -> int:
        """What is left for the text of one line."""
        return MEASURE - self.indent

    def in_language(self, language: Language | None) -> Place:
        """The same place, in that language if there is one."""
        return self if language is None else replace(self, language=language)

    def in_section(self, accent: int | None) -> Place:
        """Inside a section, in its colour or else in that of the section around."""
        return replace(self, level=self.level + 1, accent=self.accent if accent is None else accent)

    def in_item(self) -> Place:
        """Inside an item of a list."""
        return replace(self, lists=min(self.lists + 1, LIST_LEVELS), indent=self._indent_by(LIST_STEP))

    def in_callout(self) -> Place:
        """Beside the rule of a callout, where lists count their levels anew."""
        return replace(self, lists=0, rule=self.indent, indent=self._indent_by(CALLOUT_INDENT), body="CalloutText")

    def in_definition(self) -> Place:
        """To the right of the terms of a definition list, where lists count their levels anew."""
        return replace(self, lists=0, indent=self._indent_by(DEFINITION_INDENT), body="DefinitionContinue")

    def in_notes(self) -> Place:
        """In the part of the footnotes."""
        return replace(self, part=self.context.footnote_part, indent=0, lists=0, rule=None)

    def _indent_by(self, twips: int) -> int:
        return min(self.indent + twips, DEEPEST_INDENT)

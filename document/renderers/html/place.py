"""Where in the page something is written: the language, depth and colour around it, and what the page counts."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from document.blocks import Language, Section
from document.renderers.html.markup import Markup


@dataclass(slots=True)
class Page:
    """What is known and counted over the whole page.

    The identifiers made from these numbers hold an underscore, which no anchor does.
    """

    language: Language
    anchors: frozenset[str]
    addresses: frozenset[str] = frozenset()  # of the site in which it stands, to which a link may lead
    notes: dict[int, Markup] = field(default_factory=dict)
    _notes: int = 0
    _tables: int = 0
    _charts: int = 0

    def number_note(self) -> int:
        self._notes += 1
        return self._notes

    def number_table(self) -> int:
        self._tables += 1
        return self._tables

    def number_chart(self) -> int:
        self._charts += 1
        return self._charts

    def get_lang(self, language: Language) -> Language | None:
        """The `lang` attribute of what stands on its own in the page: none in the language of the page."""
        return None if language == self.language else language


@dataclass(frozen=True, slots=True)
class Place:
    """What is around a block or words: made anew for what stands deeper."""

    page: Page
    language: Language
    heading_level: int = 2
    accent: int | None = None

    def in_language(self, language: Language | None) -> Place:
        """The same place in the language of a block, if it has one."""
        return self if language is None else replace(self, language=language)

    def in_section(self, section: Section) -> Place:
        """The place under the heading of a section."""
        accent = self.accent if section.heading.accent is None else section.heading.accent
        return replace(self.in_language(section.language), heading_level=self.heading_level + 1, accent=accent)

    def get_lang(self, language: Language | None) -> Language | None:
        """The `lang` attribute of what is in `language` here: none where it is that of the place."""
        return None if language == self.language else language

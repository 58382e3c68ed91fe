"""What a partner goes on with from one period to the next, told in a paragraph of French or Dutch.

Only what somebody said is told: what is merely absent from a period is claimed neither to go on nor to have stopped.

Text is stored plain, as everywhere: straight apostrophes, plain hyphens, ordinary spaces. `document.typography` dresses
it on the way out.
"""

from __future__ import annotations

from typing import Literal, Protocol

from document.blocks import Inlines
from initiatives.wording.continuity import dutch, french
from initiatives.wording.continuity.facts import MOST_ENDED, Continuity, Speaker

__all__ = [
    "MOST_ENDED",
    "Continuity",
    "ReportLanguage",
    "Speaker",
    "write_list_introduction",
    "write_nothing_reported",
    "write_paragraph",
]

ReportLanguage = Literal["fr", "nl"]


class _Writer(Protocol):
    def write_paragraph(self, continuity: Continuity) -> Inlines: ...

    def write_nothing_reported(self, speaker: Speaker, period: str) -> Inlines: ...

    def write_list_introduction(self, speaker: Speaker, period: str, *, count: int, only_planned: bool) -> Inlines: ...


_WRITERS: dict[ReportLanguage, _Writer] = {"fr": french, "nl": dutch}


def write_paragraph(continuity: Continuity, language: ReportLanguage) -> Inlines:
    """One paragraph: what goes on from the previous period, what ended, what is new, what is carried besides.

    Titles stand between quotation marks and keep their own mark-up and language.
    """
    return _WRITERS[language].write_paragraph(continuity)


def write_nothing_reported(speaker: Speaker, period: str, language: ReportLanguage) -> Inlines:
    """The partner answered that it has nothing to report on the period. Of one that is silent nothing is said."""
    return _WRITERS[language].write_nothing_reported(speaker, period)


def write_list_introduction(
    speaker: Speaker, period: str, language: ReportLanguage, *, count: int, only_planned: bool = False
) -> Inlines:
    """The sentence before the list of the `count` initiatives of a period, all of which may be planned only."""
    return _WRITERS[language].write_list_introduction(speaker, period, count=count, only_planned=only_planned)

"""What a partner goes on with from one period to the next, told in a paragraph of French or Dutch.

Only what somebody said is told: what is merely absent from a period is claimed neither to go on nor to have stopped.

Text is stored plain, as everywhere: straight apostrophes, plain hyphens, ordinary spaces. `document.typography` dresses
it on the way out.
"""

from __future__ import annotations

from typing import Literal, Protocol

from document.blocks import Inlines
from initiatives.wording.continuity import dutch, french
from initiatives.wording.continuity.facts import MOST_ENDED, Actor, Continuity

__all__ = [
    "MOST_ENDED",
    "Actor",
    "Continuity",
    "ReportLanguage",
    "list_introduction",
    "nothing_reported",
    "sentences",
]

ReportLanguage = Literal["fr", "nl"]


class _Teller(Protocol):
    def sentences(self, continuity: Continuity) -> Inlines: ...

    def nothing_reported(self, actor: Actor, period: str) -> Inlines: ...

    def list_introduction(self, actor: Actor, period: str, *, count: int, only_planned: bool) -> Inlines: ...


_TELLERS: dict[ReportLanguage, _Teller] = {"fr": french, "nl": dutch}


def sentences(continuity: Continuity, language: ReportLanguage) -> Inlines:
    """One paragraph: what goes on from the previous period, what ended, what is new, what is carried besides.

    Titles stand between quotation marks and keep their own mark-up and language.
    """
    return _TELLERS[language].sentences(continuity)


def nothing_reported(actor: Actor, period: str, language: ReportLanguage) -> Inlines:
    """The partner answered that it has nothing to report on the period. Of one that is silent nothing is said."""
    return _TELLERS[language].nothing_reported(actor, period)


def list_introduction(
    actor: Actor, period: str, language: ReportLanguage, *, count: int, only_planned: bool = False
) -> Inlines:
    """The sentence before the list of the `count` initiatives of a period, all of which may be planned only."""
    return _TELLERS[language].list_introduction(actor, period, count=count, only_planned=only_planned)

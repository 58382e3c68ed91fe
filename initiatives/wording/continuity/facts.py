"""What the paragraph tells, in no language yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from document.blocks import Inlines

MOST_ENDED = 3
"""Above this number of initiatives that ended, a list of what there is reads better than sentences."""


class Speaker(StrEnum):
    """Who speaks; a kind of partner, since sentences say "the zone" and not its name."""

    ZONE = "zone"
    COMMUNE = "commune"
    NON_PROFIT = "non_profit"
    REGIONAL = "regional"
    CAMPUS = "campus"
    FEDERAL_POLICE = "federal_police"
    STANDING_COMMITTEE = "standing_committee"


class Course(Enum):
    """How the initiatives of the previous period went on, seen together."""

    ALL = auto()
    MOST = auto()
    HALF_OR_FEWER = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Continuity:
    """What became, in one period, of the initiatives of the period before, and what came beside them.

    It is told only where all of it is known: of each initiative of the previous period somebody said that it goes on or
    that it ended. `continued` counts those that go on, `ended` names the others, at most `MOST_ENDED`. `added` began in
    the period; of `carried`, which the period before did not name, no start in it is known.
    """

    speaker: Speaker
    period: str
    previous_period: str
    continued: int
    ended: tuple[Inlines, ...] = ()
    added: tuple[Inlines, ...] = ()
    carried: tuple[Inlines, ...] = ()

    def __post_init__(self) -> None:
        if self.continued < 0:
            raise ValueError("a number of continued initiatives is not negative")
        if len(self.ended) > MOST_ENDED:
            raise ValueError(f"sentences name at most {MOST_ENDED} initiatives that ended")
        if not self.previous:
            raise ValueError("without a previous period that names initiatives nothing goes on")

    @property
    def previous(self) -> int:
        """How many initiatives the previous period had."""
        return self.continued + len(self.ended)

    @property
    def course(self) -> Course:
        """How the initiatives of the previous period went on, seen together."""
        if not self.ended:
            return Course.ALL
        if not self.continued:
            return Course.NONE
        return Course.MOST if self.continued > len(self.ended) else Course.HALF_OR_FEWER

    @property
    def mostly_continued(self) -> bool:
        """Whether what is new comes beside a set of initiatives that goes on, rather than in its place."""
        return self.course in (Course.ALL, Course.MOST)

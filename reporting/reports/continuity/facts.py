"""What the paragraph tells, in no language yet."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum, auto

from document.blocks import Inlines

MOST_DROPPED = 3
"""Above this number of initiatives that do not go on, a list of those that do reads better than sentences."""


class Actor(StrEnum):
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

    NO_PREVIOUS = auto()
    ALL = auto()
    MOST = auto()
    HALF_OR_FEWER = auto()
    NONE = auto()


@dataclass(frozen=True, slots=True)
class Continuity:
    """What became, in one period, of the initiatives of the period before, and what came beside them.

    `continued` counts those that go on. `dropped` names the others, at most `MOST_DROPPED`; `ended` are those among
    them that the partner reported as ended. `resumed` are older than the previous period and were absent from it.
    """

    actor: Actor
    period: str
    previous_period: str
    continued: int
    dropped: tuple[Inlines, ...] = ()
    ended: tuple[Inlines, ...] = ()
    added: tuple[Inlines, ...] = ()
    resumed: tuple[Inlines, ...] = ()

    def __post_init__(self) -> None:
        if self.continued < 0:
            raise ValueError("a number of continued initiatives is not negative")
        if len(self.dropped) > MOST_DROPPED:
            raise ValueError(f"sentences name at most {MOST_DROPPED} initiatives that do not go on")
        if any(title not in self.dropped for title in self.ended):
            raise ValueError("an initiative that ended is one of those that do not go on")

    @property
    def previous(self) -> int:
        """How many initiatives the previous period had."""
        return self.continued + len(self.dropped)

    @property
    def course(self) -> Course:
        """How the initiatives of the previous period went on, seen together."""
        if not self.previous:
            return Course.NO_PREVIOUS
        if not self.dropped:
            return Course.ALL
        if not self.continued:
            return Course.NONE
        return Course.MOST if self.continued > len(self.dropped) else Course.HALF_OR_FEWER

    @property
    def mostly_continued(self) -> bool:
        """Whether what is new comes beside a set of initiatives that goes on, rather than in its place."""
        return self.course in (Course.ALL, Course.MOST)

    @property
    def all_dropped_ended(self) -> bool:
        """Whether everything that does not go on was reported as ended."""
        return bool(self.dropped) and all(title in self.ended for title in self.dropped)

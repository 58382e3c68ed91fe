"""The first page of the administration: what each role has to do now, in a constant number of queries."""

from dataclasses import dataclass
from functools import cached_property

from initiatives.models import Period, ReviewState, Update
from rounds import reviewing
from rounds.board import Row, counts, rows
from rounds.models import Question
from rounds.queries import open_round, sent_back
from zones.scope import is_coordination, is_member


@dataclass(frozen=True)
class CoordinationPage:
    """The round at a glance."""

    period: Period | None
    rows: list[Row]
    questions: int
    waiting: int  # texts that were handed in and wait for a review
    template: str = "rounds/dashboard/coordination.html"

    @property
    def counts(self):
        return counts(self.rows)

    @property
    def done(self):
        return sum(row.is_done for row in self.rows)

    @property
    def late(self):
        return [row for row in self.rows if row.days_late]

    @property
    def unreachable(self):
        return [row for row in self.rows if not row.referents]


@dataclass(frozen=True)
class Returned:
    """A text that the Coordination sent back, with what it wrote."""

    update: Update

    @cached_property
    def remark(self):
        return sent_back(self.update)


@dataclass(frozen=True)
class ReferentPage:
    """The open round for each partner that the person speaks for, and the texts that came back."""

    period: Period | None
    rows: list[Row]
    returned: list[Returned]
    template: str = "rounds/dashboard/referent.html"


@dataclass(frozen=True)
class ReaderPage:
    """Where validated work is read."""

    validated: int
    template: str = "rounds/dashboard/reader.html"


@dataclass(frozen=True)
class ClosedDoor:
    """An account without a role."""

    template: str = "rounds/dashboard/nobody.html"


def first_page(user, today):
    """What the person sees first, by role: a page that names its template."""
    if is_coordination(user):
        return _coordination(user, today)
    if not is_member(user):
        return ClosedDoor()
    partners = list(user.partners.all())
    return _referent(user, partners, today) if partners else _reader(user)


def _coordination(user, today):
    period = open_round(today)
    return CoordinationPage(
        period,
        rows(period, today) if period else [],
        Question.objects.filter(answered_at__isnull=True, period=period).count(),
        reviewing.counts(user)[ReviewState.SUBMITTED],
    )


def _referent(user, partners, today):
    period = open_round(today)
    returned = Update.objects.of_partners(partners).visible_to(user).filter(
        review_state=ReviewState.RETURNED, period__closed=False
    )  # fmt: skip
    returned = returned.select_related("initiative", "period").prefetch_related("review_log")
    return ReferentPage(
        period,
        rows(period, today, partners) if period else [],
        [Returned(update) for update in returned],
    )


def _reader(user):
    return ReaderPage(Update.objects.visible_to(user).validated().count())

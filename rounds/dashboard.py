"""The first page of the administration: what each role has to do now, in a constant number of queries."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import pgettext_lazy

from initiatives.models import Period, ReviewState, Update
from records.access import is_coordination, is_member
from rounds import reviewing
from rounds.board import Row, counts, rows
from rounds.mail_queue import QueueState, queue_state
from rounds.models import Question
from rounds.queries import open_rounds
from rounds.waiting import WaitingText, waiting_texts
from zones.models import Partner


@dataclass(frozen=True)
class RoundAtAGlance:
    """An open round and how far its partners are."""

    period: Period
    rows: list[Row]
    questions: int

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
class CoordinationPage:
    """Every open round at a glance, the texts that wait somewhere, and the mails that do.

    Of the texts: (state, what it is called, how many).
    """

    rounds: list[RoundAtAGlance]
    waiting: list
    mails: QueueState
    template: str = "rounds/dashboard/coordination.html"


@dataclass(frozen=True)
class ReferentPage:
    """The open rounds for each partner that the person speaks for, and the texts that are with them beside these."""

    rounds: list  # (period, the rows of the partners)
    waiting: list[WaitingText]
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
    partners = list(Partner.objects.spoken_for_by(user))
    return _referent(user, partners, today) if partners else _reader(user)


LABELS = {
    ReviewState.SUBMITTED: pgettext_lazy("texts", "to review"),
    ReviewState.VALIDATED: pgettext_lazy("texts", "to publish"),
    ReviewState.DRAFT: pgettext_lazy("texts", "left over from closed rounds"),
    ReviewState.RETURNED: pgettext_lazy("texts", "sent back, with the partner"),
}


def _coordination(user, today):
    rounds = list(open_rounds(today))
    questions = dict(
        Question.objects.filter(answered_at__isnull=True, period__in=rounds)
        .order_by()
        .values_list("period")
        .annotate(number=Count("pk"))
    )
    numbers = reviewing.counts(user)
    return CoordinationPage(
        [RoundAtAGlance(period, rows(period, today), questions.get(period.pk, 0)) for period in reversed(rounds)],
        [(state.value, label, numbers[state]) for state, label in LABELS.items()],
        queue_state(),
    )


def _referent(user, partners, today):
    rounds = list(open_rounds(today))
    waiting = waiting_texts(partners)
    on_a_page = {period.pk for period in rounds}
    return ReferentPage(
        [(period, rows(period, today, partners)) for period in rounds],
        [one for one in waiting if one.remark or one.text.period_id not in on_a_page],
    )


def _reader(user):
    return ReaderPage(Update.objects.visible_to(user).validated().count())

"""The first page of the administration: what each role has to do now, in a constant number of queries."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import pgettext_lazy

from initiatives.models import Period, ReviewState, Update
from records.access import is_coordination, is_member
from rounds import review_queue
from rounds.board import BoardRow, count_by_progress, list_board_rows
from rounds.mail.queue import QueueState, get_queue_state
from rounds.models import Question
from rounds.queries import get_open_rounds
from rounds.waiting_texts import WaitingText, list_waiting_texts
from zones.models import Partner


@dataclass(frozen=True)
class RoundSummary:
    """An open round with how far its partners are."""

    period: Period
    rows: list[BoardRow]
    questions: int

    @property
    def counts(self):
        return count_by_progress(self.rows)

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
    """The summaries of the open rounds, the number of texts in each state as (state, label, count), the mail queue."""

    rounds: list[RoundSummary]
    waiting: list
    mails: QueueState
    template: str = "rounds/dashboard/coordination.html"


@dataclass(frozen=True)
class ReferentPage:
    """The open rounds of the partners that the person speaks for, and the texts of other periods that wait for them."""

    rounds: list  # (period, the rows of the partners)
    waiting: list[WaitingText]
    template: str = "rounds/dashboard/referent.html"


@dataclass(frozen=True)
class ReaderPage:
    """Where validated work is read."""

    validated: int
    template: str = "rounds/dashboard/reader.html"


@dataclass(frozen=True)
class NoRolePage:
    """An account without a role."""

    template: str = "rounds/dashboard/nobody.html"


def build_dashboard(user, today):
    """The page that the person sees first, by role. It names its own template."""
    if is_coordination(user):
        return _build_coordination_page(user, today)
    if not is_member(user):
        return NoRolePage()
    partners = list(Partner.objects.spoken_for_by(user))
    return _build_referent_page(user, partners, today) if partners else _build_reader_page(user)


STATE_LABELS = {
    ReviewState.SUBMITTED: pgettext_lazy("texts", "to review"),
    ReviewState.VALIDATED: pgettext_lazy("texts", "to publish"),
    ReviewState.DRAFT: pgettext_lazy("texts", "left over from closed rounds"),
    ReviewState.RETURNED: pgettext_lazy("texts", "sent back, with the partner"),
}


def _build_coordination_page(user, today):
    rounds = list(get_open_rounds(today))
    questions = dict(
        Question.objects.filter(answered_at__isnull=True, period__in=rounds)
        .order_by()
        .values_list("period")
        .annotate(number=Count("pk"))
    )
    numbers = review_queue.count_by_state(user)
    return CoordinationPage(
        [
            RoundSummary(period, list_board_rows(period, today), questions.get(period.pk, 0))
            for period in reversed(rounds)
        ],
        [(state.value, label, numbers[state]) for state, label in STATE_LABELS.items()],
        get_queue_state(),
    )


def _build_referent_page(user, partners, today):
    rounds = list(get_open_rounds(today))
    waiting = list_waiting_texts(partners)
    on_a_page = {period.pk for period in rounds}
    return ReferentPage(
        [(period, list_board_rows(period, today, partners)) for period in rounds],
        [text for text in waiting if text.remark or text.text.period_id not in on_a_page],
    )


def _build_reader_page(user):
    return ReaderPage(Update.objects.visible_to(user).validated().count())

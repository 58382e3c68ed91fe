"""What the round asks: which periods are open, what a partner is asked, how far everybody is."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from django.db.models import Q

from initiatives.models import Initiative, Period, ReviewState, Update
from initiatives.models.reviews import EDITABLE, VALIDATED
from lisa.models import Antenna, AntennaUpdate
from records.access import is_coordination
from rounds.models import Extension, Question, Response
from zones.models import Partner


def get_partners_for_user(user):
    """The partners whose pages are the user's: those that a referent speaks for, all for the Coordination."""
    if is_coordination(user):
        return Partner.objects.all()
    return Partner.objects.spoken_for_by(user)


def get_open_rounds(today):
    """The periods whose round is open on that day, the earliest first: those that have opened and are not closed."""
    return Period.objects.filter(closed=False, opens_on__lte=today).order_by("starts_on", "pk")


def find_next_round(today):
    """The period whose round opens next; None while no day is set."""
    return Period.objects.filter(closed=False, opens_on__gt=today).order_by("opens_on").first()


def find_last_reported_period(partner, today):
    """The latest period that has begun and of which the partner reported something; None before the first one."""
    return (
        Period.objects.filter(starts_on__lte=today, updates__partner=partner).order_by("-starts_on").distinct().first()
    )


def find_deadline(partner, period):
    """The last day of a partner to submit: its extension, or else the deadline of the period; None when it has none."""
    own = Extension.objects.filter(partner=partner, period=period).values_list("deadline", flat=True).first()
    return own or period.deadline


class Answer(StrEnum):
    """What a partner says of one initiative for the period."""

    NONE = "none"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    ENDED = "ended"
    QUESTIONED = "questioned"
    NEW = "new"


def find_return_entry(text):
    """The line of the log with which a returned text was last sent back; None while it is not, or no line says so."""
    if text.review_state != ReviewState.RETURNED:
        return None
    log = reversed(text.review_log.all())
    return next((entry for entry in log if entry.to_state == ReviewState.RETURNED != entry.from_state), None)


@dataclass(frozen=True)
class InitiativeItem:
    """One initiative on the page of a partner: what was said last, and the answer for this period."""

    initiative: Initiative
    last: Update | None = None  # of the latest earlier period
    update: Update | None = None  # of this period
    question: Question | None = None

    @property
    def answer(self):
        if self.update:
            return {
                Update.Status.CONTINUED: Answer.UNCHANGED,
                Update.Status.CHANGED: Answer.CHANGED,
                Update.Status.ENDED: Answer.ENDED,
            }.get(self.update.status, Answer.NEW)
        return Answer.QUESTIONED if self.question else Answer.NONE

    @property
    def is_decided(self):
        return self.answer is not Answer.NONE

    @property
    def is_editable(self):
        """Whether the answer can still change: nothing was submitted, or it was sent back."""
        return self.update is None or self.update.review_state in EDITABLE

    @property
    def last_remark(self):
        """What the Coordination wrote when it last sent the text back; None while it was not."""
        return find_return_entry(self.update) if self.update else None

    @property
    def owner(self):
        return self.initiative

    @property
    def anchor(self):
        return f"initiative-{self.initiative.pk}"


@dataclass(frozen=True)
class AntennaItem:
    """One antenna on the page of a partner that reports on it: what was said last, and the answer for this period."""

    antenna: Antenna
    last: AntennaUpdate | None = None  # of the latest earlier period that has a text
    update: AntennaUpdate | None = None  # of this period; the first partner who answers makes it

    @property
    def answer(self):
        if self.update is None:
            return Answer.NONE
        return Answer.UNCHANGED if self.update.nothing_new else Answer.CHANGED

    @property
    def is_decided(self):
        return self.update is not None

    @property
    def is_editable(self):
        return self.update is None or self.update.review_state in EDITABLE

    @property
    def last_remark(self):
        return find_return_entry(self.update) if self.update else None

    @property
    def owner(self):
        return self.antenna

    @property
    def anchor(self):
        return f"antenna-{self.antenna.pk}"


@dataclass(frozen=True)
class PartnerRound:
    """The page of a partner for a period: what it is asked, what it added, what it only co-carries."""

    partner: Partner
    period: Period
    asked: list  # items of what it leads and reported before
    added: list  # items of what it reports for the first time
    shared: list  # items of what it co-carries: the lead answers
    antennas: list  # items of the antennas on which it reports
    response: Response | None

    @property
    def items(self):
        """Those of initiatives."""
        return [*self.asked, *self.added]

    @property
    def answered(self):
        """Every item on which the partner can answer, those of antennas last."""
        return [*self.items, *self.antennas]

    @property
    def total(self):
        """How many answers are asked."""
        return len(self.asked) + len(self.antennas)

    @cached_property
    def decided(self):
        return sum(item.is_decided for item in (*self.asked, *self.antennas))

    @property
    def remaining(self):
        return self.total - self.decided

    @property
    def is_submitted(self):
        return bool(self.response and self.response.submitted_at)

    @property
    def nothing_to_report(self):
        return bool(self.response and self.response.nothing_to_report)


def read_partner_round(partner, period):
    """What the partner is asked for the period: every initiative that it leads and reported in an earlier period,
    unless that ended. A one-off action has its end and is not asked again; a duplicate leads to its original.
    It is asked for every antenna on which it reports, unless that closed before."""
    initiatives = list(
        Initiative.objects.carried_by([partner])
        .filter(merged_into__isnull=True)
        .select_related("volet", "lead")
        .order_by("position", "pk")
    )
    said = _read_updates_by_initiative(initiatives, period)
    questions = {
        question.initiative_id: question
        for question in Question.objects.filter(partner=partner, period=period, initiative__isnull=False)
    }
    asked, added, shared = [], [], []
    for initiative in initiatives:
        earlier, now = said.get(initiative.pk, ([], None))
        item = InitiativeItem(initiative, earlier[-1] if earlier else None, now, questions.get(initiative.pk))
        if initiative.lead_id != partner.pk:
            if now or (earlier and not _is_over(item)):
                shared.append(item)
        elif not earlier:
            if now:
                added.append(item)
        elif now or not _is_over(item):
            asked.append(item)
    response = Response.objects.filter(partner=partner, period=period).first()
    return PartnerRound(partner, period, asked, added, shared, _list_antenna_items(partner, period), response)


def _list_antenna_items(partner, period):
    antennas = list(Antenna.objects.reported_by([partner]).order_by("position", "pk"))
    last, now = {}, {}
    for update in (
        AntennaUpdate.objects.filter(antenna__in=antennas)
        .filter(Q(period=period) | Q(period__starts_on__lt=period.starts_on))
        .select_related("period", "antenna")
        .prefetch_related("review_log")
        .order_by("period__starts_on")
    ):
        if update.period_id == period.pk:
            now[update.antenna_id] = update
        elif update.body_fr or update.body_nl or update.body_en:
            last[update.antenna_id] = update
    return [
        AntennaItem(antenna, last.get(antenna.pk), now.get(antenna.pk))
        for antenna in antennas
        if antenna.pk in now or not antenna.is_closed_before(period.starts_on)
    ]


def _is_over(item):
    return item.last.status == Update.Status.ENDED or item.initiative.ended is not None


def _read_updates_by_initiative(initiatives, period):
    """Initiative pk → (its updates of earlier periods, oldest first; the one of this period or None)."""
    updates = (
        Update.objects.filter(initiative__in=initiatives)
        .filter(Q(period=period) | Q(period__starts_on__lt=period.starts_on))
        .select_related("period", "initiative")
        .prefetch_related("figures__indicator", "events", "photos", "review_log")
        .order_by("period__starts_on")
    )
    said = {}
    for update in updates:
        earlier, now = said.get(update.initiative_id, ([], None))
        said[update.initiative_id] = (earlier, update) if update.period_id == period.pk else ([*earlier, update], now)
    return said


class Progress(StrEnum):
    """How far a partner is in a round, derived from its updates and its response."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    RETURNED = "returned"
    SUBMITTED = "submitted"
    VALIDATED = "validated"
    NOTHING_TO_REPORT = "nothing_to_report"


def derive_progress(states, response, questions, *, is_complete=False):
    """How far a partner is, from the review states of its updates, its response and how many questions it asked.

    `is_complete`: every answer that is asked of it was given; where all were handed in one by one, it has submitted.
    """
    if response and response.nothing_to_report:
        return Progress.NOTHING_TO_REPORT
    if ReviewState.RETURNED in states:
        return Progress.RETURNED
    if response and response.submitted_at:
        return Progress.VALIDATED if states and set(states) <= set(VALIDATED) else Progress.SUBMITTED
    if states and set(states) <= set(VALIDATED):
        return Progress.VALIDATED
    if is_complete and states and not set(states) & set(EDITABLE):
        return Progress.SUBMITTED
    return Progress.IN_PROGRESS if states or questions else Progress.NOT_STARTED

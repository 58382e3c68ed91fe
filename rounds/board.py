"""The board: how far each partner is in a round, in a constant number of queries."""

import datetime
from collections import Counter, defaultdict
from dataclasses import dataclass

from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.utils import timezone
from django.utils.translation import pgettext_lazy

from accounts.models import User
from initiatives.models import Initiative, Update
from lisa.models import Antenna, AntennaUpdate
from lisa.services import get_reporting_partners
from rounds.models import Extension, Message, Question, Response
from rounds.queries import Progress, derive_progress
from zones.models import Partner

PROGRESS_LABELS = {
    Progress.NOT_STARTED: pgettext_lazy("progress of a partner", "not started"),
    Progress.IN_PROGRESS: pgettext_lazy("progress of a partner", "in progress"),
    Progress.RETURNED: pgettext_lazy("progress of a partner", "returned"),
    Progress.SUBMITTED: pgettext_lazy("progress of a partner", "submitted"),
    Progress.VALIDATED: pgettext_lazy("progress of a partner", "validated"),
    Progress.NOTHING_TO_REPORT: pgettext_lazy("progress of a partner", "nothing to report"),
}
"""What a reader calls each state, in the order of the round."""

DONE = (Progress.SUBMITTED, Progress.VALIDATED, Progress.NOTHING_TO_REPORT)
"""The states in which nothing more is expected of the partner."""


@dataclass(frozen=True)
class BoardRow:
    """One partner in a round."""

    partner: Partner
    progress: Progress
    decided: int
    asked: int
    deadline: datetime.date | None
    extension: Extension | None
    referents: tuple[User, ...]
    last_mail: datetime.datetime | None
    failed_mails: int
    today: datetime.date

    @property
    def label(self):
        return PROGRESS_LABELS[self.progress]

    @property
    def remaining(self):
        return self.asked - self.decided

    @property
    def is_done(self):
        return self.progress in DONE

    @property
    def days_left(self):
        """Days until the partner's own deadline, negative once it is past; None without a deadline."""
        return (self.deadline - self.today).days if self.deadline else None

    @property
    def days_late(self):
        """Days since the deadline of a partner of whom something is still expected; 0 for the others."""
        return max(0, -self.days_left) if self.deadline and not self.is_done else 0

    @property
    def last_sign_in(self):
        """When one of its referents last signed in; None when none ever did."""
        return max((user.last_login for user in self.referents if user.last_login), default=None)


def list_board_rows(period, today, partners=None):
    """A row for each of the partners (all by default), in their order. Nine or ten queries, however many there are."""
    partners = list(Partner.objects.all() if partners is None else partners)
    facts = _BoardFacts(period, [partner.pk for partner in partners])
    return [facts.build_row(partner, today) for partner in partners]


def count_by_progress(board):
    """(state, its label, how many rows of the board are in it), in the order of the round, empty ones included."""
    found = Counter(row.progress for row in board)
    return [(progress, label, found[progress]) for progress, label in PROGRESS_LABELS.items()]


def find_referents(partner_keys):
    """Primary key of a partner → the people who speak for it, in the order of their e-mail addresses."""
    speaking = User.objects.with_a_role().values("pk")
    links = User.partners.through.objects.filter(partner__in=partner_keys, user__in=speaking)
    found = defaultdict(list)
    for link in links.select_related("user").order_by("user__email"):
        found[link.partner_id].append(link.user)
    return found


class _BoardFacts:
    """What is known of the partners for a period, read at once: primary key of a partner → its facts."""

    def __init__(self, period, partner_keys):
        self.period = period
        self.items = _read_initiatives(period, partner_keys)
        for partner, antennas in _read_antennas(period).items():
            self.items[partner] += antennas
        self.questions = _read_questions(period, partner_keys)
        self.responses = _read_by_partner(Response, period, partner_keys)
        self.extensions = _read_by_partner(Extension, period, partner_keys)
        self.referents = find_referents(partner_keys)
        self.mails = _read_mails(period, partner_keys)

    def build_row(self, partner, today):
        items, questions = self.items[partner.pk], self.questions[partner.pk]
        asked = [item for item in items if item.is_asked]
        states = [item.state for item in items if item.state]
        decided = sum(1 for item in asked if item.state or item.initiative in questions)
        extension = self.extensions.get(partner.pk)
        last_mail, failed_mails = self.mails.get(partner.pk, (None, 0))
        return BoardRow(
            partner=partner,
            progress=derive_progress(
                states, self.responses.get(partner.pk), len(questions), is_complete=decided == len(asked)
            ),
            decided=decided,
            asked=len(asked),
            deadline=extension.deadline if extension else self.period.deadline,
            extension=extension,
            referents=tuple(self.referents[partner.pk]),
            last_mail=last_mail,
            failed_mails=failed_mails,
            today=today,
        )


@dataclass(frozen=True)
class _BoardItem:
    """One initiative that a partner leads or antenna on which it reports, asked or added as in `read_partner_round`,
    with the state of its update."""

    initiative: int  # its primary key; NO_INITIATIVE for an antenna, about which no question is asked
    is_asked: bool
    state: str | None  # review state of its update of the period


def _read_initiatives(period, partner_keys):
    """The initiatives that each partner is asked about or adds, read at once; the last earlier status decides."""
    of_initiative = Update.objects.filter(initiative=OuterRef("pk"))
    earlier = of_initiative.filter(period__starts_on__lt=period.starts_on).order_by("-period__starts_on")
    read = (
        Initiative.objects.filter(lead__in=partner_keys, merged_into__isnull=True)
        .annotate(
            last=Subquery(earlier.values("status")[:1]),
            now=Subquery(of_initiative.filter(period=period).values("review_state")[:1]),
        )
        .order_by()
        .values_list("pk", "lead", "last", "now", "ended_earliest")
    )
    found = defaultdict(list)
    for key, lead, last, now, ended in read:
        is_over = last == Update.Status.ENDED or ended is not None
        if now or (last and not is_over):
            found[lead].append(_BoardItem(key, bool(last), now))
    return found


NO_INITIATIVE = -1


def _read_antennas(period):
    """The antennas on which each partner reports, each with the state of its text of the period."""
    states = dict(AntennaUpdate.objects.filter(period=period).order_by().values_list("antenna", "review_state"))
    found = defaultdict(list)
    for antenna in Antenna.objects.select_related("commune__partner").prefetch_related("partners"):
        if antenna.pk in states or not antenna.is_closed_before(period.starts_on):
            for partner in get_reporting_partners(antenna):
                found[partner.pk].append(_BoardItem(NO_INITIATIVE, True, states.get(antenna.pk)))
    return found


def _read_questions(period, partner_keys):
    """The initiatives that each partner asked about; None stands for a question about no initiative."""
    found = defaultdict(list)
    asked = Question.objects.filter(period=period, partner__in=partner_keys).order_by()
    for partner, initiative in asked.values_list("partner", "initiative"):
        found[partner].append(initiative)
    return found


def _read_by_partner(model, period, partner_keys):
    return {record.partner_id: record for record in model.objects.filter(period=period, partner__in=partner_keys)}


def _read_mails(period, partner_keys):
    """When each partner was last written to for the period, and how many mails to it failed or were interrupted."""
    messages = Message.objects.filter(period=period, partner__in=partner_keys).order_by()
    not_sent = Q(state=Message.State.FAILED) | Message.build_interrupted_condition(timezone.now())
    grouped = messages.values("partner").annotate(last=Max("sent_at"), failed=Count("pk", filter=not_sent))
    return {group["partner"]: (group["last"], group["failed"]) for group in grouped}

"""What the Coordination reviews: the updates of initiatives and of antennas, in one queue."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from django.db.models import Count, F, OuterRef, Q, Subquery, Value
from django.utils.translation import pgettext_lazy

from document.differences import is_different
from initiatives import services
from initiatives.approvals import find_changed_since_approval
from initiatives.languages import find_left_behind
from initiatives.models import ReviewState, Update
from initiatives.models.reviews import VALIDATED
from initiatives.review import TRANSITIONS, Actor, is_transition_possible
from lisa.models import AntennaUpdate
from rounds.text_kinds import TEXT_KINDS, TextKind, get_answering_partners, get_text_kind

REVIEWED_STATES = (ReviewState.SUBMITTED, ReviewState.RETURNED, *VALIDATED, ReviewState.DRAFT)
"""The states of the queue: what was handed in, what became of it, and the drafts that a closed round left over; the
drafts of another round are the partner's own."""

ANTENNAS = "antennas"
"""Chosen instead of a volet: the antennas, which belong to a volet only through their theme."""

VERBS = (*(verb for verb, row in TRANSITIONS.items() if row.actor is Actor.COORDINATION), "submit")
"""What the Coordination decides. The last one hands a text in on behalf of its partner."""
BULK_VERBS = ("return", "validate", "publish")
"""What can be done with several at once. Sending back comes first: it needs a remark, so Enter decides nothing."""


def list_possible_verbs(text):
    """The verbs that the Coordination may apply to the text in its present state, in the order of the table."""
    verbs = [verb for verb in VERBS if is_transition_possible(verb, text)]
    return [verb for verb in verbs if TRANSITIONS[verb].to_state or services.find_reopening(text)]


# --- The queue ------------------------------------------------------------------------------------


class TextChange(StrEnum):
    """How a text differs from that of the period before."""

    NEW = "new"
    TEXT = "text changed"
    ENDED = "ended"
    NONE = "unchanged"

    @property
    def label(self):
        return {
            TextChange.NEW: pgettext_lazy("what changed in a text", "new"),
            TextChange.TEXT: pgettext_lazy("what changed in a text", "text changed"),
            TextChange.ENDED: pgettext_lazy("what changed in a text", "ended"),
            TextChange.NONE: pgettext_lazy("what changed in a text", "unchanged"),
        }[self]


@dataclass(frozen=True)
class QueueRow:
    """A line of the queue."""

    kind: TextKind
    text: object
    since: datetime | None
    change: TextChange
    is_changed_since_approval: bool

    @property
    def value(self):
        """What a checkbox sends: which text, and the version that was seen."""
        return f"{self.kind.name}-{self.text.pk}-{self.text.version}"

    @property
    def owner(self):
        return getattr(self.text, self.kind.owner)

    @property
    def partners(self):
        return get_answering_partners(self.text)


def list_waiting(user, *, state=None, partner=None, volet=None, period=None):
    """(kind, pk, since) of the texts that the user may review, the oldest first; `volet` may be ANTENNAS.

    A lazy union of both kinds: it can be counted and sliced.
    """
    states = [state] if state else REVIEWED_STATES
    queries = [
        _annotate_arrival(kind, _filter_texts(kind, user, partner, volet, period).filter(review_state__in=states))
        for kind in TEXT_KINDS.values()
    ]
    return queries[0].union(*queries[1:], all=True).order_by("since", "text_kind", "pk")


def count_by_state(user, *, partner=None, volet=None, period=None):
    """State → number of texts in it that pass the filters."""
    numbers = dict.fromkeys(REVIEWED_STATES, 0)
    for kind in TEXT_KINDS.values():
        by_state = _filter_texts(kind, user, partner, volet, period).order_by().values_list("review_state")
        for state, number in by_state.annotate(number=Count("pk")):
            if state in numbers:
                numbers[state] += number
    return numbers


def _filter_texts(kind, user, partner, volet, period):
    texts = kind.model.objects.visible_to(user)
    texts = texts.filter(~Q(review_state=ReviewState.DRAFT) | Q(pk__in=kind.model.objects.left_over().values("pk")))
    if period:
        texts = texts.filter(period=period)
    if kind.model is AntennaUpdate:
        texts = texts.of_partners([partner]) if partner else texts
        return texts if volet in (None, ANTENNAS) else texts.none()
    texts = texts.filter(initiative__merged_into__isnull=True)
    if partner:
        texts = texts.filter(partner=partner)
    if volet:
        texts = texts.none() if volet == ANTENNAS else texts.filter(initiative__volet=volet)
    return texts


def _annotate_arrival(kind, texts):
    log = kind.model._meta.get_field("review_log").related_model
    arrivals = log.objects.filter(subject=OuterRef("pk"), to_state=OuterRef("review_state"))
    arrivals = arrivals.exclude(from_state=F("to_state"))
    since = Subquery(arrivals.order_by("-at", "-pk").values("at")[:1])
    return texts.order_by().annotate(text_kind=Value(kind.name), since=since).values_list("text_kind", "pk", "since")


def list_queue_rows(moments):
    """The rows for these (kind, pk, since), in the same order, in a constant number of queries."""
    moments = list(moments)
    built = {}
    for kind in TEXT_KINDS.values():
        since = {pk: moment for name, pk, moment in moments if name == kind.name}
        texts = list(_prefetch_partners(kind, kind.get_texts().filter(pk__in=since)))
        changed, earlier = find_changed_since_approval(texts), find_earlier_texts(texts)
        for text in texts:
            change = find_change(text, earlier[text.pk])
            built[kind.name, text.pk] = QueueRow(kind, text, since[text.pk], change, text.pk in changed)
    return [built[name, pk] for name, pk, _since in moments if (name, pk) in built]


def find_rows_left_behind(rows):
    """(row, fields) of each row in which a language was left behind. The queries do not grow with the rows."""
    texts = {kind.name: [row.text for row in rows if row.kind == kind] for kind in TEXT_KINDS.values()}
    found = {name: find_left_behind(some) for name, some in texts.items()}
    return [(row, found[row.kind.name][row.text.pk]) for row in rows if found[row.kind.name][row.text.pk]]


def _prefetch_partners(kind, texts):
    return texts.prefetch_related("antenna__partners") if kind.model is AntennaUpdate else texts


def find_earlier_texts(texts):
    """Primary key of each text (all of one model) → those of the same owner in earlier periods, the oldest first."""
    if not texts:
        return {}
    kind = get_text_kind(texts[0])
    owner = f"{kind.owner}_id"
    past = kind.model.objects.filter(**{f"{owner}__in": {getattr(text, owner) for text in texts}})
    past = list(past.select_related("period").order_by("period__starts_on", "pk"))
    return {
        text.pk: [
            other for other in past
            if getattr(other, owner) == getattr(text, owner) and other.period.starts_on < text.period.starts_on
        ]
        for text in texts
    }  # fmt: skip


def find_change(text, earlier):
    """How the text differs from the last earlier one that has words."""
    if not earlier:
        return TextChange.NEW
    if getattr(text, "status", "") == Update.Status.ENDED:
        return TextChange.ENDED
    last = find_last_with_text(earlier)
    bodies = [(getattr(text, name) or "", getattr(last, name) or "") for name in ("body_fr", "body_nl")]
    if not any(now.strip() for now, _before in bodies):
        return TextChange.NONE
    return TextChange.TEXT if any(is_different(before, now) for now, before in bodies) else TextChange.NONE


def find_last_with_text(earlier):
    """The last of the earlier texts that has words; where none has, the last one; None where there is none."""
    with_words = [text for text in earlier if text.body_fr or text.body_nl]
    return (with_words or earlier or [None])[-1]


def find_next_to_review(user, text):
    """(kind, pk) of the submitted text that has waited longest, other than this one; None when nothing waits."""
    here = get_text_kind(text).name, text.pk
    waiting_longest = list_waiting(user, state=ReviewState.SUBMITTED)[:2]
    return next(((name, pk) for name, pk, _since in waiting_longest if (name, pk) != here), None)

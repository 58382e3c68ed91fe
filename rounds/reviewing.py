"""What the Coordination reviews: the updates of initiatives and of antennas, in one queue."""

from collections.abc import Callable
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
from lisa import services as antennas
from lisa.models import AntennaUpdate
from lisa.services import get_reporting_partners

REVIEWED_STATES = (ReviewState.SUBMITTED, ReviewState.RETURNED, *VALIDATED, ReviewState.DRAFT)
"""The states of the queue: what was handed in, what became of it, and the drafts that a closed round left over; the
drafts of another round are the partner's own."""

ANTENNAS = "antennas"
"""In the place of a volet: the antennas, which stand in a volet through their theme only."""

VERBS = (*(verb for verb, row in TRANSITIONS.items() if row.actor is Actor.COORDINATION), "submit")
"""What the Coordination decides; the last, handing in for the partner, it does in the partner's place."""
BULK_VERBS = ("return", "validate", "publish")
"""What can be done with several at once. Sending back comes first: the key Enter alone then decides nothing."""


@dataclass(frozen=True)
class Kind:
    """A kind of text under review: its model, its verbs, and how it hangs on what it tells of."""

    name: str
    model: type
    advance: Callable
    find_publication_gaps: Callable
    owner: str  # the field of what the text tells of
    related: tuple[str, ...]
    fields: tuple[str, ...]  # those that can have a remark of their own

    def texts(self):
        return self.model.objects.select_related(*self.related)


KINDS = {
    kind.name: kind
    for kind in (
        Kind(
            "initiative",
            Update,
            services.advance_update,
            services.find_publication_gaps,
            "initiative",
            ("initiative__volet", "initiative__lead", "initiative__theme", "partner", "period"),
            (
                "title_fr", "title_nl", "body_fr", "body_nl", "audience_fr", "audience_nl",
                "partnerships_fr", "partnerships_nl", "status", "figures", "events", "photos",
            ),
        ),
        Kind(
            "antenna",
            AntennaUpdate,
            antennas.advance_antenna_update,
            antennas.find_publication_gaps,
            "antenna",
            ("antenna__commune__partner", "period"),
            ("body_fr", "body_nl"),
        ),
    )
}  # fmt: skip


def kind_of(text):
    return next(kind for kind in KINDS.values() if isinstance(text, kind.model))


def possible_verbs(text):
    """The verbs by which the Coordination may move the text from where it stands, in the order of the table."""
    verbs = [verb for verb in VERBS if is_transition_possible(verb, text)]
    return [verb for verb in verbs if TRANSITIONS[verb].to_state or services.find_reopening(text)]


# --- The queue ------------------------------------------------------------------------------------


class Change(StrEnum):
    """What a text says beside that of the period before, in a word."""

    NEW = "new"
    TEXT = "text changed"
    ENDED = "ended"
    NONE = "unchanged"

    @property
    def label(self):
        return {
            Change.NEW: pgettext_lazy("what changed in a text", "new"),
            Change.TEXT: pgettext_lazy("what changed in a text", "text changed"),
            Change.ENDED: pgettext_lazy("what changed in a text", "ended"),
            Change.NONE: pgettext_lazy("what changed in a text", "unchanged"),
        }[self]


@dataclass(frozen=True)
class Row:
    """A line of the queue."""

    kind: Kind
    text: object
    since: datetime | None
    change: Change
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
        return partners_of(self.text)


def partners_of(text):
    """Who answers for the text: the lead, of that time and of today; for an antenna, those who report on it."""
    return services.get_answering_partners(text) if isinstance(text, Update) else get_reporting_partners(text.antenna)


def waiting(user, *, state=None, partner=None, volet=None, period=None):
    """(kind, pk, since) of what the user may review, in the order in which it came; `volet` may be ANTENNAS.

    A lazy union of both kinds: it can be counted and sliced.
    """
    states = [state] if state else REVIEWED_STATES
    queries = [
        _moments(kind, _filtered(kind, user, partner, volet, period).filter(review_state__in=states))
        for kind in KINDS.values()
    ]
    return queries[0].union(*queries[1:], all=True).order_by("since", "text_kind", "pk")


def counts(user, *, partner=None, volet=None, period=None):
    """State → how many texts stand in it, of what the filters leave."""
    numbers = dict.fromkeys(REVIEWED_STATES, 0)
    for kind in KINDS.values():
        by_state = _filtered(kind, user, partner, volet, period).order_by().values_list("review_state")
        for state, number in by_state.annotate(number=Count("pk")):
            if state in numbers:
                numbers[state] += number
    return numbers


def _filtered(kind, user, partner, volet, period):
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


def _moments(kind, texts):
    log = kind.model._meta.get_field("review_log").related_model
    arrivals = log.objects.filter(subject=OuterRef("pk"), to_state=OuterRef("review_state"))
    arrivals = arrivals.exclude(from_state=F("to_state"))
    since = Subquery(arrivals.order_by("-at", "-pk").values("at")[:1])
    return texts.order_by().annotate(text_kind=Value(kind.name), since=since).values_list("text_kind", "pk", "since")


def rows(moments):
    """The rows of some (kind, pk, since), in their order; in a constant number of queries."""
    moments = list(moments)
    built = {}
    for kind in KINDS.values():
        since = {pk: moment for name, pk, moment in moments if name == kind.name}
        texts = list(_with_partners(kind, kind.texts().filter(pk__in=since)))
        changed, earlier = find_changed_since_approval(texts), earlier_texts(texts)
        for text in texts:
            change = change_of(text, earlier[text.pk])
            built[kind.name, text.pk] = Row(kind, text, since[text.pk], change, text.pk in changed)
    return [built[name, pk] for name, pk, _since in moments if (name, pk) in built]


def left_behind_in(rows):
    """(row, fields) of those of the rows in which a language was left behind; few queries, however many rows."""
    texts = {kind.name: [row.text for row in rows if row.kind == kind] for kind in KINDS.values()}
    found = {name: find_left_behind(some) for name, some in texts.items()}
    return [(row, found[row.kind.name][row.text.pk]) for row in rows if found[row.kind.name][row.text.pk]]


def _with_partners(kind, texts):
    return texts.prefetch_related("antenna__partners") if kind.model is AntennaUpdate else texts


def earlier_texts(texts):
    """For each of the texts (all of one model) by key: those of the same thing in earlier periods, oldest first."""
    if not texts:
        return {}
    kind = kind_of(texts[0])
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


def change_of(text, earlier):
    """What the text says beside the last of the earlier ones that says something."""
    if not earlier:
        return Change.NEW
    if getattr(text, "status", "") == Update.Status.ENDED:
        return Change.ENDED
    last = last_told(earlier)
    bodies = [(getattr(text, name) or "", getattr(last, name) or "") for name in ("body_fr", "body_nl")]
    if not any(now.strip() for now, _before in bodies):
        return Change.NONE
    return Change.TEXT if any(is_different(before, now) for now, before in bodies) else Change.NONE


def last_told(earlier):
    """The last of the earlier texts that holds words; where none does, the last; None where there is none."""
    told = [text for text in earlier if text.body_fr or text.body_nl]
    return (told or earlier or [None])[-1]


def next_to_review(user, text):
    """(kind, pk) of the submitted text that has waited longest, this one apart; None when nothing waits."""
    here = kind_of(text).name, text.pk
    waiting_longest = waiting(user, state=ReviewState.SUBMITTED)[:2]
    return next(((name, pk) for name, pk, _since in waiting_longest if (name, pk) != here), None)

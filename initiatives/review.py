"""The review of a text: its states, and the one table that says who may move it where.

`docs/review.md` is printed from this table by a test.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from initiatives.models import ReviewState
from initiatives.recording import is_on_the_site

DRAFT, SUBMITTED, RETURNED, VALIDATED, PUBLISHED = ReviewState


class Actor(StrEnum):
    """Who may make a transition. A superuser counts as Coordination."""

    LEAD = "lead partner"
    COORDINATION = "Coordination"


@dataclass(frozen=True)
class Transition:
    verb: str
    label: str
    from_states: tuple[ReviewState, ...]
    to_state: ReviewState | None
    """None: the state that the text had before it was reopened."""
    actor: Actor
    remark_required: bool
    public_sees: str
    while_on_the_site: tuple[ReviewState, ...] = ()
    """States from which it is possible too while something of the text is on the site; the text then stays there."""


TRANSITIONS = {
    transition.verb: transition
    for transition in (
        Transition(
            verb="submit",
            label=pgettext_lazy("review", "Submit"),
            from_states=(DRAFT, RETURNED),
            to_state=SUBMITTED,
            actor=Actor.LEAD,
            remark_required=False,
            public_sees=_("what was published of this text before, or nothing"),
        ),
        Transition(
            verb="return",
            label=pgettext_lazy("review", "Send back"),
            from_states=(DRAFT, SUBMITTED),
            to_state=RETURNED,
            actor=Actor.COORDINATION,
            remark_required=True,
            public_sees=_("what was published of this text before, or nothing"),
        ),
        Transition(
            verb="validate",
            label=pgettext_lazy("review", "Validate"),
            from_states=(SUBMITTED,),
            to_state=VALIDATED,
            actor=Actor.COORDINATION,
            remark_required=False,
            public_sees=_("the text in the next issued report; on the site what was published before, or nothing"),
        ),
        Transition(
            verb="publish",
            label=pgettext_lazy("review", "Publish"),
            from_states=(VALIDATED,),
            to_state=PUBLISHED,
            actor=Actor.COORDINATION,
            remark_required=False,
            public_sees=_("the text on the site and in the reports"),
        ),
        Transition(
            verb="reopen",
            label=pgettext_lazy("review", "Reopen"),
            from_states=(VALIDATED, PUBLISHED),
            to_state=RETURNED,
            actor=Actor.COORDINATION,
            remark_required=True,
            public_sees=_("what was published of this text before, or nothing, until it is published again"),
        ),
        Transition(
            verb="undo_reopening",
            label=pgettext_lazy("review", "Take the reopening back"),
            from_states=(RETURNED,),
            to_state=None,
            actor=Actor.COORDINATION,
            remark_required=False,
            public_sees=_("what it saw before the text was reopened"),
        ),
        Transition(
            verb="withdraw",
            label=pgettext_lazy("review", "Withdraw from the site"),
            from_states=(PUBLISHED,),
            to_state=VALIDATED,
            actor=Actor.COORDINATION,
            remark_required=True,
            public_sees=_("nothing of this text on the site; it stays in the reports if it is validated"),
            while_on_the_site=(SUBMITTED, RETURNED, VALIDATED),
        ),
    )
}


def is_transition_possible(verb, text):
    """Whether the table knows that step from where the text stands.

    A draft is with its partner, who still writes: it is sent back only once its round is closed.
    """
    row = TRANSITIONS[verb]
    if verb == "return" and text.review_state == DRAFT and not text.period.closed:
        return False
    return text.review_state in row.from_states or (text.review_state in row.while_on_the_site and is_on_the_site(text))


def get_next_state(verb, state):
    """The state to which the step leads from that one; None where the log of the text says it."""
    row = TRANSITIONS[verb]
    return row.to_state if state in row.from_states else ReviewState(state)


# --- Which state shows what -----------------------------------------------------------------------


@dataclass(frozen=True)
class Visibility:
    """What of a text is shown while it stands in a state."""

    site: str  # the site, its search, its open data, its counts
    reports: str  # the reports and exports that are made now; an issued report never changes


NOTHING, THE_TEXT = _("nothing"), _("the text as it stands")
RECORD = _("what was published of it, until that is withdrawn; nothing where nothing was published")

VISIBILITY = {
    DRAFT: Visibility(NOTHING, NOTHING),
    SUBMITTED: Visibility(RECORD, RECORD),
    RETURNED: Visibility(RECORD, RECORD),
    VALIDATED: Visibility(RECORD, THE_TEXT),
    PUBLISHED: Visibility(THE_TEXT, THE_TEXT),
}
"""The one rule. The site reads records (`initiatives.recording`): they say what the text says while it is published."""

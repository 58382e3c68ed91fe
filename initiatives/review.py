"""The review of a text: its states, and the one table that says who may move it where.

`docs/review.md` is printed from this table by a test.
"""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from initiatives.models import ReviewState

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
    to_state: ReviewState
    actor: Actor
    remark_required: bool
    public_sees: str


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
            public_sees=_("nothing of this text"),
        ),
        Transition(
            verb="return",
            label=pgettext_lazy("review", "Send back"),
            from_states=(SUBMITTED,),
            to_state=RETURNED,
            actor=Actor.COORDINATION,
            remark_required=True,
            public_sees=_("nothing of this text"),
        ),
        Transition(
            verb="validate",
            label=pgettext_lazy("review", "Validate"),
            from_states=(SUBMITTED,),
            to_state=VALIDATED,
            actor=Actor.COORDINATION,
            remark_required=False,
            public_sees=_("the text in the next issued report"),
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
            public_sees=_("nothing of this text until it is published again; issued reports stay"),
        ),
        Transition(
            verb="withdraw",
            label=pgettext_lazy("review", "Withdraw from the site"),
            from_states=(PUBLISHED,),
            to_state=VALIDATED,
            actor=Actor.COORDINATION,
            remark_required=True,
            public_sees=_("the text in the reports, no longer on the site"),
        ),
    )
}

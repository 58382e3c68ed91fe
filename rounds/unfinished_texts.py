"""What is left over when a round is closed, and who deals with it next."""

from dataclasses import dataclass

from initiatives.models import ReviewState, Update
from rounds.board import BoardRow, list_board_rows
from rounds.models import Question
from rounds.text_kinds import TEXT_KINDS


@dataclass(frozen=True)
class Leftovers:
    """The unfinished texts of a round by what becomes of them, as (kind, owner, text); the partners that have not
    answered; the number of open questions."""

    drafts: list  # the Coordination hands them in or sends them back
    returned: list  # they stay with their partner
    submitted: list  # they wait for the review
    validated: list  # they wait for the publication
    unanswered: list[BoardRow]  # partners of whom something is still expected
    questions: int  # without an answer

    @property
    def is_empty(self):
        texts = (*self.drafts, *self.returned, *self.submitted, *self.validated)
        return not (texts or self.unanswered or self.questions)


def find_leftovers(period, today):
    """What would be left over if the round were closed now."""
    by_state = {state: [] for state in ReviewState}
    for kind in TEXT_KINDS.values():
        texts = kind.get_texts().filter(period=period)
        if kind.model is Update:
            texts = texts.filter(initiative__merged_into__isnull=True)
        for text in texts.order_by("pk"):
            by_state[text.review_state].append((kind, getattr(text, kind.owner), text))
    return Leftovers(
        drafts=by_state[ReviewState.DRAFT],
        returned=by_state[ReviewState.RETURNED],
        submitted=by_state[ReviewState.SUBMITTED],
        validated=by_state[ReviewState.VALIDATED],
        unanswered=[row for row in list_board_rows(period, today) if not row.is_done],
        questions=Question.objects.filter(period=period, answered_at__isnull=True).count(),
    )

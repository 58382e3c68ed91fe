"""The texts with which partners take the next step, whatever their period."""

from dataclasses import dataclass
from functools import cached_property

from initiatives.models import ReviewState
from rounds.queries import sent_back
from rounds.reviewing import KINDS, Kind


@dataclass(frozen=True)
class WaitingText:
    """A text that its partner corrects, or writes, and hands in."""

    kind: Kind
    text: object

    @property
    def owner(self):
        """What the text tells of."""
        return getattr(self.text, self.kind.owner)

    @cached_property
    def remark(self):
        """The line of the log with which it was sent back; None for a draft."""
        return sent_back(self.text)


def waiting_texts(partners, rounds=()):
    """Every text that one of the partners hands in and that is with it, by period. What stands on the partner's page
    of the `rounds` is left out."""
    found = []
    for kind in KINDS.values():
        texts = kind.texts().filter(pk__in=kind.model.objects.handed_in_by(partners).with_partner().values("pk"))
        for text in texts.exclude(period__in=rounds).prefetch_related("review_log"):
            found.append(WaitingText(kind, text))
    return sorted(found, key=lambda waiting: (waiting.text.period.starts_on, waiting.kind.name))


def returned_texts(partners):
    """Those of them that were sent back or reopened, of every period."""
    return [waiting for waiting in waiting_texts(partners) if waiting.text.review_state == ReviewState.RETURNED]

"""The texts that wait for their partner, whatever their period."""

from dataclasses import dataclass
from functools import cached_property

from rounds.queries import find_return_entry
from rounds.text_kinds import TEXT_KINDS, TextKind


@dataclass(frozen=True)
class WaitingText:
    """A text that its partner has to write or correct, and hand in."""

    kind: TextKind
    text: object

    @property
    def owner(self):
        """The initiative or the antenna that the text is about."""
        return getattr(self.text, self.kind.owner)

    @cached_property
    def remark(self):
        """The line of the log with which it was sent back; None for a draft."""
        return find_return_entry(self.text)


def list_waiting_texts(partners, rounds=()):
    """Every text that waits for one of the partners, ordered by period. Texts of the periods `rounds` are left out."""
    found = []
    for kind in TEXT_KINDS.values():
        texts = kind.get_texts().filter(pk__in=kind.model.objects.handed_in_by(partners).with_partner().values("pk"))
        for text in texts.exclude(period__in=rounds).prefetch_related("review_log"):
            found.append(WaitingText(kind, text))
    return sorted(found, key=lambda waiting: (waiting.text.period.starts_on, waiting.kind.name))

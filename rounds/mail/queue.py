"""The queue of mails: what is due, what may enter it, and what was interrupted while it was sent."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Min, Q
from django.utils import timezone

from rounds.models import MailSender, Message

LATE_AFTER = datetime.timedelta(minutes=5)

State = Message.State


def get_due_messages(now):
    """The mails to send now, in the order in which they were queued."""
    waiting = Message.objects.filter(Q(not_before__isnull=True) | Q(not_before__lte=now), state=State.QUEUED)
    return waiting.order_by("queued_at", "pk")


def may_leave(message, now, *, again):
    """Whether a person may put the mail into the queue; `again` lets an interrupted one leave too."""
    if message.is_system_mail and not (message.body and message.valid_until > now):
        return False
    return message.state in (State.PREPARED, State.FAILED) or (again and message.is_interrupted(now))


@dataclass(frozen=True)
class QueueState:
    """How many mails wait, since when the first of them, and until when somebody takes them out."""

    waiting: int
    since: datetime.datetime | None
    held_until: datetime.datetime | None

    @property
    def is_late(self):
        """Whether a mail has waited longer than it should."""
        return self.since is not None and self.since < timezone.now() - LATE_AFTER

    @property
    def is_served(self):
        """Whether a sender is at work."""
        return self.held_until is not None and self.held_until > timezone.now()


def get_queue_state():
    """The present state of the queue; a single query where no mail waits."""
    waiting = Message.objects.filter(state=State.QUEUED).aggregate(count=Count("pk"), since=Min("queued_at"))
    sender = MailSender.objects.filter(pk=1).first() if waiting["count"] else None
    return QueueState(waiting["count"], waiting["since"], sender and sender.held_until)

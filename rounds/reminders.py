"""Reminders that leave by themselves, by the days that remain until the own deadline of each partner."""

from dataclasses import dataclass

from django.conf import settings

from rounds.board import Row, rows
from rounds.models import Message
from rounds.outbox import Sent, send_each, write


@dataclass(frozen=True)
class Due:
    """A partner to remind today, and what for."""

    row: Row
    template: str
    occasion: str


def due(period, today):
    """The partners of whom something is still expected and for whom an occasion has come, in their order.

    An occasion lasts until the next one: a day on which the command did not run loses nothing.
    """
    found = (_due(row) for row in rows(period, today) if not row.is_done and row.days_left is not None)
    return [entry for entry in found if entry]


def _due(row):
    first, last = settings.FIRST_REMINDER_DAYS, settings.LAST_REMINDER_DAYS
    if row.days_left < 0:
        return _entry(row, "overdue", "overdue") if row.days_late >= settings.OVERDUE_DAYS else None
    if row.days_left <= last:
        return _entry(row, "reminder", f"reminder-{last}")
    return _entry(row, "reminder", f"reminder-{first}") if row.days_left <= first else None


def _entry(row, template, occasion):
    """More time is a new deadline, of which its partner is reminded anew."""
    return Due(row, template, f"{occasion}-{row.deadline}" if row.extension else occasion)


def remind(period, today):
    """Write and send the reminders of the day, each once however often this runs; a failed one is tried again.

    Returns (Prepared, Sent). A mail that an earlier run left half-sent is left to the Coordination.
    """
    entries = due(period, today)
    prepared = write(period, [(entry.row, entry.template, entry.occasion) for entry in entries], Message.Kind.REMINDER)
    return prepared, send_each(_waiting(period, entries)) if entries else Sent()


def _waiting(period, entries):
    """The mails of these occasions that have not left: new ones, and those that failed."""
    wanted = {(entry.row.partner.pk, entry.occasion) for entry in entries}
    states = [Message.State.PREPARED, Message.State.FAILED]
    mails = Message.objects.filter(period=period, state__in=states, occasion__in={occasion for _, occasion in wanted})
    return [mail for mail in mails.order_by("pk") if (mail.partner_id, mail.occasion) in wanted]

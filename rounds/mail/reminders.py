"""Reminders that leave by themselves: by the days that remain until the own deadline of each partner, and for what was
sent back and is still with it, whatever its period."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from initiatives.models import Period, ReviewState
from lisa.models import AntennaUpdate
from rounds.board import BoardRow, list_board_rows
from rounds.mail.outbox import send_each, write
from rounds.models import Message
from rounds.queries import find_return_entry, get_open_rounds
from rounds.reviewing import KINDS, partners_of

RETURNED = ReviewState.RETURNED


@dataclass(frozen=True)
class Due:
    """A partner to remind today, and what for."""

    row: BoardRow
    template: str
    occasion: str


def periods_to_remind_of(today):
    """The periods whose round is open, and those of which a text is still with its partner because it was sent back."""
    returned = [
        Q(pk__in=kind.model.objects.with_partner().filter(review_state=RETURNED).values("period"))
        for kind in KINDS.values()
    ]
    is_open = Q(pk__in=get_open_rounds(today).values("pk"))
    return Period.objects.filter(is_open | returned[0] | returned[1]).order_by("starts_on", "pk")


def due(period, today):
    """The partners of whom something is still expected and for whom an occasion has come, in their order.

    An occasion lasts until the next one: a day on which the command did not run loses nothing. Of a text that was sent
    back its partner is reminded once more after `RETURNED_DAYS`, where no deadline lies ahead.
    """
    returned = _sent_back_on(period)
    found = (_due(row, period, returned.get(row.partner.pk), today) for row in list_board_rows(period, today))
    return [entry for entry in found if entry]


def _due(row, period, sent_back_on, today):
    has_time = period.is_open_on(today) and row.days_left is not None and row.days_left >= 0
    if sent_back_on and not has_time and (today - sent_back_on).days >= settings.RETURNED_DAYS:
        return Due(row, "still_returned", f"still-returned-{sent_back_on}")
    if period.is_open_on(today) and not row.is_done and row.days_left is not None:
        return _by_deadline(row)
    return None


def _sent_back_on(period):
    """Key of a partner → the last day on which a text of the period was sent back to it that is still there."""
    found = {}
    for kind in KINDS.values():
        texts = kind.texts().filter(period=period, review_state=RETURNED)
        texts = texts.filter(pk__in=kind.model.objects.with_partner().values("pk"))
        if kind.model is AntennaUpdate:
            texts = texts.prefetch_related("antenna__partners")
        for text in texts.prefetch_related("review_log"):
            if entry := find_return_entry(text):
                day = timezone.localdate(entry.at)
                for partner in partners_of(text):
                    found[partner.pk] = max(day, found.get(partner.pk, day))
    return found


def _by_deadline(row):
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
    """Write the reminders of the day and let them leave, each once however often this runs; a failed one leaves again.

    Returns (Prepared, how many leave, how many of these failed before). A mail that was interrupted on its way is left
    to the Coordination.
    """
    entries = due(period, today)
    prepared = write(period, [(entry.row, entry.template, entry.occasion) for entry in entries], Message.Kind.REMINDER)
    waiting = _waiting(period, entries)
    failed = sum(mail.state == Message.State.FAILED for mail in waiting)
    return prepared, send_each(waiting).leaving if waiting else 0, failed


def _waiting(period, entries):
    """The mails of these occasions that have not left: new ones, and those that failed."""
    wanted = {(entry.row.partner.pk, entry.occasion) for entry in entries}
    states = [Message.State.PREPARED, Message.State.FAILED]
    mails = Message.objects.filter(period=period, state__in=states, occasion__in={occasion for _, occasion in wanted})
    return [mail for mail in mails.order_by("pk") if (mail.partner_id, mail.occasion) in wanted]

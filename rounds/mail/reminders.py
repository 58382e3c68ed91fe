"""Automatic reminders: by the days that remain until the partner's own deadline, and for texts that were sent back and
are still with the partner, whatever their period."""

from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from initiatives.models import Period, ReviewState
from lisa.models import AntennaUpdate
from rounds.board import BoardRow, list_board_rows
from rounds.mail.outbox import queue_mails, write_mails
from rounds.models import Message
from rounds.queries import find_return_entry, get_open_rounds
from rounds.text_kinds import TEXT_KINDS, get_answering_partners

RETURNED = ReviewState.RETURNED


@dataclass(frozen=True)
class Reminder:
    """A partner to remind today: with which mail, for which occasion."""

    row: BoardRow
    template: str
    occasion: str


def get_periods_to_remind(today):
    """The periods whose round is open, and those of which a returned text is still with its partner."""
    returned = [
        Q(pk__in=kind.model.objects.with_partner().filter(review_state=RETURNED).values("period"))
        for kind in TEXT_KINDS.values()
    ]
    is_open = Q(pk__in=get_open_rounds(today).values("pk"))
    return Period.objects.filter(is_open | returned[0] | returned[1]).order_by("starts_on", "pk")


def list_reminders(period, today):
    """The reminders of today for the partners that have not answered everything, in the order of the partners.

    An occasion lasts until the next one: a day on which the command did not run loses nothing. A partner is reminded of
    a returned text once more after `RETURNED_DAYS`, where no deadline lies ahead.
    """
    returned = _find_return_days(period)
    found = (_find_reminder(row, period, returned.get(row.partner.pk), today) for row in list_board_rows(period, today))
    return [reminder for reminder in found if reminder]


def _find_reminder(row, period, sent_back_on, today):
    has_time = period.is_open_on(today) and row.days_left is not None and row.days_left >= 0
    if sent_back_on and not has_time and (today - sent_back_on).days >= settings.RETURNED_DAYS:
        return Reminder(row, "still_returned", f"still-returned-{sent_back_on}")
    if period.is_open_on(today) and not row.is_done and row.days_left is not None:
        return _choose_by_deadline(row)
    return None


def _find_return_days(period):
    """Primary key of a partner → the last day on which a text of the period that is still with it was sent back."""
    found = {}
    for kind in TEXT_KINDS.values():
        texts = kind.get_texts().filter(period=period, review_state=RETURNED)
        texts = texts.filter(pk__in=kind.model.objects.with_partner().values("pk"))
        if kind.model is AntennaUpdate:
            texts = texts.prefetch_related("antenna__partners")
        for text in texts.prefetch_related("review_log"):
            if entry := find_return_entry(text):
                day = timezone.localdate(entry.at)
                for partner in get_answering_partners(text):
                    found[partner.pk] = max(day, found.get(partner.pk, day))
    return found


def _choose_by_deadline(row):
    first, last = settings.FIRST_REMINDER_DAYS, settings.LAST_REMINDER_DAYS
    if row.days_left < 0:
        return _build_reminder(row, "overdue", "overdue") if row.days_late >= settings.OVERDUE_DAYS else None
    if row.days_left <= last:
        return _build_reminder(row, "reminder", f"reminder-{last}")
    return _build_reminder(row, "reminder", f"reminder-{first}") if row.days_left <= first else None


def _build_reminder(row, template, occasion):
    """The reminder, with an occasion of its own where the partner was given a new deadline."""
    return Reminder(row, template, f"{occasion}-{row.deadline}" if row.extension else occasion)


def send_reminders(period, today):
    """Write and queue the reminders of the day, each once however often this runs; failed ones are queued again.

    Returns (PreparedMails, number of queued mails, how many of these failed before). Interrupted mails are left to the
    Coordination.
    """
    reminders = list_reminders(period, today)
    prepared = write_mails(
        period, [(reminder.row, reminder.template, reminder.occasion) for reminder in reminders], Message.Kind.REMINDER
    )
    waiting = _list_unsent_mails(period, reminders)
    failed = sum(mail.state == Message.State.FAILED for mail in waiting)
    return prepared, queue_mails(waiting).leaving if waiting else 0, failed


def _list_unsent_mails(period, reminders):
    """The mails of these occasions that have not left: new ones, and those that failed."""
    wanted = {(reminder.row.partner.pk, reminder.occasion) for reminder in reminders}
    states = [Message.State.PREPARED, Message.State.FAILED]
    mails = Message.objects.filter(period=period, state__in=states, occasion__in={occasion for _, occasion in wanted})
    return [mail for mail in mails.order_by("pk") if (mail.partner_id, mail.occasion) in wanted]

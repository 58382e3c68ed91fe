"""The outbox: mails are prepared, read over, and put into the queue. How they leave it: `sending.py`."""

from dataclasses import dataclass, replace

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from records.access import require_coordination
from rounds.board import list_board_rows
from rounds.mail.queue import may_leave
from rounds.mail.sender import wake_sender
from rounds.mail.wording import LINK, check_site_address, compose_mail
from rounds.models import Message
from rounds.services import RoundRefused

INVITATION = "invitation"


@dataclass(frozen=True)
class PreparedMails:
    """The result of preparing mails for some partners."""

    messages: list  # new ones
    existing: int = 0  # the person has a mail for this occasion already
    without_referent: tuple = ()  # partners that nobody speaks for
    done: tuple = ()  # partners that have answered: they are not reminded


@dataclass(frozen=True)
class QueuedMails:
    """The result of putting mails into the queue."""

    leaving: int = 0
    taken: int = 0  # somebody else sent it, or is sending it


# --- Preparing ------------------------------------------------------------------------------------


def prepare_mails(period, partners, kind, *, by, today):
    """Write an invitation or a reminder for every referent of the partners; nothing leaves yet. Returns PreparedMails.

    One invitation a round, one reminder a day: a second one for the same occasion is not written.
    """
    require_coordination(by, RoundRefused)
    _check_round(period)
    board = list_board_rows(period, today, partners)
    if kind == Message.Kind.INVITATION:
        return write_mails(period, [(row, INVITATION, INVITATION) for row in board], kind)
    asked = [(row, _choose_template(row), f"reminder-{today}") for row in board if not row.is_done]
    done = tuple(row.partner for row in board if row.is_done)
    return replace(write_mails(period, asked, kind), done=done)


@transaction.atomic
def write_mails(period, planned, kind):
    """Write a mail for every referent of each (row, template, occasion), where none exists. Returns PreparedMails."""
    check_site_address()
    known = set(Message.objects.filter(period=period).values_list("partner", "recipient", "occasion"))
    written, existing = [], 0
    for row, template, occasion in planned:
        for user in row.referents:
            is_new = (row.partner.pk, user.email, occasion) not in known and _write_mail(
                written, period, row, user, template, occasion, kind
            )
            existing += not is_new
    return PreparedMails(written, existing, tuple(row.partner for row, *_rest in planned if not row.referents))


def _write_mail(written, period, row, user, template, occasion, kind):
    """Add the mail to those that are written; False where somebody else wrote it at this moment."""
    subject, body = compose_mail(template, user, row=row, period=period)
    message, is_new = Message.objects.get_or_create(
        period=period,
        partner=row.partner,
        recipient=user.email,
        occasion=occasion,
        defaults={"kind": kind, "language": user.language, "subject": subject, "body": body},
    )
    if is_new:
        written.append(message)
    return is_new


def _choose_template(row):
    return "overdue" if row.days_late else "reminder"


# --- Reading over ---------------------------------------------------------------------------------


@transaction.atomic
def edit_mail(message, *, by, subject, body, seen_version=None):
    """Change a mail that has not left; the program does not overwrite it any more. An invitation keeps the placeholder
    of its link. `seen_version` is the version that was read, where it is known."""
    require_coordination(by, RoundRefused)
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.state not in (Message.State.PREPARED, Message.State.FAILED):
        raise RoundRefused(_("This mail has left, or is leaving: it cannot change any more."))
    _check_seen_version(message, seen_version)
    if not subject.strip() or not body.strip():
        raise RoundRefused(_("A mail needs a subject and a text."))
    if message.kind == Message.Kind.INVITATION and LINK not in body:
        raise RoundRefused(_("Keep %(link)s where the address will stand: without it nobody gets in.") % {"link": LINK})
    message.subject, message.body = " ".join(subject.split()), body.strip() + "\n"
    message.edited_by, message.version = by, message.version + 1
    message.save()
    return message


@transaction.atomic
def discard_mail(message, *, by):
    """Take a mail out of the outbox before it leaves; it can be prepared again."""
    require_coordination(by, RoundRefused)
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.state != Message.State.PREPARED:
        raise RoundRefused(_("Only a mail that was never sent can be discarded."))
    message.delete()


# --- Leaving --------------------------------------------------------------------------------------


def queue_mail(message, *, by, seen_version=None):
    """Queue one mail: prepared, failed before, or interrupted, which the person then decides.

    Returns QueuedMails; `taken` counts 1 where somebody else was first. Raises RoundRefused where the mail has another
    version than `seen_version`, or has expired.
    """
    require_coordination(by, RoundRefused)
    return queue_mails([message], by=by, again=True, seen_version=seen_version)


def queue_prepared_mails(period, *, by):
    """Queue every prepared mail of the period. Returns QueuedMails."""
    require_coordination(by, RoundRefused)
    return queue_mails(Message.objects.filter(period=period, state=Message.State.PREPARED).order_by("pk"), by=by)


@transaction.atomic
def queue_mails(messages, *, by=None, again=False, seen_version=None):
    """Put the mails into the queue, from which the sender takes them. Returns QueuedMails.

    `by` is the person who pressed the button and gets the replies; without one they go to the sender of all mails.
    `again` queues interrupted mails too.
    """
    check_site_address()
    leaving = [_put_into_queue(message.pk, by, again, seen_version) for message in messages]
    wake_sender()
    return QueuedMails(leaving.count(True), leaving.count(False))


def _put_into_queue(key, by, again, seen_version):
    """Whether the mail is put into the queue now: somebody else may have done so, or sent it."""
    message = Message.objects.select_for_update().filter(pk=key).first()
    now = timezone.now()
    if message is None:
        return False
    if message.is_system_mail and not message.body and message.state != Message.State.SENT:
        raise RoundRefused(
            _(
                "This mail is no longer useful: its text is erased. "
                "Send a new invitation, or let the person ask for a new password."
            )
        )
    if not may_leave(message, now, again=again):
        return False
    _check_seen_version(message, seen_version)
    message.state, message.queued_at, message.attempts, message.not_before = Message.State.QUEUED, now, 0, None
    message.failure, message.sent_by = "", by
    message.save(update_fields=["state", "queued_at", "attempts", "not_before", "failure", "sent_by"])
    return True


def _check_seen_version(message, version):
    if version not in (None, message.version):
        raise RoundRefused(_("This mail is another since you read it: read it again."))


def _check_round(period):
    if period.closed:
        raise RoundRefused(_("This round is closed: open it again before writing to the partners."))
    if not (period.opens_on and period.deadline):
        raise RoundRefused(_("Give the round its dates before writing to the partners."))

"""The outbox: mails are prepared, read over, and sent once, with proof.

A mail is sent in three steps, each committed before the next one starts:

1. *claimed*: under a lock its state becomes "being sent"; whoever comes second finds it taken and does nothing;
2. handed to the mail server, outside any transaction;
3. *proved*: its state becomes "sent" with the moment, or "failed" with the reason.

Where the program dies between 1 and 3, the mail stays "being sent". Nobody can know whether it left: it is shown as
interrupted, is never sent again by itself, and a person decides. The other order (send, then write) would send twice.
"""

import datetime
import logging
from dataclasses import dataclass, replace

from django.core.mail import EmailMessage
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from rounds.board import rows
from rounds.mails import LINK, check_site_address, compose, filled
from rounds.models import Message
from rounds.services import RoundRefused
from zones.models import User
from zones.scope import is_coordination

INVITATION = "invitation"
PATIENCE = datetime.timedelta(minutes=10)
"""How long a mail may be on its way before it counts as interrupted: far longer than any mail server takes."""

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Prepared:
    """What came of preparing mails for some partners."""

    messages: list  # new ones
    existing: int = 0  # the person has a mail for this occasion already
    without_referent: tuple = ()  # partners to whom nobody belongs
    done: tuple = ()  # partners of whom nothing more is expected: they are not reminded


@dataclass(frozen=True)
class Sent:
    """What came of sending mails."""

    sent: int = 0
    failed: int = 0
    taken: int = 0  # somebody else sent it, or is sending it


# --- Preparing ------------------------------------------------------------------------------------


def prepare(period, partners, kind, *, by, today):
    """Write an invitation or a reminder for every referent of the partners; nothing leaves yet. Returns Prepared.

    One invitation a round, one reminder a day: a second one for the same occasion is not written.
    """
    _check_coordination(by)
    _check_round(period)
    board = rows(period, today, partners)
    if kind == Message.Kind.INVITATION:
        return write(period, [(row, INVITATION, INVITATION) for row in board], kind)
    asked = [(row, _template(row), f"reminder-{today}") for row in board if not row.is_done]
    done = tuple(row.partner for row in board if row.is_done)
    return replace(write(period, asked, kind), done=done)


@transaction.atomic
def write(period, letters, kind):
    """Write a mail for every referent of each (row, template, occasion), where there is none yet. Returns Prepared."""
    check_site_address()
    known = set(Message.objects.filter(period=period).values_list("partner", "recipient", "occasion"))
    written, existing = [], 0
    for row, template, occasion in letters:
        for user in row.referents:
            is_new = (row.partner.pk, user.email, occasion) not in known and _write(
                written, period, row, user, template, occasion, kind
            )
            existing += not is_new
    return Prepared(written, existing, tuple(row.partner for row, *_rest in letters if not row.referents))


def _write(written, period, row, user, template, occasion, kind):
    """Add the mail to those that are written; False where somebody else wrote it at this moment."""
    subject, body = compose(template, user, row=row, period=period)
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


def _template(row):
    return "overdue" if row.days_late else "reminder"


# --- Reading over ---------------------------------------------------------------------------------


@transaction.atomic
def edit(message, *, by, subject, body, seen_version=None):
    """Change a mail that has not left; the program does not write over it any more. An invitation keeps the place of
    its link. `seen_version` is the version that was read, where it is known."""
    _check_coordination(by)
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.state not in (Message.State.PREPARED, Message.State.FAILED):
        raise RoundRefused(_("This mail has left, or is leaving: it cannot change any more."))
    _check_seen(message, seen_version)
    if not subject.strip() or not body.strip():
        raise RoundRefused(_("A mail needs a subject and a text."))
    if message.kind == Message.Kind.INVITATION and LINK not in body:
        raise RoundRefused(_("Keep %(link)s where the address will stand: without it nobody gets in.") % {"link": LINK})
    message.subject, message.body = " ".join(subject.split()), body.strip() + "\n"
    message.edited_by, message.version = by, message.version + 1
    message.save()
    return message


@transaction.atomic
def discard(message, *, by):
    """Take a mail out of the outbox before it leaves; it can be prepared again."""
    _check_coordination(by)
    message = Message.objects.select_for_update().get(pk=message.pk)
    if message.state != Message.State.PREPARED:
        raise RoundRefused(_("Only a mail that was never sent can be discarded."))
    message.delete()


def is_interrupted(message, now):
    """Whether it was claimed so long ago that whoever sent it must have died: nobody knows whether it left."""
    return message.state == Message.State.SENDING and message.sending_since < now - PATIENCE


# --- Sending --------------------------------------------------------------------------------------


def send(message, *, by, seen_version=None):
    """Send one mail: prepared, failed before, or interrupted, which is then a decision of the person.

    Returns Sent; `taken` counts 1 where somebody else was first. Raises RoundRefused where the mail is another than
    the one of `seen_version`.
    """
    _check_coordination(by)
    return send_each([message], by=by, again=True, seen_version=seen_version)


def send_prepared(period, *, by):
    """Send every prepared mail of the period. Returns Sent."""
    _check_coordination(by)
    return send_each(Message.objects.filter(period=period, state=Message.State.PREPARED).order_by("pk"), by=by)


def send_each(messages, *, by=None, again=False, seen_version=None):
    """Send the mails one by one, each on its own: one that fails does not hold up the next. Returns Sent.

    `by` is who pressed the button, and gets the answers; nobody's mails are answered to the sender of all mails.
    `again` lets an interrupted mail leave too.
    """
    check_site_address()
    outcomes = [_send(message, by, again, seen_version) for message in messages]
    return Sent(
        outcomes.count(Message.State.SENT), outcomes.count(Message.State.FAILED), outcomes.count(Message.State.SENDING)
    )


def _send(message, by, again, seen_version):
    """The state in which the mail is left; SENDING where it was somebody else's."""
    claimed = _claim(message.pk, by, again, seen_version)
    if claimed is None:
        return Message.State.SENDING
    try:
        _deliver(claimed)
    except Exception as failure:  # whatever a mail backend raises, the mail must not stay "being sent"
        logger.warning("Message %s could not be sent.", claimed.pk, exc_info=True)
        return _prove(claimed, Message.State.FAILED, failure=str(failure) or type(failure).__name__)
    return _prove(claimed, Message.State.SENT, sent_at=timezone.now())


# Durable: a claim inside a larger transaction could be undone after the mail has left.
@transaction.atomic(durable=True)
def _claim(key, by, again, seen_version):
    """Take the mail for this sender alone; None where it cannot be taken."""
    message = Message.objects.select_for_update().filter(pk=key).first()
    now = timezone.now()
    if message is None or not _may_leave(message, again, now):
        return None
    _check_seen(message, seen_version)
    message.state, message.sending_since, message.failure, message.sent_by = Message.State.SENDING, now, "", by
    message.save(update_fields=["state", "sending_since", "failure", "sent_by"])
    return message


def _may_leave(message, again, now):
    if message.state in (Message.State.PREPARED, Message.State.FAILED):
        return True
    return again and is_interrupted(message, now)


def _deliver(message):
    user = User.objects.filter(email=message.recipient, is_active=True).first()
    if user is None:
        raise RoundRefused(_("This address has no active account any more."))
    answers = [message.sent_by.email] if message.sent_by else None
    EmailMessage(message.subject, filled(message, user), to=[message.recipient], reply_to=answers).send()


def _prove(message, state, **proof):
    Message.objects.filter(pk=message.pk, state=Message.State.SENDING).update(state=state, **proof)
    return state


def _check_coordination(by):
    if not is_coordination(by):
        raise RoundRefused(_("Only the Coordination can do this."))


def _check_seen(message, version):
    if version not in (None, message.version):
        raise RoundRefused(_("This mail is another since you read it: read it again."))


def _check_round(period):
    if period.closed:
        raise RoundRefused(_("This round is closed: open it again before writing to the partners."))
    if not (period.opens_on and period.deadline):
        raise RoundRefused(_("Give the round its dates before writing to the partners."))

"""How a mail leaves: outside every request, once, with proof.

Who presses "send" puts the mail into the queue (state "queued"); a mail of an account or an error is put there by the
program. A sender (`sender.py`) takes them out one by one, in three steps, each committed before the next starts:

1. *claimed*: under a lock its state becomes "being sent"; whoever comes second finds it taken and does nothing;
2. handed to the mail server, outside any transaction;
3. *proved*: its state becomes "sent" with the moment, "failed" with the reason, or "queued" again with the moment of
   the next attempt, where the server could not be reached or asked to come back.

Where the program dies between 1 and 3, or the server is given the text and falls silent, the mail stays "being sent".
Nobody can know whether it left: it is shown as interrupted, is never sent again by itself, and a person decides. The
other order (send, then write) would send twice.
"""

import datetime
import enum
import logging
import smtplib
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db import DatabaseError, InterfaceError, transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from accounts.models import User
from rounds.mail.transport import UnansweredError
from rounds.mail.wording import filled
from rounds.models import Message

PAUSES = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
"""How long it waits after each attempt that failed; after as many the mail has failed."""
KEPT = datetime.timedelta(days=90)
"""How long the outbox remembers that a mail of an account or an error left."""

NO_ACCOUNT = gettext_noop("This address has no active account any more.")
UNREACHABLE = gettext_noop("The mail server could not be reached.")
REFUSED = gettext_noop("The mail server refused it.")
UNANSWERED = gettext_noop("The mail server stopped answering after it had received the mail.")
UNWRITTEN = gettext_noop("The mail could not be written.")
EXPIRED = gettext_noop("It could not be sent in time: its text is erased.")

State = Message.State
logger = logging.getLogger(__name__)


class Outcome(enum.Enum):
    """What came of taking one mail out of the queue."""

    SENT = "sent"
    FAILED = "failed"
    LATER = "later"  # it is tried again
    UNKNOWN = "unknown"  # the server took the text and fell silent
    TAKEN = "taken"  # it is somebody else's


@dataclass(frozen=True)
class Proof:
    """What is to be written of a mail that was claimed, and whether the server can be reached at all."""

    outcome: Outcome
    fields: dict = field(default_factory=dict)
    is_reachable: bool = True


def send_one(key, prove=None):
    """Claim, deliver and prove one mail. Returns a Proof.

    `prove(message, proof)` writes the proof in another way than at once: a sender that has time waits for the database.
    """
    message = _claim(key)
    if message is None:
        return Proof(Outcome.TAKEN)
    try:
        _deliver(message)
    except Exception as failure:  # whatever a mail backend raises, the mail must not stay "being sent" for it
        logger.warning("Message %s could not be sent: %r", message.pk, failure)
        proof = _failed(message, failure, timezone.now())
    else:
        proof = Proof(Outcome.SENT, {"state": State.SENT, "sent_at": timezone.now(), "failure": ""} | _erased(message))
    (prove or write_proof)(message, proof)
    return proof


# Durable: a claim inside a larger transaction could be undone after the mail has left.
@transaction.atomic(durable=True)
def _claim(key):
    """Take the mail for this sender alone; None where it cannot be taken."""
    message = Message.objects.select_for_update().filter(pk=key, state=State.QUEUED).first()
    now = timezone.now()
    if message is None or (message.not_before and message.not_before > now):
        return None
    if message.is_passing and message.valid_until <= now:
        return None
    message.state, message.sending_since, message.failure = State.SENDING, now, ""
    message.save(update_fields=["state", "sending_since", "failure"])
    return message


def write_proof(message, proof):
    """Write what came of a mail that was claimed, unless a person has decided otherwise meanwhile."""
    claimed = Message.objects.filter(pk=message.pk, state=State.SENDING, sending_since=message.sending_since)
    claimed.update(**proof.fields)


def _deliver(message):
    body, answers = message.body, message.reply_to
    if not message.is_passing:
        user = User.objects.filter(email=message.recipient, is_active=True).first()
        if user is None:
            raise _NoAccountError
        body, answers = filled(message, user), message.reply_to or (message.sent_by and message.sent_by.email)
    EmailMessage(
        message.subject, body, to=[message.recipient], reply_to=[answers] if answers else None,
        headers={"Message-ID": _identity(message)}, connection=get_connection(settings.EMAIL_TRANSPORT),
    ).send()  # fmt: skip


def _identity(message):
    """The same each time that the mail is sent: a mailbox that gets it twice may show it once."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<message-{message.pk}-{message.created_at:%Y%m%d%H%M%S%f}@{host}>"


class _NoAccountError(Exception):
    """Nobody is at this address any more."""


def _failed(message, failure, now):
    """What is to be written after the attempt raised this."""
    is_reachable = not _is_of_the_server(failure)
    if isinstance(failure, UnansweredError):
        return Proof(Outcome.UNKNOWN, {"failure": _told(UNANSWERED, failure)}, is_reachable)
    if isinstance(failure, _NoAccountError):
        return Proof(Outcome.FAILED, {"state": State.FAILED, "failure": NO_ACCOUNT})
    told = {"failure": _told(_sentence(failure), failure), "attempts": message.attempts + 1}
    if _may_be_tried_again(message, failure) and _is_of_use(message, now + PAUSES[message.attempts]):
        again = {"state": State.QUEUED, "not_before": now + PAUSES[message.attempts]}
        return Proof(Outcome.LATER, told | again, is_reachable)
    return Proof(Outcome.FAILED, told | {"state": State.FAILED}, is_reachable)


def _sentence(failure):
    if _is_of_the_server(failure):
        return UNREACHABLE
    return REFUSED if isinstance(failure, smtplib.SMTPException) else UNWRITTEN


def _told(sentence, failure):
    """The sentence, which the reader is shown in his language, and on the next line what the server said."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        said = "; ".join(_line(*answer) for answer in failure.recipients.values())
    elif isinstance(failure, smtplib.SMTPResponseException):
        said = _line(failure.smtp_code, failure.smtp_error)
    else:
        said = getattr(failure, "strerror", None) or str(failure) or type(failure).__name__
    return f"{sentence}\n{said}"


def _line(code, words):
    return f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"


def _is_of_the_server(failure):
    """Whether the next mail would fail for the same reason: nobody there, nobody who answers, no entry."""
    if not isinstance(failure, smtplib.SMTPException):
        return isinstance(failure, OSError)
    of_the_server = (
        UnansweredError, smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, smtplib.SMTPHeloError,
        smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError,
    )  # fmt: skip
    return isinstance(failure, of_the_server) or 421 in _codes(failure)


def _may_be_tried_again(message, failure):
    if message.attempts >= len(PAUSES):
        return False
    if isinstance(failure, (DatabaseError, InterfaceError)):
        return True
    codes = _codes(failure)
    return _is_of_the_server(failure) or (bool(codes) and all(400 <= code < 500 for code in codes))


def _codes(failure):
    """What the server answered, in numbers."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return [code for code, _reason in failure.recipients.values()]
    return [failure.smtp_code] if isinstance(failure, smtplib.SMTPResponseException) else []


def _is_of_use(message, moment):
    return message.valid_until is None or moment < message.valid_until


def _erased(message):
    return {"body": ""} if message.is_passing else {}


def forget(now):
    """Erase the texts that are of no use any more, and after `KEPT` that such a mail ever left."""
    passing = Message.objects.filter(kind__in=Message.PASSING)
    past = passing.filter(valid_until__lte=now)
    past.filter(state=State.QUEUED).update(state=State.FAILED, failure=EXPIRED, body="")
    past.exclude(state=State.SENDING, sending_since__gt=now - Message.PATIENCE).exclude(body="").update(body="")
    passing.filter(created_at__lt=now - KEPT).delete()

"""How a mail leaves: outside every request, once, with a record of it.

Whoever presses "send" puts the mail into the queue (state "queued"); the program those of accounts and errors.
A sender (`sender.py`) takes them out one by one, in three steps, each committed before the next starts:

1. *claimed*: under a lock its state becomes "being sent"; whoever comes second finds it taken and does nothing;
2. handed to the mail server, outside any transaction;
3. *recorded*: its state becomes "sent" with the moment, "failed" with the reason, or "queued" again with the moment of
   the next attempt, where the server could not be reached or asked to come back.

Where the program dies between 1 and 3, or the server is given the text and falls silent, the mail stays "being sent".
Nobody can know whether it left: it is shown as interrupted, is never sent again automatically: a person decides. The
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
from rounds.mail.wording import fill_in_link
from rounds.models import Message

RETRY_PAUSES = tuple(datetime.timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
"""How long a mail waits after each failed attempt; after that many attempts it has failed."""
KEEP_RECORD_FOR = datetime.timedelta(days=90)
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
    """What became of one mail that was taken out of the queue."""

    SENT = "sent"
    FAILED = "failed"
    LATER = "later"  # it will be tried again
    UNKNOWN = "unknown"  # the server took the text and fell silent
    TAKEN = "taken"  # another sender has it


@dataclass(frozen=True)
class SendingResult:
    """What to record of a mail that was claimed, and whether the server can be reached at all."""

    outcome: Outcome
    fields: dict = field(default_factory=dict)
    is_reachable: bool = True


def send_message(key, record=None):
    """Claim, deliver and record one mail. Returns a SendingResult.

    `record(message, result)` replaces `record_result`: a sender that has time waits for the database.
    """
    message = _claim_message(key)
    if message is None:
        return SendingResult(Outcome.TAKEN)
    try:
        _deliver_message(message)
    except Exception as failure:  # whatever a mail backend raises, the mail must not stay "being sent" for it
        logger.warning("Message %s could not be sent: %r", message.pk, failure)
        result = _build_failure_result(message, failure, timezone.now())
    else:
        result = SendingResult(
            Outcome.SENT, {"state": State.SENT, "sent_at": timezone.now(), "failure": ""} | _list_erased_fields(message)
        )
    (record or record_result)(message, result)
    return result


# Durable: a claim inside a larger transaction could be undone after the mail has left.
@transaction.atomic(durable=True)
def _claim_message(key):
    """Take the mail for this sender alone; None where it cannot be taken."""
    message = Message.objects.select_for_update().filter(pk=key, state=State.QUEUED).first()
    now = timezone.now()
    if message is None or (message.not_before and message.not_before > now):
        return None
    if message.is_system_mail and message.valid_until <= now:
        return None
    message.state, message.sending_since, message.failure = State.SENDING, now, ""
    message.save(update_fields=["state", "sending_since", "failure"])
    return message


def record_result(message, result):
    """Record the result of a mail that was claimed, unless a person has decided otherwise meanwhile."""
    claimed = Message.objects.filter(pk=message.pk, state=State.SENDING, sending_since=message.sending_since)
    claimed.update(**result.fields)


def _deliver_message(message):
    body, answers = message.body, message.reply_to
    if not message.is_system_mail:
        user = User.objects.filter(email=message.recipient, is_active=True).first()
        if user is None:
            raise _NoAccountError
        body, answers = fill_in_link(message, user), message.reply_to or (message.sent_by and message.sent_by.email)
    EmailMessage(
        message.subject, body, to=[message.recipient], reply_to=[answers] if answers else None,
        headers={"Message-ID": _build_message_id(message)}, connection=get_connection(settings.EMAIL_TRANSPORT),
    ).send()  # fmt: skip


def _build_message_id(message):
    """The same each time the mail is sent: a mailbox that receives it twice may show it once."""
    host = urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<message-{message.pk}-{message.created_at:%Y%m%d%H%M%S%f}@{host}>"


class _NoAccountError(Exception):
    """Nobody is at this address any more."""


def _build_failure_result(message, failure, now):
    """The result after the attempt raised this."""
    is_reachable = not _is_server_failure(failure)
    if isinstance(failure, UnansweredError):
        return SendingResult(Outcome.UNKNOWN, {"failure": _describe_failure(UNANSWERED, failure)}, is_reachable)
    if isinstance(failure, _NoAccountError):
        return SendingResult(Outcome.FAILED, {"state": State.FAILED, "failure": NO_ACCOUNT})
    fields = {"failure": _describe_failure(_choose_sentence(failure), failure), "attempts": message.attempts + 1}
    if _may_be_tried_again(message, failure) and _is_still_useful(message, now + RETRY_PAUSES[message.attempts]):
        again = {"state": State.QUEUED, "not_before": now + RETRY_PAUSES[message.attempts]}
        return SendingResult(Outcome.LATER, fields | again, is_reachable)
    return SendingResult(Outcome.FAILED, fields | {"state": State.FAILED}, is_reachable)


def _choose_sentence(failure):
    if _is_server_failure(failure):
        return UNREACHABLE
    return REFUSED if isinstance(failure, smtplib.SMTPException) else UNWRITTEN


def _describe_failure(sentence, failure):
    """The sentence, which the reader is shown in his language, and on the next line what the server said."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        answer = "; ".join(_format_answer(*refusal) for refusal in failure.recipients.values())
    elif isinstance(failure, smtplib.SMTPResponseException):
        answer = _format_answer(failure.smtp_code, failure.smtp_error)
    else:
        answer = getattr(failure, "strerror", None) or str(failure) or type(failure).__name__
    return f"{sentence}\n{answer}"


def _format_answer(code, words):
    return f"{code} {words.decode(errors='replace') if isinstance(words, bytes) else words}"


def _is_server_failure(failure):
    """Whether the next mail would fail for the same reason: no server, no answer, or no access."""
    if not isinstance(failure, smtplib.SMTPException):
        return isinstance(failure, OSError)
    server_failures = (
        UnansweredError, smtplib.SMTPServerDisconnected, smtplib.SMTPConnectError, smtplib.SMTPHeloError,
        smtplib.SMTPAuthenticationError, smtplib.SMTPNotSupportedError,
    )  # fmt: skip
    return isinstance(failure, server_failures) or 421 in _list_codes(failure)


def _may_be_tried_again(message, failure):
    if message.attempts >= len(RETRY_PAUSES):
        return False
    if isinstance(failure, (DatabaseError, InterfaceError)):
        return True
    codes = _list_codes(failure)
    return _is_server_failure(failure) or (bool(codes) and all(400 <= code < 500 for code in codes))


def _list_codes(failure):
    """The reply codes of the server."""
    if isinstance(failure, smtplib.SMTPRecipientsRefused):
        return [code for code, _reason in failure.recipients.values()]
    return [failure.smtp_code] if isinstance(failure, smtplib.SMTPResponseException) else []


def _is_still_useful(message, moment):
    return message.valid_until is None or moment < message.valid_until


def _list_erased_fields(message):
    return {"body": ""} if message.is_system_mail else {}


def erase_expired_messages(now):
    """Erase the texts that have expired, and after `KEEP_RECORD_FOR` the whole record of such a mail."""
    system_mails = Message.objects.filter(kind__in=Message.SYSTEM_KINDS)
    expired = system_mails.filter(valid_until__lte=now)
    expired.filter(state=State.QUEUED).update(state=State.FAILED, failure=EXPIRED, body="")
    expired.exclude(state=State.SENDING, sending_since__gt=now - Message.INTERRUPTED_AFTER).exclude(body="").update(
        body=""
    )
    system_mails.filter(created_at__lt=now - KEEP_RECORD_FOR).delete()

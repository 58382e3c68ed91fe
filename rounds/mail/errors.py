"""Mails to the administrators about errors of the site: few, whatever the number of errors.

The same error is mailed once an hour, and all errors together a few times; the others are counted, and the next mail
says how many there were. They go through the queue like every other mail: an error waits for no mail server.
"""

import datetime
import hashlib
import traceback

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone, translation
from django.utils.log import AdminEmailHandler

from accounts.requests.redaction import redact_secrets
from rounds.mail.backend import EmailBackend
from rounds.models import MailSender, Message

HOUR = datetime.timedelta(hours=1)
MAX_MAILS_PER_HOUR = 4


def mail_error(record):
    """Write the mail about a logged error, or count it. Without a database there is only the log."""
    if record.exc_info and isinstance(record.exc_info[1], (OperationalError, InterfaceError)):
        return
    occasion = _identify_error(record)
    with transaction.atomic(), translation.override("en"):
        sender = MailSender.get_row(locked=True)
        if _may_be_mailed(occasion, timezone.now()):
            _ErrorMailHandler(occasion, sender.untold_errors).emit(record)
            sender.untold_errors = 0
        else:
            sender.untold_errors += 1
        sender.save(update_fields=["untold_errors"])


class _ErrorMailHandler(AdminEmailHandler):
    """One mail as Django writes it, for the queue."""

    def __init__(self, occasion, untold):
        super().__init__()
        self.occasion, self.untold = occasion, untold

    def send_mail(self, subject, message, *args, **kwargs):
        if self.untold:
            message = f"Since the last mail about an error, {self.untold} more came; the log has them all.\n\n{message}"
        super().send_mail(redact_secrets(subject), redact_secrets(message), *args, **kwargs)

    def connection(self):
        return EmailBackend(kind=Message.Kind.ERROR, occasion=self.occasion)


def _identify_error(record):
    """A name that is the same for the same error on any page: from its type and the place in the code."""
    if record.exc_info and record.exc_info[0]:
        last = traceback.extract_tb(record.exc_info[2])[-1:]
        place = [record.exc_info[0].__name__, *(f"{frame.filename}:{frame.lineno}" for frame in last)]
    else:
        place = [record.name, str(record.msg)]
    return f"error-{hashlib.sha256(' '.join(place).encode()).hexdigest()[:16]}"


def _may_be_mailed(occasion, now):
    recent = Message.objects.filter(kind=Message.Kind.ERROR, created_at__gt=now - HOUR).order_by()
    mailed = set(recent.values_list("occasion", flat=True))
    return occasion not in mailed and len(mailed) < MAX_MAILS_PER_HOUR

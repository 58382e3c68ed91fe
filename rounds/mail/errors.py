"""Mails to the administrators about errors of the site: few, whatever the number of errors.

The same error writes one mail an hour, all errors together a few; what came beside is counted, and the next mail says
how often. They go through the queue like every other mail: an error waits for no mail server.
"""

import datetime
import hashlib
import traceback

from django.db import InterfaceError, OperationalError, transaction
from django.utils import timezone, translation
from django.utils.log import AdminEmailHandler

from accounts.requests.secret_words import without_secrets
from rounds.mail.backend import EmailBackend
from rounds.models import MailSender, Message

AN_HOUR = datetime.timedelta(hours=1)
MAILS_AN_HOUR = 4


def tell(record):
    """Write the mail about an error that is logged, or count it. Where there is no database, the log alone tells."""
    if record.exc_info and isinstance(record.exc_info[1], (OperationalError, InterfaceError)):
        return
    occasion = _occasion(record)
    with transaction.atomic(), translation.override("en"):
        sender = MailSender.row(locked=True)
        if _may_be_told(occasion, timezone.now()):
            _Letter(occasion, sender.untold_errors).emit(record)
            sender.untold_errors = 0
        else:
            sender.untold_errors += 1
        sender.save(update_fields=["untold_errors"])


class _Letter(AdminEmailHandler):
    """One mail as Django writes it, for the queue."""

    def __init__(self, occasion, untold):
        super().__init__()
        self.occasion, self.untold = occasion, untold

    def send_mail(self, subject, message, *args, **kwargs):
        if self.untold:
            message = f"Since the last mail about an error, {self.untold} more came; the log has them all.\n\n{message}"
        super().send_mail(without_secrets(subject), without_secrets(message), *args, **kwargs)

    def connection(self):
        return EmailBackend(kind=Message.Kind.ERROR, occasion=self.occasion)


def _occasion(record):
    """The same for the same error, wherever a visitor meets it: its type and the place in the program."""
    if record.exc_info and record.exc_info[0]:
        last = traceback.extract_tb(record.exc_info[2])[-1:]
        place = [record.exc_info[0].__name__, *(f"{frame.filename}:{frame.lineno}" for frame in last)]
    else:
        place = [record.name, str(record.msg)]
    return f"error-{hashlib.sha256(' '.join(place).encode()).hexdigest()[:16]}"


def _may_be_told(occasion, now):
    recent = Message.objects.filter(kind=Message.Kind.ERROR, created_at__gt=now - AN_HOUR).order_by()
    told = set(recent.values_list("occasion", flat=True))
    return occasion not in told and len(told) < MAILS_AN_HOUR

"""Django's way to send mail (`EMAIL_BACKEND`), which puts it into the queue and returns at once.

Whatever Django, allauth or a handler of the log sends goes this way: no request waits for a mail server, and where the
request is undone its mail is undone too. `EMAIL_TRANSPORT` names the backend by which the sender lets it leave.
"""

import datetime
from email.utils import parseaddr

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend
from django.db import DatabaseError, InterfaceError, transaction
from django.utils import timezone
from django.utils.translation import get_language

from rounds.mail.sender import wake_sender
from rounds.models import Message


class EmailBackend(BaseEmailBackend):
    """Keeps the subject and the plain text of each mail for each of its recipients.

    A mail may say until when it is of use (`valid_until`); one that does not is so for as long as a link to choose a
    password. Every mail has one and the same sender, `DEFAULT_FROM_EMAIL`. Raises ValueError for a mail that is more
    than its text.
    """

    is_undone_with_its_transaction = True

    def __init__(self, fail_silently=False, kind=Message.Kind.ACCOUNT, occasion="account", **options):
        super().__init__(fail_silently=fail_silently)
        self.kind, self.occasion = kind, occasion

    def send_messages(self, email_messages):
        mails = [mail for message in email_messages for mail in self._build_messages(message)]
        try:
            with transaction.atomic():
                Message.objects.bulk_create(mails)
                wake_sender()
        except (DatabaseError, InterfaceError):
            if not self.fail_silently:
                raise
            return 0
        return len(email_messages)

    def _build_messages(self, message):
        if message.attachments or getattr(message, "alternatives", None):
            raise ValueError("The outbox keeps the text of a mail, no attachments and no other form of it.")
        now = timezone.now()
        lifetime = datetime.timedelta(seconds=settings.PASSWORD_RESET_TIMEOUT)
        for recipient in message.recipients():
            yield Message(
                kind=self.kind,
                occasion=self.occasion,
                recipient=parseaddr(recipient)[1],
                reply_to=parseaddr(message.reply_to[0])[1] if message.reply_to else "",
                language=_get_language(),
                subject=message.subject[: Message._meta.get_field("subject").max_length],
                body=message.body,
                state=Message.State.QUEUED,
                queued_at=now,
                valid_until=getattr(message, "valid_until", None) or now + lifetime,
            )


def _get_language():
    language = (get_language() or settings.LANGUAGE_CODE)[:2]
    return language if language in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE

"""Mail servers that do what mail servers do: refuse, die, take their time."""

import smtplib
import time

from django.core.mail.backends.locmem import EmailBackend


class Refusing(EmailBackend):
    """Does not know the addresses that start with "unknown"."""

    def send_messages(self, messages):
        for message in messages:
            if message.to[0].startswith("unknown"):
                raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"No such user")})
        return super().send_messages(messages)


class Dying(EmailBackend):
    """The program is stopped while the mail is on its way."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise KeyboardInterrupt


class Slow(EmailBackend):
    """Takes long enough for somebody else to press the button too."""

    def send_messages(self, messages):
        time.sleep(0.3)
        return super().send_messages(messages)

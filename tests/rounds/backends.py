"""Mail servers that do what mail servers do: refuse, ask to come back, fall silent, are not there, die."""

import smtplib

from django.core.mail.backends.locmem import EmailBackend

from rounds.mail.transport import UnansweredError


class Refusing(EmailBackend):
    """Does not know the addresses that start with "unknown"; asks those that start with "busy" to come back."""

    def send_messages(self, messages):
        for message in messages:
            if message.to[0].startswith("unknown"):
                raise smtplib.SMTPRecipientsRefused({message.to[0]: (550, b"No such user")})
            if message.to[0].startswith("busy"):
                raise smtplib.SMTPRecipientsRefused({message.to[0]: (451, b"Come back later")})
        return super().send_messages(messages)


class Dying(EmailBackend):
    """The program is stopped while the mail is on its way."""

    def send_messages(self, messages):
        super().send_messages(messages)
        raise KeyboardInterrupt


class Absent(EmailBackend):
    """Nobody is there."""

    def send_messages(self, messages):
        raise ConnectionRefusedError(111, "Connection refused")


class FallingSilent(EmailBackend):
    """Takes the text, and says nothing more."""

    def send_messages(self, messages):
        raise UnansweredError("Connection unexpectedly closed: timed out")

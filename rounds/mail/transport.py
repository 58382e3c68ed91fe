"""The way to the mail server: SMTP, with a word for the one case in which nobody knows whether a mail left."""

import smtplib

from django.core.mail.backends import smtp


class UnansweredError(smtplib.SMTPException):
    """The server was given the whole mail and did not say whether it took it: it may have, or not."""


class _WatchedConnection:
    """A connection that knows whether it has begun to hand over the text of the mail.

    smtplib hands over commands as words and the text of a mail, alone, as bytes.
    """

    has_given_text = False

    def send(self, s):
        self.has_given_text = isinstance(s, bytes)
        super().send(s)

    def data(self, msg):
        try:
            return super().data(msg)
        except smtplib.SMTPServerDisconnected as error:
            if self.has_given_text:
                raise UnansweredError(str(error)) from error
            raise


class _Connection(_WatchedConnection, smtplib.SMTP):
    pass


class _EncryptedConnection(_WatchedConnection, smtplib.SMTP_SSL):
    pass


class EmailBackend(smtp.EmailBackend):
    """Django's, on such a connection. Raises UnansweredError; whatever else it raises, the mail did not leave."""

    @property
    def connection_class(self):
        return _EncryptedConnection if self.use_ssl else _Connection

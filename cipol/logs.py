"""What the log of the server says of a request, what it leaves out, and what it tells the administrators by mail."""

import logging
from http import HTTPStatus

from django.conf import settings

from accounts.requests.identifiers import get_request_id
from accounts.requests.redaction import redact_secrets


class NoTraceback(logging.Filter):
    """For a handler of what a visitor can cause at will: a line says it, its traceback would only fill the disk."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.exc_info = record.exc_text = None
        return True


class LineFormatter(logging.Formatter):
    """A line with the identifier of the request, without the keys that an address may hold.

    The traceback stands under it only where the program failed: a request that was refused is no failure.
    """

    def format(self, record: logging.LogRecord) -> str:
        record.request_id = get_request_id(getattr(record, "request", None)) or "-"
        if getattr(record, "status_code", HTTPStatus.INTERNAL_SERVER_ERROR) < HTTPStatus.INTERNAL_SERVER_ERROR:
            record.exc_info = record.exc_text = None
        return redact_secrets(super().format(record))


class ErrorMailHandler(logging.Handler):
    """Tells ADMIN_EMAILS of an error. Whatever fails in it, the page of the error is shown all the same."""

    def emit(self, record: logging.LogRecord) -> None:
        if not settings.ADMINS:
            return
        try:
            # The log is set up before there are models.
            from rounds.mail.errors import mail_error

            mail_error(record)
        except Exception:
            self.handleError(record)

"""What the log of the server leaves out, and what it tells the administrators by mail."""

import logging

from django.conf import settings


class NoTraceback(logging.Filter):
    """For a handler of what a visitor can cause at will: a line says it, its traceback would only fill the disk."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.exc_info = record.exc_text = None
        return True


class ErrorMailHandler(logging.Handler):
    """Tells ADMIN_EMAILS of an error. Whatever fails in it, the page of the error is shown all the same."""

    def emit(self, record: logging.LogRecord) -> None:
        if not settings.ADMINS:
            return
        try:
            # The log is set up before there are models.
            from rounds.error_mails import tell

            tell(record)
        except Exception:
            self.handleError(record)

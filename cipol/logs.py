"""What the log of the server leaves out."""

import logging


class NoTraceback(logging.Filter):
    """For a handler of what a visitor can cause at will: a line says it, its traceback would only fill the disk."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.exc_info = record.exc_text = None
        return True

"""A disk that is full: what it looks like, and what is said of it."""

import errno
import sqlite3
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

NUMBERS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
OF_POSTGRESQL = "53100"


def is_want_of_room(error):
    """Whether an exception comes of a disk that is full: that of the files, of the database, of what is temporary."""
    while error is not None:
        if isinstance(error, OSError) and error.errno in NUMBERS:
            return True
        # What `tempfile` says where no folder takes the few bytes with which it tries them.
        if isinstance(error, FileNotFoundError) and "No usable temporary directory" in str(error):
            return True
        if getattr(error, "sqlstate", "") == OF_POSTGRESQL:
            return True
        if getattr(error, "sqlite_errorcode", None) == sqlite3.SQLITE_FULL:
            return True
        error = error.__cause__ or error.__context__
    return False


def no_room():
    """The sentence for whoever meets a full disk."""
    return _("The disk of the server is full; nothing was written. Tell the people who run the site, then try again.")


@contextmanager
def said_to_a_command():
    """A full disk ends a command with a sentence."""
    try:
        yield
    except Exception as error:
        if not is_want_of_room(error):
            raise
        raise CommandError(no_room()) from None

"""A full disk: how it is recognised, and the sentence for it."""

import errno
import sqlite3
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.utils.translation import gettext as _

NUMBERS = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
OF_POSTGRESQL = "53100"


def is_disk_full(error):
    """Whether an exception comes from a full disk: of the files, of the database, of temporary files."""
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


def describe_full_disk():
    """The sentence about a full disk."""
    return _("The disk of the server is full; nothing was written. Tell the people who run the site, then try again.")


@contextmanager
def report_full_disk():
    """End a command with a sentence where the disk is full."""
    try:
        yield
    except Exception as error:
        if not is_disk_full(error):
            raise
        raise CommandError(describe_full_disk()) from None

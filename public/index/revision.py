"""Which revision of the published content stands: what every cached page is cached for.

Every request asks for it, and a cached page asks for nothing else.
"""

import time
from typing import NamedTuple

from django.db import InterfaceError, OperationalError, connection

# One row in any case: before the first refresh there is no revision yet, but something may wait.
QUESTION = (
    "SELECT COALESCE(MAX(number), 0), COALESCE(MAX(reference), 0), EXISTS (SELECT 1 FROM public_pendingrefresh) "
    "FROM public_siterevision"
)
PATIENCE = 1.0
"""Seconds after which a failure is no connection that was lost in the meantime, but a server that is away."""


class StoredRevision(NamedTuple):
    number: int
    reference: int
    is_pending: bool  # whether something waits that was not refreshed yet


def read_revision():
    """What stands: one query, and once more where the connection was lost since the last request."""
    if connection.connection is None or connection.in_atomic_block:
        return _ask()
    # The question says itself whether the connection stands: Django need not ask another one before.
    connection.health_check_done = True
    started = time.monotonic()
    try:
        return _ask()
    except (InterfaceError, OperationalError):
        connection.close()
        if time.monotonic() - started > PATIENCE:
            raise
        return _ask()


def _ask():
    with connection.cursor() as cursor:
        cursor.execute(QUESTION)
        row = cursor.fetchone()
    return StoredRevision(row[0], row[1], bool(row[2]))

"""Which revision of the published content stands: what every kept page is kept for.

Every request asks for it, and a kept page asks for nothing else: what the question costs is most of what such a page
costs.
"""

from typing import NamedTuple

from django.db import connection
from psycopg.pq import ExecStatus

QUESTION = "SELECT number, reference, EXISTS (SELECT 1 FROM public_pendingrefresh) FROM public_siterevision"


class StoredRevision(NamedTuple):
    number: int
    reference: int
    is_pending: bool  # whether something waits that was not refreshed yet


def read_revision():
    """What stands: one query."""
    return (_from_the_pool() if _nothing_is_open() else None) or _through_django()


def _nothing_is_open():
    """Whether the answer can come from any connection: the request has none, so no transaction either."""
    return connection.vendor == "postgresql" and connection.connection is None and connection.pool is not None


def _from_the_pool():
    """Past the layers of Django and of psycopg, which for so small a question take longer than the server does.

    None where there is no answer: the way through Django knows what to say then.
    """
    pool = connection.pool
    with connection.wrap_database_errors:
        pool.open()
        lent = pool.getconn()
        try:
            found = lent.pgconn.exec_(QUESTION.encode())
        finally:
            pool.putconn(lent)
    if found.status != ExecStatus.TUPLES_OK or not found.ntuples:
        return None
    return StoredRevision(int(found.get_value(0, 0)), int(found.get_value(0, 1)), found.get_value(0, 2) == b"t")


def _through_django():
    with connection.cursor() as cursor:
        cursor.execute(QUESTION)
        row = cursor.fetchone()
    return StoredRevision(row[0], row[1], bool(row[2])) if row else StoredRevision(0, 0, False)

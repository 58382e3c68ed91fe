"""Which generation of the published content stands: what every kept page is kept for.

Every request asks for it, and a kept page asks for nothing else: what the question costs is most of what such a page
costs.
"""

from django.db import connection
from psycopg.pq import ExecStatus

QUESTION = "SELECT number, EXISTS (SELECT 1 FROM public_touched) FROM public_generation"


def generation():
    """The number of the generation, and whether something is marked that was not settled yet: one query."""
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
    return int(found.get_value(0, 0)), found.get_value(0, 1) == b"t"


def _through_django():
    with connection.cursor() as cursor:
        cursor.execute(QUESTION)
        row = cursor.fetchone()
    return (row[0], bool(row[1])) if row else (0, False)

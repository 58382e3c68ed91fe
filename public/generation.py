"""Which generation of the published content stands: what every kept page is kept for.

Every request asks for it, and a kept page asks for nothing else: what the question costs is most of what such a page
costs.
"""

from django.db import connection
from psycopg import Cursor

QUESTION = "SELECT number, EXISTS (SELECT 1 FROM public_touched) FROM public_generation"


def generation():
    """The number of the generation, and whether something is marked that was not settled yet: one query."""
    row = _from_the_pool() if _nothing_is_open() else _through_django()
    return (row[0], bool(row[1])) if row else (0, False)


def _nothing_is_open():
    """Whether the answer can come from any connection: the request has none, so no transaction either."""
    return connection.vendor == "postgresql" and connection.connection is None and connection.pool is not None


def _from_the_pool():
    """Past Django's own layers, which for so small a question take longer than the server does."""
    pool = connection.pool
    with connection.wrap_database_errors:
        pool.open()
        lent = pool.getconn()
        try:
            return Cursor(lent).execute(QUESTION).fetchone()
        finally:
            pool.putconn(lent)


def _through_django():
    with connection.cursor() as cursor:
        cursor.execute(QUESTION)
        return cursor.fetchone()

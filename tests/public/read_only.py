"""A connection to the database that refuses to write, and remembers what it was asked."""

import re
from contextlib import contextmanager

from django.db import connection, transaction

READING = re.compile(r"\s*\(?\s*(SELECT|WITH|SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT)\b", re.IGNORECASE)


class Written(Exception):
    """Something wanted to write."""


@contextmanager
def only_reading():
    """Gives the list of the statements that were refused: by their first word, and by the database itself."""
    refused = []

    def refuse(execute, sql, params, many, context):
        if not READING.match(sql):
            refused.append(sql)
            raise Written(sql)
        return execute(sql, params, many, context)

    with _read_only_database(), connection.execute_wrapper(refuse):
        yield refused


@contextmanager
def _read_only_database():
    if connection.vendor == "postgresql":
        # A savepoint that is rolled back takes the restriction back with it.
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION READ ONLY")
            yield
            transaction.set_rollback(True)
    else:
        _query_only("ON")
        try:
            yield
        finally:
            _query_only("OFF")


def _query_only(switch):
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA query_only = {switch}")

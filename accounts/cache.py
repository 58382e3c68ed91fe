"""The table in which the server processes tell each other what counts for a while only."""

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone


def make_cache_table(using, **signal):
    """Called after each `migrate`: the table of the cache, where it is missing."""
    call_command("createcachetable", database=using, verbosity=0)


def remove_expired():
    """Remove what has had its time; reading it would do so too, but nobody reads it any more. How many rows went."""
    now = timezone.now().replace(microsecond=0)
    return _run("DELETE FROM {table} WHERE expires < %s", [connection.ops.adapt_datetimefield_value(now)])


def keep_latest(prefix, most):
    """Of the entries whose name begins like this, keep so many, those that live the longest."""
    begins = f"{cache.make_key(prefix)}%"
    _run(
        "DELETE FROM {table} WHERE cache_key LIKE %s AND cache_key NOT IN (SELECT cache_key FROM (SELECT cache_key "
        "FROM {table} WHERE cache_key LIKE %s ORDER BY expires DESC, cache_key LIMIT %s) AS kept)",
        [begins, begins, most],
    )


def _run(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=connection.ops.quote_name(cache._table)), values)
        return cursor.rowcount

"""The table of the cache that the server processes share."""

from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone


def create_cache_table(using, **signal):
    """Called after each `migrate`: create the cache table where it is missing."""
    call_command("createcachetable", database=using, verbosity=0)


def delete_expired():
    """Delete the expired entries; the cache itself does so only when they are read. Returns how many there were."""
    now = timezone.now().replace(microsecond=0)
    return _execute("DELETE FROM {table} WHERE expires < %s", [connection.ops.adapt_datetimefield_value(now)])


def delete_all_but_latest(prefix, most):
    """Of the entries whose key begins with `prefix`, keep the `most` that expire last."""
    begins = f"{cache.make_key(prefix)}%"
    _execute(
        "DELETE FROM {table} WHERE cache_key LIKE %s AND cache_key NOT IN (SELECT cache_key FROM (SELECT cache_key "
        "FROM {table} WHERE cache_key LIKE %s ORDER BY expires DESC, cache_key LIMIT %s) AS kept)",
        [begins, begins, most],
    )


def _execute(statement, values):
    with connection.cursor() as cursor:
        cursor.execute(statement.format(table=connection.ops.quote_name(cache._table)), values)
        return cursor.rowcount

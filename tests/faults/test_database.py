"""A database that is asked for too much: no page waits for ever."""

import time

import pytest

SLEEP = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT pg_sleep(30)")
"""


@pytest.fixture(scope="module")
def site_settings():
    return {"DATABASE_STATEMENT_SECONDS": "1"}


def test_a_statement_that_takes_too_long_is_undone(site):
    started = time.monotonic()

    done = site.manage("shell", "--no-imports", "--command", SLEEP)

    assert ("statement timeout" in done.stderr, time.monotonic() - started < 30) == (True, True)

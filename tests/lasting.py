"""Rows that several tests read: made once for all of them, gone when the last one is done.

    @pytest.fixture(scope="module")
    def initiatives(django_db_setup, django_db_blocker):
        with lasting(django_db_blocker):
            yield [make_initiative() for _ in range(30)]

What a test writes is undone after it, as ever. A file that shares rows has no test with real transactions, which would
empty the tables.
"""

from contextlib import contextmanager

from django.db import transaction


@contextmanager
def lasting(blocker):
    with blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)

"""The revision, asked for over a connection that is kept."""

import psycopg
import pytest
from django.db import connection

from public.index.changes import refresh_pending
from public.index.revision import read_revision
from public.models import PendingRefresh, SiteRevision


@pytest.mark.django_db
def test_it_says_the_number_and_whether_something_waits():
    assert read_revision() == (0, 0, False)
    refresh_pending()
    assert read_revision() == (2, 1, False)
    PendingRefresh.objects.create(kind="initiative", object_id=1)
    assert read_revision() == (2, 1, True)


@pytest.mark.django_db
def test_what_waits_for_the_very_first_refresh_waits_too():
    PendingRefresh.objects.create(kind="initiative", object_id=1)

    assert read_revision() == (0, 0, True)


@pytest.mark.django_db(transaction=True)
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no server that could be lost")
def test_a_connection_that_the_server_closed_is_replaced():
    SiteRevision.objects.create(pk=1, number=7)
    lost = connection.connection.info
    with psycopg.connect(lost.dsn, password=lost.password, autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [lost.backend_pid])

    assert read_revision() == (7, 1, False)

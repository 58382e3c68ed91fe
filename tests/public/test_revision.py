"""The revision, asked for with and without a connection at hand."""

import pytest
from django.db import ProgrammingError, connection

from public.changes import refresh_pending
from public.models import PendingRefresh, SiteRevision
from public.revision import read_revision
from tests.rounds.together import COMMITTED


@pytest.mark.django_db
def test_it_says_the_number_and_whether_something_waits():
    assert read_revision() == (0, 0, False)
    refresh_pending()
    assert read_revision() == (2, 1, False)
    PendingRefresh.objects.create(kind="initiative", object_id=1)
    assert read_revision() == (2, 1, True)


@pytest.fixture
def nothing_open():
    connection.close()
    yield
    connection.close()


class TestWithoutAConnection:
    pytestmark = COMMITTED

    def test_the_pool_answers_and_none_is_opened(self, nothing_open):
        assert read_revision() == (0, 0, False)
        refresh_pending()
        PendingRefresh.objects.create(kind="initiative", object_id=1)
        connection.close()
        assert read_revision() == (2, 1, True)
        assert connection.connection is None

    def test_a_server_that_refuses_is_heard_through_django(self, nothing_open, monkeypatch):
        monkeypatch.setattr("public.revision.QUESTION", "SELECT number, reference, true FROM public_nowhere")
        with pytest.raises(ProgrammingError, match="public_nowhere"):
            read_revision()

    def test_a_connection_that_the_server_closed_is_replaced(self, nothing_open):
        SiteRevision.objects.create(pk=1, number=7)
        connection.close()
        pool = connection.pool
        first, second = pool.getconn(), pool.getconn()
        pool.putconn(first)  # the next that is lent
        second.execute("SELECT pg_terminate_backend(%s, 5000)", [first.info.backend_pid])
        pool.putconn(second)
        assert read_revision() == (7, 1, False)

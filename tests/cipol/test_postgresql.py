"""A connection to PostgreSQL that was kept says whether the server is still there."""

import psycopg
import pytest
from django.db import connection
from psycopg_pool import ConnectionPool

from cipol.postgresql import Connection

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="of PostgreSQL alone"),
]


@pytest.fixture
def kept():
    parameters = connection.get_connection_params()
    parameters = {
        name: parameters[name] for name in ("dbname", "user", "host", "port", "password") if name in parameters
    }
    with Connection.connect(**parameters, autocommit=True) as opened:
        yield opened


def test_a_connection_that_stands_is_lent_without_a_word(kept):
    ConnectionPool.check_connection(kept)
    assert kept.execute("SELECT 1").fetchone() == (1,)


def test_a_connection_that_the_server_has_closed_is_not_lent(kept):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [kept.info.backend_pid])
    with pytest.raises(psycopg.OperationalError):
        ConnectionPool.check_connection(kept)

"""No public page writes into the database, whoever reads it: each is asked for on a connection that only reads."""

import pytest
from django.db import DatabaseError, connection, transaction

from initiatives.models import Initiative
from tests.builders import make_initiative
from tests.public.read_only import Written, only_reading

pytestmark = pytest.mark.django_db


def test_the_connection_refuses_what_writes():
    make_initiative()
    with only_reading() as refused:
        assert Initiative.objects.count() == 1
        with pytest.raises(Written), transaction.atomic():
            Initiative.objects.update(position=7)
    assert [sql.split()[0] for sql in refused] == ["UPDATE"]
    assert Initiative.objects.update(position=7) == 1


def test_the_database_refuses_what_passes_for_reading():
    """As a statement would that only begins like one that reads."""
    make_initiative()
    with only_reading(), pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("WITH one AS (SELECT 1) UPDATE initiatives_initiative SET position = 7")
    assert not Initiative.objects.filter(position=7).exists()


def test_no_page_writes_for_a_stranger(walks):
    assert walks.refused == []
    assert _failures(walks.published) == {}


def test_no_page_writes_for_who_has_signed_in(walks):
    assert walks.refused_signed_in == []
    assert _failures(walks.signed_in) == {}
    assert all(answer.page.find_class("work-bar") for answer in walks.signed_in.values() if answer.page is not None)


def test_every_address_was_asked_for(walks):
    assert walks.published.keys() >= walks.signed_in.keys()
    assert {"/fr/", "/nl/compare/", "/data/initiatives.csv", "/api/v1/", "/sitemap.xml"} <= walks.signed_in.keys()


def _failures(answers):
    return {address: answer.status for address, answer in answers.items() if answer.status not in (200, 301, 302)}

"""The connection on which the walk through the site reads refuses whatever writes."""

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

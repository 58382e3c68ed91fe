"""The indexes over the tokens: made after each `migrate`, and put back where they were lost."""

import pytest
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection

from initiatives.models import ReviewState
from public.models import PendingRefresh
from public.search import index, search
from tests.builders import make_initiative, make_update

pytestmark = pytest.mark.django_db


def lose_the_indexes():
    if connection.vendor == "postgresql":
        statements = ["DROP FUNCTION public_tokens(text) CASCADE"]
    else:
        names = ("public_searchentry_words", "public_searchword_grams")
        events = ("insert", "update", "delete")
        statements = [f"DROP TRIGGER {name}_{event}" for name in names for event in events]
        statements += ["DROP INDEX public_searchentry_weight"]
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def publish(title):
    initiative = make_initiative(title_fr=title)
    make_update(initiative=initiative, state=ReviewState.PUBLISHED)
    index("initiative", [initiative.pk])
    PendingRefresh.objects.all().delete()
    return initiative


@pytest.mark.parametrize("times", [1, 2])
def test_lost_indexes_are_made_anew_with_what_was_written_meanwhile(times):
    first = publish("Marolles")
    lose_the_indexes()
    second = publish("Marolles")
    for _ in range(times):
        emit_post_migrate_signal(verbosity=0, interactive=False, db="default")
    third = publish("Marolles")
    assert {hit.object_id for hit in search("marolles", "fr").hits} == {first.pk, second.pk, third.pk}

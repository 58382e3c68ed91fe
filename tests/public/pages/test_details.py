"""What the pages of things tell: made on the first read, cached until something of the thing changes."""

import pytest
from django.core.cache import caches

from initiatives.models import PublishedUpdate, ReviewState
from initiatives.services import advance_update
from public.index.changes import refresh_pending
from public.models import PageRevision
from tests.builders import COORDINATION, make_initiative, make_partner, make_period, make_update, make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def told():
    update = make_update(state=ReviewState.PUBLISHED, body_fr="La chorale.", body_nl="Het koor.")
    refresh_pending()
    return update


def change_unseen(update):
    """Past the program: what still says the old words was cached."""
    PublishedUpdate.objects.filter(pk=update.pk).update(body_fr="La fanfare.")


def read(client, update):
    return client.get(f"/fr/initiatives/{update.initiative.key}/").content.decode()


def test_what_was_read_is_cached_while_other_things_are_published(client, told):
    read(client, told)
    change_unseen(told)
    make_update(state=ReviewState.PUBLISHED, initiative=make_initiative(lead=make_partner()))
    refresh_pending()

    assert "La chorale." in read(client, told)


def test_a_draft_that_is_saved_leaves_what_was_cached(client, told):
    read(client, told)
    change_unseen(told)
    make_update(initiative=told.initiative, period=make_period())
    refresh_pending()

    assert "La chorale." in read(client, told)


def test_a_publication_is_told_on_the_next_read(client, told):
    read(client, told)
    change_unseen(told)
    make_update(initiative=told.initiative, period=make_period(), state=ReviewState.PUBLISHED)
    refresh_pending()

    assert "La fanfare." in read(client, told)


def test_a_change_of_the_reference_data_makes_every_detail_anew(client, told):
    read(client, told)
    change_unseen(told)
    make_partner().save()
    refresh_pending()

    assert "La fanfare." in read(client, told)


def test_each_language_is_cached_by_itself(client, told):
    address = f"initiatives/{told.initiative.key}/"

    french, dutch = (client.get(f"/{code}/{address}").content.decode() for code in ("fr", "nl"))

    assert "La chorale." in french
    assert "Het koor." in dutch


def test_who_is_signed_in_reads_what_stands_now(client, told):
    read(client, told)
    change_unseen(told)
    client.force_login(make_user())

    assert "La fanfare." in read(client, told)


def test_nothing_is_cached_while_something_waits(client, told):
    read(client, told)
    change_unseen(told)
    make_update(state=ReviewState.PUBLISHED)

    assert "La fanfare." in read(client, told)
    assert len(caches["details"]._cache) == 1


def test_what_was_withdrawn_is_gone_and_what_is_published_again_is_told(client, told):
    coordinator = make_user(role=COORDINATION)
    read(client, told)

    advance_update(told, "withdraw", by=coordinator, remark="Erreur.")
    refresh_pending()
    assert client.get(f"/fr/initiatives/{told.initiative.key}/").status_code == 404

    advance_update(told, "publish", by=coordinator)
    refresh_pending()
    assert "La chorale." in read(client, told)


def test_a_page_has_one_number_however_often_something_of_it_is_published(told):
    before = PageRevision.objects.get(kind="initiative").number

    told.initiative.save()
    refresh_pending()

    assert PageRevision.objects.get(kind="initiative").number == before + 1

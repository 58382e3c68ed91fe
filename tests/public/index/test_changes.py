"""Every write of content leaves a mark in its own transaction; when that is over, the site follows."""

from datetime import date, timedelta

import pytest
from django.db import transaction
from django.utils import timezone

from initiatives.models import Event, Figure, Photo, PublishedUpdate, ReviewState
from initiatives.services import advance_update
from lisa.models import AntennaUpdate, PublishedAntennaUpdate
from public.index import changes
from public.index.changes import invalidate, refresh_pending
from public.index.invalidation import DEPENDENTS
from public.index.revision import read_revision
from public.models import InitiativeIndex, PendingRefresh, SiteRevision
from public.search import search
from records.models.base import VersionedModel
from rounds.models import Response
from tests.builders import (
    COORDINATION,
    MAKERS,
    make_antenna,
    make_antenna_service,
    make_antenna_update,
    make_commune,
    make_figure,
    make_initiative,
    make_partner,
    make_period,
    make_recommendation,
    make_response,
    make_update,
    make_user,
    make_zone,
    unpublish,
)

pytestmark = pytest.mark.django_db


def marked(kind):
    return set(PendingRefresh.objects.filter(kind=kind).values_list("object_id", flat=True))


def forget():
    PendingRefresh.objects.all().delete()


def test_every_content_that_the_site_shows_is_watched():
    """All content but that of the round, of which the site shows the answers alone; of reviewed texts and what stands
    under them the record of what was published."""
    contents = {model for model in MAKERS if issubclass(model, VersionedModel) and model._meta.app_label != "rounds"}
    contents -= {Figure, Event, Photo, AntennaUpdate}
    contents |= {Response, PublishedUpdate, PublishedAntennaUpdate}
    assert {model.__name__ for model in contents - DEPENDENTS.keys()} == set()


def published(model):
    """A row of the model with something of it that is published."""
    match model.__name__:
        case "Initiative":
            return make_told().initiative
        case "Update":
            return make_told()
        case "PublishedUpdate":
            return make_told().record
        case "PublishedAntennaUpdate":
            return make_antenna_update(state=ReviewState.PUBLISHED).record
        case _:
            return MAKERS[model]()


def make_told(**values):
    return make_update(state=ReviewState.PUBLISHED, **values)


def make_open_period():
    return make_period(opens_on=date(2024, 9, 1))


@pytest.mark.parametrize("model", DEPENDENTS, ids=lambda model: model.__name__)
def test_a_written_row_waits_to_be_settled(model):
    row = published(model)
    forget()
    before = read_revision()[0]
    invalidate(row)
    refresh_pending()
    assert read_revision().number == max(before, 1) + 1
    assert not read_revision().is_pending


def test_a_change_of_anything_under_an_initiative_marks_it():
    figure = make_figure(update=make_told())
    initiative = figure.update.initiative
    forget()
    figure.value = 7
    figure.save()
    assert marked("initiative") == {initiative.pk}


def test_a_link_marks_both_ends_from_either_side():
    initiative, commune, recommendation = make_told().initiative, make_commune(), make_recommendation()
    forget()
    initiative.communes.add(commune)
    assert marked("initiative") == {initiative.pk}
    forget()
    recommendation.initiatives.add(initiative)
    assert (marked("initiative"), marked("recommendation")) == ({initiative.pk}, {recommendation.pk})
    forget()
    initiative.communes.clear()
    assert marked("initiative") == {initiative.pk}


def test_a_new_name_of_a_place_marks_what_happens_there():
    zone = make_zone()
    commune = make_commune(zones=[zone])
    here = make_initiative(lead=make_partner(commune=commune))
    antenna = make_antenna(commune=commune)
    make_initiative()
    forget()
    commune.name_fr = "Autre"
    commune.save()
    assert (marked("initiative"), marked("antenna")) == ({here.pk}, {antenna.pk})


def test_a_zone_that_a_commune_leaves_is_marked_from_the_side_of_the_commune_too():
    zone = make_zone()
    commune = make_commune(zones=[zone])
    forget()

    commune.zones.remove(zone)

    assert marked("zone") == {zone.pk}
    assert marked("commune") == {commune.pk}


def test_a_zone_that_a_partner_leaves_is_found_by_its_name_no_longer():
    left, joined = make_zone(), make_zone()
    partner = make_partner(zone=left, short_name="Zonnebloem")
    refresh_pending()
    assert [hit.object_id for hit in search("Zonnebloem", "nl").hits] == [left.pk]

    partner.zone = joined
    partner.save()
    refresh_pending()

    assert [hit.object_id for hit in search("Zonnebloem", "nl").hits] == [joined.pk]


def test_a_commune_that_a_partner_leaves_is_found_by_its_name_no_longer():
    left, joined = make_commune(), make_commune()
    partner = make_partner(commune=left, short_name="Zonnebloem")
    refresh_pending()

    partner.commune = joined
    partner.save()
    refresh_pending()

    assert [hit.object_id for hit in search("Zonnebloem", "nl").hits] == [joined.pk]


@pytest.mark.parametrize("place", ["of the initiative", "of its lead", "of a zone that leads it", "of its co-partner"])
def test_a_new_number_of_a_zone_marks_what_is_listed_under_it(place):
    zone = make_zone()
    commune = make_commune(zones=[zone])
    fields = {
        "of the initiative": lambda: {"communes": [commune]},
        "of its lead": lambda: {"lead": make_partner(commune=commune)},
        "of a zone that leads it": lambda: {"lead": make_partner(zone=_zone_that_shares(commune))},
        "of its co-partner": lambda: {"co_partners": [make_partner(commune=commune)]},
    }[place]()
    initiative = make_initiative(**fields)
    forget()

    zone.number = "9999"
    zone.save()

    assert marked("initiative") == {initiative.pk}


def _zone_that_shares(commune):
    zone = make_zone()
    commune.zones.add(zone)
    return zone


def test_what_is_deleted_marks_what_it_hung_on():
    service = make_antenna_service()
    forget()
    service.delete()
    assert marked("antenna") == {service.antenna_id}


def test_a_change_that_is_undone_leaves_no_mark():
    initiative = make_initiative()
    forget()
    with transaction.atomic():
        initiative.save()
        transaction.set_rollback(True)
    assert PendingRefresh.objects.count() == 0


# --- What the public does not see -----------------------------------------------------------------


def test_a_draft_that_is_saved_moves_no_page():
    """A referent's page saves every few seconds: what is kept of the site holds meanwhile."""
    told, commune = make_told(), make_commune()
    draft = make_update(initiative=told.initiative, period=make_open_period())
    figure = make_figure(update=draft)
    other, commune = make_initiative(lead=told.initiative.lead), make_commune()
    refresh_pending()
    before = read_revision()
    for row in (draft, figure, other):
        row.save()
    other.communes.add(commune)
    assert (PendingRefresh.objects.count(), read_revision()) == (0, before)


def test_an_answer_to_the_round_moves_no_page_until_the_round_is_over():
    period = make_open_period()
    response = make_response(period=period)
    forget()
    response.save()
    assert marked("partner") == set()
    period.closed = True
    period.save()
    forget()
    response.period.refresh_from_db()
    response.save()
    assert marked("partner") == {response.partner_id}


def test_a_text_that_is_kept_back_marks_the_partner_of_a_period_that_is_over():
    """What was written and is not published keeps the partner's page from saying that something ended."""
    kept_back = make_update(period=make_period(closed=True))
    forget()
    kept_back.save()
    assert (marked("initiative"), marked("partner")) == (set(), {kept_back.partner_id})


@pytest.mark.parametrize("is_current", [True, False])
def test_a_text_that_is_withdrawn_is_marked_whether_or_not_it_was_in_a_list_yet(is_current):
    told = make_told(period=make_open_period())
    if is_current:
        refresh_pending()
    waiting = PendingRefresh.objects.count()
    unpublish(told)
    assert PendingRefresh.objects.count() > waiting
    refresh_pending()
    assert not InitiativeIndex.objects.exists()


# --- Who carries it -------------------------------------------------------------------------------


def page_of(client, partner):
    """As it was kept: where something waits to be settled, nothing is."""
    refresh_pending()
    return client.get(f"/fr/partners/{partner.key}/").content.decode()


def test_who_carries_an_initiative_no_longer_tells_of_it_no_longer(client):
    partner = make_partner()
    initiative = make_told(initiative=make_initiative(title_fr="La chorale")).initiative
    initiative.co_partners.add(partner)
    assert "La chorale" in page_of(client, partner)

    initiative.co_partners.remove(partner)

    assert "La chorale" not in page_of(client, partner)


def test_who_carried_an_initiative_that_is_deleted_tells_of_it_no_longer(client):
    partner = make_partner()
    told = make_told()
    initiative = told.initiative
    initiative.co_partners.add(partner)
    assert initiative.key in page_of(client, partner)

    unpublish(told)
    told.delete()
    initiative.delete()

    assert initiative.key not in page_of(client, partner)


# --- After the commit -----------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_a_publication_and_a_withdrawal_are_settled_as_soon_as_they_are_committed():
    coordinator = make_user(role=COORDINATION)
    update = make_update(state=ReviewState.VALIDATED)
    before = read_revision()[0]
    advance_update(update, "publish", by=coordinator)
    assert InitiativeIndex.objects.filter(pk=update.initiative_id).exists()
    assert read_revision().number == before + 1
    assert not read_revision().is_pending
    advance_update(update, "withdraw", by=coordinator, remark="Erreur.")
    assert not InitiativeIndex.objects.filter(pk=update.initiative_id).exists()
    assert read_revision().number == before + 2
    assert not read_revision().is_pending


@pytest.mark.django_db(transaction=True)
def test_many_writes_of_one_transaction_are_settled_once():
    before = read_revision()[0]
    with transaction.atomic():
        for _ in range(3):
            make_update(state=ReviewState.PUBLISHED)
    assert (read_revision()[0], InitiativeIndex.objects.count()) == (max(before, 1) + 1, 3)


def test_the_generation_is_one_row():
    refresh_pending()
    refresh_pending()
    assert list(SiteRevision.objects.values_list("pk", "number")) == [(1, 3)]


# --- After a death between the commit and the refresh ----------------------------------------------


@pytest.fixture
def left_behind():
    """A publication whose process died before it refreshed anything."""
    refresh_pending()
    update = make_told()
    PendingRefresh.objects.update(since=timezone.now() - timedelta(seconds=11))
    return update


def test_the_next_request_takes_up_what_was_left_behind(client, left_behind):
    response = client.get("/fr/initiatives/")

    assert left_behind.initiative.key in response.content.decode()
    assert InitiativeIndex.objects.filter(pk=left_behind.initiative_id).exists()
    assert not read_revision().is_pending


def test_what_another_process_is_about_to_refresh_is_left_to_it(client):
    refresh_pending()
    make_told()

    client.get("/fr/initiatives/")

    assert read_revision().is_pending


def test_a_request_takes_up_no_more_than_a_batch_and_the_next_one_waits_a_moment(client, left_behind, monkeypatch):
    monkeypatch.setattr(changes, "BATCH", 1)
    before = PendingRefresh.objects.count()

    client.get("/fr/initiatives/")
    client.get("/fr/initiatives/")

    assert PendingRefresh.objects.count() == before - 1


def test_all_that_waits_is_refreshed_batch_by_batch(left_behind, monkeypatch):
    monkeypatch.setattr(changes, "BATCH", 1)

    refresh_pending()

    assert not read_revision().is_pending
    assert InitiativeIndex.objects.filter(pk=left_behind.initiative_id).exists()

"""What was deleted: the Coordination finds it, reads its last state and brings it back."""

import pytest
import time_machine
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from initiatives.models import Figure, Initiative, Photo, Update
from lisa.models import AntennaUpdate
from tests.builders import (
    COORDINATION,
    make_antenna_update,
    make_commune,
    make_event,
    make_figure,
    make_initiative,
    make_partner,
    make_photo,
    make_update,
    make_user,
)
from tests.records.pages import form_of, list_of, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def coordinator(client):
    user = make_user(role=COORDINATION)
    client.force_login(user)
    return user


def deleted_of(model):
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_deleted")


def past_of(record, entry):
    model = record._meta
    return reverse(f"admin:{model.app_label}_{model.model_name}_simple_history", args=[record.pk, entry.history_id])


def last_state_of(client, model):
    """The address to which the page of what was deleted leads for its first row."""
    row, _name = client.get(deleted_of(model)).context["rows"][0]
    return reverse(
        f"admin:{model._meta.app_label}_{model._meta.model_name}_simple_history", args=[row.id, row.shown_as]
    )


def bring_back(client, model):
    address = last_state_of(client, model)
    return client.post(address, form_of(client.get(address)))


def names(client, model):
    return [name for _row, name in client.get(deleted_of(model)).context["rows"]]


def test_the_list_leads_to_what_was_deleted_the_latest_first(client):
    make_initiative(title_fr="Reste")
    for title in ("Première", "Seconde"):
        make_initiative(title_fr=title).delete()
    assert deleted_of(Initiative) in client.get(list_of(Initiative)).content.decode()
    assert names(client, Initiative) == ["Seconde", "Première"]


def test_a_partner_does_not_find_what_was_deleted_not_even_its_own(client):
    partner = make_partner()
    make_initiative(title_fr="Secret", lead=partner).delete()
    address = last_state_of(client, Initiative)
    client.force_login(make_user(partners=[partner]))
    answers = [client.get(deleted_of(Initiative)), client.get(address), client.post(address)]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert deleted_of(Initiative) not in client.get(list_of(Initiative)).content.decode()
    assert Initiative.objects.count() == 0


def test_a_record_comes_back_under_its_key_with_its_links(client, coordinator):
    communes = [make_commune(), make_commune()]
    initiative = make_initiative(title_fr="Médiation", communes=communes)
    key = initiative.pk
    initiative.delete()
    assert bring_back(client, Initiative).status_code == 302
    now = Initiative.objects.get()
    assert (now.pk, now.title_fr, set(now.communes.all())) == (key, "Médiation", set(communes))
    assert (now.history.first().history_user, names(client, Initiative)) == (coordinator, [])


@pytest.mark.parametrize("make", [make_update, make_figure, make_event, make_photo, make_antenna_update])
def test_a_past_state_opens_though_everything_is_gone_to_which_it_was_linked(make, client):
    record = make()
    entry = record.history.get()
    pages = [page_of(record, "history"), past_of(record, entry)]
    text = getattr(record, "update", record)
    carrier = text.antenna if isinstance(text, AntennaUpdate) else text.initiative
    text.delete()
    carrier.delete()

    answers = [client.get(page) for page in pages]

    assert [answer.status_code for answer in answers] == [200, 200]


def test_an_earlier_version_opens_though_the_initiative_of_that_time_was_deleted(client):
    update, former = make_update(), make_initiative()
    entry = update.history.get()
    update.history.update(initiative=former)
    former.delete()

    answer = client.get(past_of(update, entry))
    refused = client.post(past_of(update, entry), form_of(answer))

    assert answer.status_code == 200
    assert refused.status_code == 200  # the form again, with what is missing


def test_what_was_deleted_with_it_comes_back_and_what_was_taken_out_before_does_not(client):
    update = make_update(body_fr="Un texte.")
    kept = {make_figure(update=update), make_event(update=update)}
    with time_machine.travel("2020-01-01T12:00Z"):
        make_figure(update=update).delete()
    update.delete()
    assert bring_back(client, Update).status_code == 302
    now = Update.objects.get()
    assert (now.pk, now.body_fr) == (update_key(kept), "Un texte.")
    assert {*now.figures.all(), *now.events.all()} == kept


def update_key(rows):
    (key,) = {row.update_id for row in rows}
    return key


def test_a_photo_comes_back_while_another_text_shows_the_same_picture(client):
    name = default_storage.save("photos/a.jpg", ContentFile(b"."))
    make_photo(alternative_fr="La place", file=name).delete()
    make_photo(file=name)
    assert bring_back(client, Photo).status_code == 302
    assert Photo.objects.filter(alternative_fr="La place").exists()


@pytest.mark.usefixtures("english")
def test_a_photo_whose_picture_left_the_disk_does_not_come_back(client):
    make_photo(alternative_fr="La place").delete()
    response = bring_back(client, Photo)
    assert (response.status_code, Photo.objects.count()) == (200, 0)
    assert response.context["refusals"] == [
        "The picture of a removed photo is deleted and cannot be brought back: add the photo again."
    ]


@pytest.mark.usefixtures("english")
def test_a_text_comes_back_without_its_photos_and_that_is_said(client):
    update = make_update(body_fr="Un texte.")
    make_photo(update=update)
    update.delete()
    response = client.post(last_state_of(client, Update), follow=True)
    assert Update.objects.get().photos.count() == 0
    assert [str(message).partition(": ")[2] for message in response.context["messages"]][1:] == [
        "The picture of a removed photo is deleted and cannot be brought back: add the photo again."
    ]


def test_a_record_does_not_come_back_under_a_record_that_is_gone(client):
    figure = make_figure()
    update = figure.update
    figure.delete()
    update.delete()
    response = bring_back(client, Figure)
    assert (response.status_code, len(response.context["refusals"])) == (200, 1)
    assert Figure.objects.count() == 0


def test_nor_where_another_took_its_place(client):
    update = make_update()
    initiative, period = update.initiative, update.period
    update.delete()
    other = make_update(initiative=initiative, period=period)
    response = bring_back(client, Update)
    assert (response.status_code, len(response.context["refusals"])) == (200, 1)
    assert Update.objects.get() == other


def test_nor_does_it_leave_the_public_without_a_language(client):
    event = make_event(title_nl="")
    event.delete()
    Update.objects.update(review_state="published")
    assert bring_back(client, type(event)).status_code == 200
    assert type(event).objects.count() == 0


def test_the_page_asks_the_database_as_often_for_many_as_for_one(client):
    make_update().delete()
    client.get(deleted_of(Update))
    with CaptureQueriesContext(connection) as one:
        client.get(deleted_of(Update))
    for _number in range(14):
        make_update().delete()
    with CaptureQueriesContext(connection) as many:
        client.get(deleted_of(Update))
    assert len(many) == len(one)

"""The history in the admin: the Coordination reads it and goes back to a past state."""

import pytest
from django.urls import reverse

from document.dates import PartialDate
from initiatives.models import Initiative
from tests.builders import (
    COORDINATION,
    READERS,
    make_commune,
    make_initiative,
    make_partner,
    make_photo,
    make_superuser,
    make_update,
    make_user,
)
from tests.zones.pages import form_of, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def coordinator(client):
    user = make_user(role=COORDINATION)
    client.force_login(user)
    return user


def past_of(record, entry):
    model = type(record)._meta
    return reverse(f"admin:{model.app_label}_{model.model_name}_simple_history", args=[entry.id, entry.history_id])


@pytest.fixture
def changed():
    """An initiative of which everything was changed once."""
    communes = [make_commune(), make_commune()]
    initiative = make_initiative(
        title_fr="Avant", title_nl="Voor", started=PartialDate.parse("2019-10"), communes=[communes[0]], kind="daily"
    )
    initiative.title_fr, initiative.title_nl, initiative.kind = "Après", "Na", "specific"
    initiative.started = PartialDate.parse("2024")
    initiative.communes.set([communes[1]])
    initiative.save()
    return initiative


def before(record):
    """The last entry of the history in which the record is as it was at first."""
    return record.history.filter(title_fr="Avant").first()


def go_back(client, record, entry, **typed):
    address = past_of(record, entry)
    return client.post(address, form_of(client.get(address)) | typed)


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_history_names_who_changed_what(language, changed, client, coordinator):
    changed.history.update(history_user=coordinator)
    page = client.get(page_of(changed, "history").replace("/fr/", f"/{language}/", 1)).content.decode()
    assert ("Avant" in page, "Après" in page, "Na" in page, coordinator.email in page) == (True, True, True, True)


@pytest.mark.usefixtures("coordinator")
def test_it_does_not_show_what_nobody_changed(client):
    initiative = make_initiative(title_fr="Avant")
    initiative.title_fr = "Après"
    initiative.save()
    entry = client.get(page_of(initiative, "history")).context["page_obj"].object_list[0]
    assert [change["old"] for change in entry.history_delta_changes] == ["Avant"]


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_a_past_state_comes_back_whole(language, changed, client, coordinator):
    entry = before(changed)
    then = set(entry.communes.values_list("commune", flat=True))
    address = past_of(changed, entry).replace("/fr/", f"/{language}/", 1)
    response = client.post(address, form_of(client.get(address)))
    now = Initiative.objects.get()
    assert response.status_code == 302
    assert (now.title_fr, now.title_nl, str(now.started), now.kind) == ("Avant", "Voor", "2019-10", "daily")
    assert set(now.communes.values_list("pk", flat=True)) == then
    assert (now.version, now.history.first().history_user) == (changed.version + 1, coordinator)


@pytest.mark.usefixtures("coordinator")
def test_going_back_leaves_the_state_of_the_review_alone(client):
    update = make_update(body_fr="Avant")
    entry = update.history.get()
    update.body_fr, update.review_state = "Après", "published"
    update.save()
    go_back(client, update, entry)
    update.refresh_from_db()
    assert (update.body_fr, update.review_state, update.review_log.count()) == ("Avant", "published", 0)


@pytest.mark.usefixtures("coordinator")
def test_going_back_does_not_overwrite_what_somebody_else_saves_meanwhile(changed, client):
    address = past_of(changed, before(changed))
    sent = form_of(client.get(address))
    changed.title_fr = "Meanwhile"
    changed.save()
    response = client.post(address, sent)
    assert (response.status_code, Initiative.objects.get().title_fr) == (200, "Meanwhile")


@pytest.mark.usefixtures("coordinator")
def test_a_deleted_record_comes_back_with_all_it_had(changed, client):
    pk, lead = changed.pk, changed.lead
    changed.delete()
    entry = Initiative.history.filter(id=pk, title_fr="Avant").first()
    assert client.get(reverse("admin:initiatives_initiative_history", args=[pk])).status_code == 200
    assert go_back(client, changed, entry).status_code == 302
    now = Initiative.objects.get()
    assert (now.pk, now.title_fr, now.lead, now.communes.count()) == (pk, "Avant", lead, 1)


@pytest.mark.usefixtures("coordinator")
def test_a_record_does_not_come_back_to_a_partner_that_is_gone(client):
    gone = make_partner()
    initiative = make_initiative(lead=gone)
    entry = initiative.history.first()
    initiative.lead = make_partner()
    initiative.save()
    gone.delete()
    response = go_back(client, initiative, entry)
    assert (response.status_code, list(response.context["adminform"].form.errors)) == (200, ["lead"])
    assert Initiative.objects.get().lead == initiative.lead


@pytest.mark.usefixtures("coordinator")
def test_what_only_services_write_is_shown_and_not_taken_back(client):
    photo = make_photo(credit="Avant")
    entry = photo.history.get()
    photo.credit = "Après"
    photo.save()
    assert client.get(past_of(photo, entry)).status_code == 200
    assert client.post(past_of(photo, entry), {"credit": "Avant", "seen_version": "2"}).status_code == 403
    photo.refresh_from_db()
    assert photo.credit == "Après"


@pytest.mark.parametrize("role", [None, READERS, "lead"])
def test_the_history_is_nobody_else_s(role, changed, client):
    user = make_user(partners=[changed.lead]) if role == "lead" else make_user(role=role)
    client.force_login(user)
    past = past_of(changed, before(changed))
    answers = [client.get(page_of(changed, "history")), client.get(past), client.post(past, {"title_fr": "Pris"})]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert Initiative.objects.get().title_fr == "Après"


@pytest.mark.parametrize(("key", "entry"), [("abc", "1"), ("1", "abc"), ("9" * 22, "1"), ("1", "9" * 22), ("1", "0")])
@pytest.mark.usefixtures("coordinator")
def test_a_past_that_never_was_is_not_found(key, entry, client):
    make_update()
    address = reverse("admin:initiatives_update_simple_history", args=[key, entry])
    assert client.get(address).status_code == 404


def test_the_history_of_an_account_opens(client):
    client.force_login(make_superuser())
    assert client.get(page_of(make_user(), "history")).status_code == 200

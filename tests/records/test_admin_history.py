"""The history in the admin: those who answer for a record read it, and who may edit it goes back to a past state."""

import pytest
from django.urls import reverse
from django.utils import translation
from django.utils.html import strip_tags

from document.dates import PartialDate
from initiatives.models import Initiative, Update
from tests.builders import (
    COORDINATION,
    READERS,
    make_commune,
    make_event,
    make_figure,
    make_initiative,
    make_partner,
    make_photo,
    make_question,
    make_superuser,
    make_update,
    make_user,
)
from tests.records.pages import form_of, page_of

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
    entry = client.get(page_of(initiative, "history").replace("/fr/", "/en/", 1)).context["entries"][0]
    assert [strip_tags(change.before) for change in entry.changes] == ["[removed: Avant\n]"]


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
    update = make_update(body_fr="Avant", body_nl="Voor")
    entry = update.history.get()
    update.body_fr, update.body_nl, update.review_state = "Après", "Na", "published"
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
    assert "Avant" in client.get(past_of(photo, entry)).content.decode()
    assert client.post(past_of(photo, entry), {"credit": "Avant", "seen_version": "2"}).status_code == 403
    photo.refresh_from_db()
    assert photo.credit == "Après"


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize("language", ["fr", "nl"])
def test_going_back_does_not_leave_the_public_without_a_language(language, client):
    update = make_update(body_fr="Avant", highlight=True)
    entry = update.history.get()
    update.body_fr, update.body_nl, update.review_state = "Après", "Na", "published"
    update.save()
    address = past_of(update, entry).replace("/fr/", f"/{language}/", 1)
    response = client.post(address, form_of(client.get(address)))
    assert response.context["adminform"].form.non_field_errors() == missing_in_dutch(language)
    assert (response.status_code, Update.objects.get().body_fr) == (200, "Après")


def missing_in_dutch(language):
    with translation.override(language):
        sentence = translation.gettext("Missing in %(language)s: %(field)s.")
        return [sentence % {"language": translation.gettext("Dutch"), "field": translation.gettext("text")}]


@pytest.mark.usefixtures("coordinator")
@pytest.mark.parametrize(
    ("make", "name"), [(make_event, "title"), (make_figure, "note"), (make_initiative, "audience")]
)
def test_nor_does_it_for_what_stands_around_a_published_text(make, name, client):
    record = make(**{f"{name}_fr": "Avant", f"{name}_nl": ""})
    entry = record.history.first()
    setattr(record, f"{name}_fr", "Après")
    setattr(record, f"{name}_nl", "Na")
    record.save()
    if isinstance(record, Initiative):
        make_update(initiative=record, state="published")
    else:
        Update.objects.update(review_state="published")
    assert go_back(client, record, entry).status_code == 200
    record.refresh_from_db()
    assert getattr(record, f"{name}_fr") == "Après"


# --- Who ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", [None, READERS, "other", "former lead"])
def test_the_history_is_for_those_who_answer_for_the_record_now(role, changed, client):
    former = make_partner()
    changed.history.update(lead=former)
    partners = {"other": [make_partner()], "former lead": [former]}
    user = make_user(role=role) if role not in partners else make_user(partners=partners[role])
    make_update(initiative=changed, state="published")  # so that all of them see the record
    client.force_login(user)
    past = past_of(changed, before(changed))
    answers = [client.get(page_of(changed, "history")), client.get(past), client.post(past, {"title_fr": "Pris"})]
    assert [answer.status_code for answer in answers] == [403, 403, 403]
    assert Initiative.objects.get().title_fr == "Après"


def test_a_referent_reads_the_history_of_what_his_partner_carries(changed, client):
    client.force_login(make_user(partners=[changed.lead]))
    page = client.get(page_of(changed, "history")).content.decode()
    past = client.get(past_of(changed, before(changed))).content.decode()
    assert ("Avant" in page, "Après" in page, "Avant" in past) == (True, True, True)


def test_a_referent_goes_back_in_what_he_may_edit(client):
    update = make_update(body_fr="Avant")
    entry = update.history.get()
    update.body_fr = "Après"
    update.save()
    client.force_login(make_user(partners=[update.partner]))
    assert go_back(client, update, entry).status_code == 302
    assert Update.objects.get().body_fr == "Avant"


@pytest.mark.parametrize("state", ["submitted", "validated", "published"])
def test_a_referent_reads_the_past_of_what_was_handed_in_and_does_not_go_back(state, client):
    update = make_update(body_fr="Avant")
    entry = update.history.get()
    update.body_fr, update.review_state = "Après", state
    update.save()
    client.force_login(make_user(partners=[update.partner]))
    page = client.get(past_of(update, entry))
    assert ("Avant" in page.content.decode(), b'<form method="post" id=' in page.content) == (True, False)
    assert client.post(past_of(update, entry), {"body_fr": "Avant", "seen_version": "2"}).status_code == 403
    assert Update.objects.get().body_fr == "Après"


def test_a_name_that_is_not_his_to_know_is_not_told(client):
    """The question named an initiative that another partner is still writing."""
    question = make_question(initiative=make_initiative(title_fr="Secret"))
    question.initiative = None
    question.save()
    client.force_login(make_user(partners=[question.partner]))
    page = client.get(page_of(question, "history"))
    changes = {change.label: change.before for change in page.context["entries"][0].changes}
    assert (list(changes), "Secret" in page.content.decode()) == (["Initiative"], False)


@pytest.mark.parametrize(("key", "entry"), [("abc", "1"), ("1", "abc"), ("9" * 22, "1"), ("1", "9" * 22), ("1", "0")])
@pytest.mark.usefixtures("coordinator")
def test_a_past_that_never_was_is_not_found(key, entry, client):
    make_update()
    address = reverse("admin:initiatives_update_simple_history", args=[key, entry])
    assert client.get(address).status_code == 404


def test_the_history_of_an_account_opens(client):
    client.force_login(make_superuser())
    assert client.get(page_of(make_user(), "history")).status_code == 200

"""A referent in the admin: its own rows, its own fields, and no way round by a request made by hand."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from initiatives.models import Initiative, Update
from rounds.models import Question
from tests.builders import (
    make_antenna,
    make_antenna_update,
    make_event,
    make_figure,
    make_initiative,
    make_question,
    make_response,
    make_update,
    make_user,
)
from tests.records.access import House
from tests.records.pages import form_of, list_of, page_of
from tests.records.test_access import antenna_reviews, antenna_updates, initiatives, partners_own, reviews, updates

pytestmark = pytest.mark.django_db


@pytest.fixture
def house():
    return House.built()


@pytest.fixture
def referent(house, client):
    """The referent of the partner `lead`, signed in."""
    user = make_user(partners=[house.lead])
    client.force_login(user)
    return user


@pytest.fixture
def ours(house):
    return make_initiative(lead=house.lead, co_partners=[house.co])


@pytest.fixture
def theirs(house):
    return make_initiative(lead=house.other, title_fr="Leur secret")


SEVERAL = {
    "initiative": initiatives,
    "update": updates,
    "review of an update": reviews,
    "antenna's update": antenna_updates,
    "review of an antenna's update": antenna_reviews,
    "response": partners_own(make_response),
    "question": partners_own(make_question),
}


@pytest.mark.parametrize("make_rows", SEVERAL.values(), ids=SEVERAL.keys())
def test_list_and_pages_show_what_the_rule_of_access_gives_and_nothing_else(make_rows, house, client):
    rows = make_rows(house)
    model = type(next(iter(rows.values())))
    user = make_user(partners=[house.lead])
    client.force_login(user)
    visible = set(model.objects.visible_to(user))
    assert visible & set(rows.values()), "a row to see"
    assert set(rows.values()) - visible, "a row that could leak"
    assert set(client.get(list_of(model)).context["cl"].result_list) == visible
    opened = {record for record in rows.values() if client.get(page_of(record)).status_code == 200}
    assert opened == visible & set(rows.values())


@pytest.mark.usefixtures("referent")
def test_deletion_is_the_coordination_s(ours, client):
    assert client.get(page_of(ours, "delete")).status_code == 403
    assert client.post(page_of(ours, "delete"), {"post": "yes"}).status_code == 403
    assert Initiative.objects.filter(pk=ours.pk).exists()


@pytest.mark.usefixtures("referent")
def test_the_history_of_its_own_is_open_to_a_referent(ours, client):
    assert client.get(page_of(ours, "history")).status_code == 200


@pytest.mark.usefixtures("referent")
def test_accounts_are_no_choice(client):
    question = {"app_label": "rounds", "model_name": "question", "field_name": "asked_by", "term": ""}
    assert client.get(reverse("admin:autocomplete"), question).status_code == 403


def test_a_referent_changes_its_own(ours, referent, client):
    response = client.post(page_of(ours), form_of(client.get(page_of(ours))) | {"title_fr": "Nouveau titre"})
    ours.refresh_from_db()
    assert (response.status_code, ours.title_fr, ours.history.first().history_user) == (302, "Nouveau titre", referent)


@pytest.mark.usefixtures("referent")
def test_another_s_row_is_neither_changed_nor_shown(ours, theirs, client):
    sent = form_of(client.get(page_of(ours))) | {"title_fr": "Pris"}
    response = client.post(page_of(theirs), sent, follow=True)
    theirs.refresh_from_db()
    assert (theirs.title_fr, theirs.version) == ("Leur secret", 1)
    assert "secret" not in response.content.decode()


@pytest.mark.usefixtures("referent")
def test_another_s_validated_row_is_read_and_not_changed(theirs, client):
    validated = make_update(initiative=theirs, state="validated", body_fr="Publié")
    page = client.get(page_of(validated))
    assert (page.status_code, "Publié" in page.content.decode(), "_save" in page.content.decode()) == (200, True, False)
    assert client.post(page_of(validated), {"body_fr": "Pris", "seen_version": "1"}).status_code == 403
    validated.refresh_from_db()
    assert validated.body_fr == "Publié"


def moves(house, ours, theirs):
    """Rows of ours, the field that says whose they are, and where somebody would like them to go."""
    other_update = make_update(initiative=theirs, state="validated")
    update = make_update(initiative=ours)
    own_antenna = make_antenna(partners=[house.lead])
    return {
        "initiative": (ours, {"lead": house.other}),
        "update": (update, {"initiative": theirs, "partner": house.other}),
        "figure": (make_figure(update=update), {"update": other_update}),
        "event": (make_event(update=update), {"update": other_update}),
        "antenna's update": (make_antenna_update(antenna=own_antenna), {"antenna": make_antenna()}),
        "response": (make_response(partner=house.lead), {"partner": house.other}),
        "question": (make_question(partner=house.lead), {"partner": house.other, "answered_by": make_user()}),
    }


@pytest.mark.parametrize(
    "name", ["initiative", "update", "figure", "event", "antenna's update", "response", "question"]
)
@pytest.mark.usefixtures("referent")
def test_a_row_is_not_moved_to_another_partner(name, house, ours, theirs, client):
    record, wanted = moves(house, ours, theirs)[name]
    before = {field: getattr(record, f"{field}_id") for field in wanted}
    sent = form_of(client.get(page_of(record))) | {field: target.pk for field, target in wanted.items()}
    response = client.post(page_of(record), sent)
    record.refresh_from_db()
    assert response.status_code == 302
    assert record.version == 2
    assert {field: getattr(record, f"{field}_id") for field in wanted} == before


@pytest.mark.usefixtures("referent")
def test_what_the_coordination_sets_is_not_set_by_a_request(ours, client):
    update = make_update(initiative=ours)
    sent = form_of(client.get(page_of(update)))
    client.post(page_of(update), sent | {"highlight": "on", "position": "9", "review_state": "published"})
    update.refresh_from_db()
    assert (update.highlight, update.position, update.review_state, update.version) == (False, 0, "draft", 2)


@pytest.mark.usefixtures("referent")
def test_the_order_of_figures_is_not_set_by_a_request_either(ours, client):
    figure = make_figure(update=make_update(initiative=ours), value=1)
    sent = form_of(client.get(page_of(figure.update)))
    assert (
        client.post(page_of(figure.update), sent | {"figures-0-position": "9", "figures-0-value": "2"}).status_code
        == 302
    )
    figure.refresh_from_db()
    assert (figure.position, figure.value) == (0, 2)


@pytest.mark.usefixtures("referent")
def test_choices_hold_what_one_sees_and_no_more(house, ours, theirs, client):
    question = make_question(partner=house.lead)
    address = reverse("admin:autocomplete")
    asked = {"app_label": "rounds", "model_name": "question", "field_name": "initiative", "term": ""}
    assert [found["id"] for found in client.get(address, asked).json()["results"]] == [str(ours.pk)]
    sent = form_of(client.get(page_of(question)))
    response = client.post(page_of(question), sent | {"initiative": theirs.pk})
    assert list(response.context["adminform"].form.errors) == ["initiative"]
    assert "secret" not in response.content.decode()
    assert client.post(page_of(question), sent | {"initiative": ours.pk}).status_code == 302
    assert Question.objects.get().initiative == ours


@pytest.mark.usefixtures("referent")
def test_the_page_of_an_update_shows_no_other_update_s_figures_nor_remarks(ours, theirs, client):
    make_figure(update=make_update(initiative=theirs), note_fr="Leur secret")
    make_figure(update=make_update(initiative=ours), note_fr="Le nôtre")
    page = client.get(page_of(Update.objects.get(initiative=ours))).content.decode()
    assert ("Le nôtre" in page, "Leur secret" in page) == (True, False)


@pytest.mark.usefixtures("referent")
def test_actions_on_a_list_are_the_coordination_s(ours, client):
    sent = {"action": "delete_selected", "_selected_action": [ours.pk], "post": "yes"}
    client.post(list_of(Initiative), sent, follow=True)
    assert Initiative.objects.filter(pk=ours.pk).exists()
    assert LogEntry.objects.count() == 0

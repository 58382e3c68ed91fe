"""Deleting: what others rest on, or what was validated, stays, and the page says why."""

import pytest

from initiatives.models import ReviewState, Update
from tests.builders import (
    COORDINATION,
    make_antenna_update,
    make_edition,
    make_figure,
    make_initiative,
    make_issue,
    make_question,
    make_theme,
    make_update,
    make_update_review,
    make_user,
)
from tests.zones.pages import list_of, page_of

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _coordinator(client):
    client.force_login(make_user(role=COORDINATION))


# What somebody would delete, and what rests on it.
PROTECTED = {
    "initiative": lambda: (update := make_update()) and (update.initiative, update),
    "partner": lambda: (initiative := make_initiative()) and (initiative.lead, initiative),
    "partner with a question": lambda: (question := make_question()) and (question.partner, question),
    "period": lambda: (update := make_update()) and (update.period, update),
    "volet": lambda: (initiative := make_initiative()) and (initiative.volet, initiative),
    "theme": lambda: (initiative := make_initiative(theme=make_theme())) and (initiative.theme, initiative),
    "indicator": lambda: (figure := make_figure()) and (figure.indicator, figure),
    "antenna": lambda: (update := make_antenna_update()) and (update.antenna, update),
    "edition": lambda: (issue := make_issue()) and (issue.edition, issue),
}


@pytest.mark.parametrize("make", PROTECTED.values(), ids=PROTECTED.keys())
@pytest.mark.parametrize("door", ["page", "list"])
def test_what_others_rest_on_stays_and_the_page_names_them(door, make, client):
    record, reason = make()
    if door == "page":
        response = client.post(page_of(record, "delete"), {"post": "yes"})
    else:
        sent = {"action": "delete_selected", "_selected_action": [record.pk], "post": "yes"}
        response = client.post(list_of(type(record)), sent)
    assert response.status_code == 200
    assert any(str(reason) in entry for entry in response.context["protected"])
    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("make", [make_theme, make_edition, make_initiative])
def test_what_nothing_rests_on_is_deleted_and_its_history_stays(make, client):
    record = make()
    assert client.post(page_of(record, "delete"), {"post": "yes"}).status_code == 302
    assert not type(record).objects.filter(pk=record.pk).exists()
    assert type(record).history.filter(id=record.pk).first().history_type == "-"


@pytest.mark.parametrize("make", [make_update, make_antenna_update])
@pytest.mark.parametrize("state", [ReviewState.VALIDATED, ReviewState.PUBLISHED])
def test_what_was_validated_is_not_deleted(make, state, client):
    text = make(state=state)
    assert client.post(page_of(text, "delete"), {"post": "yes"}).status_code == 403
    sent = {"action": "delete_selected", "_selected_action": [text.pk], "post": "yes"}
    assert client.post(list_of(type(text)), sent).status_code == 403
    assert type(text).objects.filter(pk=text.pk).exists()


def test_a_draft_is_deleted_with_its_figures(client):
    figure = make_figure()
    assert client.post(page_of(figure.update, "delete"), {"post": "yes"}).status_code == 302
    assert Update.objects.count() == 0


def test_a_text_with_a_log_stays_for_the_log_is_never_deleted(client):
    line = make_update_review(subject=make_update(state="returned"))
    assert client.post(page_of(line.subject, "delete"), {"post": "yes"}).status_code == 403
    assert Update.objects.get().review_log.get() == line

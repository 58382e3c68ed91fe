"""Deleting: what others rest on, or what was validated, stays, and the page says why."""

import pytest
from django.db import transaction
from django.db.models import ProtectedError

from initiatives.models import ReviewState, Update
from tests.builders import (
    COORDINATION,
    make_antenna_update,
    make_edition,
    make_event,
    make_figure,
    make_initiative,
    make_issue,
    make_photo,
    make_question,
    make_theme,
    make_update,
    make_update_review,
    make_user,
)
from tests.records.pages import form_of, list_of, page_of

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


# What stays because others read or print it: made under a text that was validated.
KEPT = {
    "update": lambda state: make_update(state=state),
    "update of an antenna": lambda state: make_antenna_update(state=state),
    "initiative": lambda state: make_update(state=state).initiative,
    "figure": lambda state: make_figure(update=make_update(state=state)),
    "event": lambda state: make_event(update=make_update(state=state)),
    "photo": lambda state: make_photo(update=make_update(state=state)),
}
VALIDATED = [ReviewState.VALIDATED, ReviewState.PUBLISHED]


@pytest.mark.parametrize("make", KEPT.values(), ids=KEPT.keys())
@pytest.mark.parametrize("state", VALIDATED)
def test_what_was_validated_is_not_deleted_and_the_page_says_what_to_do_instead(make, state, client):
    record = make(state)
    for response in (client.get(page_of(record, "delete")), client.post(page_of(record, "delete"), {"post": "yes"})):
        assert (response.status_code, said(record) in response.content.decode()) == (403, True)
    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("make", [KEPT[name] for name in KEPT if name != "photo"])
@pytest.mark.parametrize("state", VALIDATED)
def test_several_at_once_stay_as_soon_as_one_of_them_was_validated(make, state, client):
    record, draft = make(state), make(ReviewState.DRAFT)
    sent = {"action": "delete_selected", "_selected_action": [record.pk, draft.pk], "post": "yes"}
    response = client.post(list_of(type(record)), sent, follow=True)
    assert [str(message) for message in response.context["messages"]] == [f"{record}\N{NO-BREAK SPACE}: {said(record)}"]
    assert type(record).objects.filter(pk__in=[record.pk, draft.pk]).count() == 2


@pytest.mark.parametrize("make", KEPT.values(), ids=KEPT.keys())
def test_no_other_path_deletes_it_either(make):
    record = make(ReviewState.PUBLISHED)
    with pytest.raises(ProtectedError), transaction.atomic():
        record.delete()
    with pytest.raises(ProtectedError), transaction.atomic():
        type(record).objects.all().delete()
    assert type(record).objects.filter(pk=record.pk).exists()


@pytest.mark.parametrize("state", VALIDATED)
def test_the_form_of_a_validated_text_takes_no_figure_and_no_event_out(state, client):
    figure = make_figure()
    make_event(update=figure.update)
    Update.objects.update(review_state=state)
    form = form_of(client.get(page_of(figure.update)))
    response = client.post(page_of(figure.update), form | {"figures-0-DELETE": "on", "events-0-DELETE": "on"})
    assert response.status_code == 302
    assert (figure.update.figures.count(), figure.update.events.count()) == (1, 1)


def test_the_form_of_a_draft_does(client):
    figure = make_figure()
    form = form_of(client.get(page_of(figure.update)))
    assert client.post(page_of(figure.update), form | {"figures-0-DELETE": "on"}).status_code == 302
    assert figure.update.figures.count() == 0


def said(record):
    return str(record.instead_of_deleting)


def test_a_draft_is_deleted_with_its_figures(client):
    figure = make_figure()
    assert client.post(page_of(figure.update, "delete"), {"post": "yes"}).status_code == 302
    assert Update.objects.count() == 0


def test_a_text_with_a_log_stays_for_the_log_is_never_deleted(client):
    line = make_update_review(subject=make_update(state="returned"))
    assert client.post(page_of(line.subject, "delete"), {"post": "yes"}).status_code == 403
    assert Update.objects.get().review_log.get() == line

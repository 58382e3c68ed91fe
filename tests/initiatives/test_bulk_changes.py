"""What the Coordination arranges for many records at once."""

import pytest
from django.contrib.messages import get_messages

from initiatives.bulk_changes import ArrangementRefused, link_recommendation, set_highlight
from initiatives.models import Initiative, Update
from records.models import StaleRecordError
from tests import builders
from tests.records.pages import list_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def coordinator():
    return builders.make_user(role=builders.COORDINATION)


@pytest.fixture
def volet():
    return builders.make_volet()


def fresh(record):
    return type(record).objects.get(pk=record.pk)


def test_a_recommendation_is_linked_once_and_the_history_knows(coordinator, volet):
    initiative = builders.make_initiative(volet=volet)
    recommendation = builders.make_recommendation(volet=volet)
    assert link_recommendation(initiative, recommendation, by=coordinator)
    assert not link_recommendation(fresh(initiative), recommendation, by=coordinator)
    assert (list(initiative.recommendations.all()), fresh(initiative).version) == ([recommendation], 2)
    assert initiative.history.latest().recommendations.count() == 1


def test_a_recommendation_of_another_framework_is_refused(coordinator, volet):
    with pytest.raises(ArrangementRefused) as refusal:
        link_recommendation(builders.make_initiative(volet=volet), builders.make_recommendation(), by=coordinator)
    assert refusal.value.messages == ["The recommendation is one of another framework."]


def test_a_highlight_is_set_and_taken_away_with_its_history(coordinator):
    update = builders.make_update()
    assert [set_highlight(fresh(update), wanted, by=coordinator) for wanted in (True, True, False)] == [
        True, False, True,
    ]  # fmt: skip
    assert [past.highlight for past in update.history.order_by("history_id")] == [False, True, False]


def test_a_published_text_is_highlighted_only_in_both_languages(coordinator):
    with pytest.raises(ArrangementRefused) as refusal:
        set_highlight(builders.make_update(state="published"), True, by=coordinator)
    assert refusal.value.messages == ["A highlighted update needs a text in French and in Dutch."]


@pytest.mark.parametrize("role", [builders.REFERENTS, builders.READERS])
def test_only_the_coordination_arranges(role, volet):
    update = builders.make_update()
    person = builders.make_user(role=role, partners=[update.partner])
    with pytest.raises(ArrangementRefused):
        set_highlight(update, True, by=person)
    with pytest.raises(ArrangementRefused):
        link_recommendation(update.initiative, builders.make_recommendation(volet=volet), by=person)


def test_what_was_changed_since_it_was_read_is_left_alone(coordinator):
    seen = builders.make_update()
    fresh(seen).save()
    with pytest.raises(StaleRecordError):
        set_highlight(seen, True, by=coordinator)


# --- The actions of the lists ---------------------------------------------------------------------


@pytest.fixture
def desk(client, coordinator):
    client.force_login(coordinator)
    return client


def confirm(desk, model, action, records, **choices):
    """The page that asks, then the answer of somebody who says yes."""
    chosen = {"action": action, "_selected_action": [record.pk for record in records]}
    assert desk.post(list_of(model), chosen).context["action"] == action
    seen = {f"seen_{record.pk}": record.version for record in records}
    return desk.post(list_of(model), chosen | seen | {"confirmed": "yes"} | choices)


def told(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def test_many_initiatives_are_linked_at_once(desk, volet):
    initiatives = [builders.make_initiative(volet=volet) for _ in range(2)]
    elsewhere = builders.make_initiative()
    recommendation = builders.make_recommendation(volet=volet)
    response = confirm(
        desk, Initiative, "link_to_recommendation", [*initiatives, elsewhere], recommendation=recommendation.pk
    )
    assert told(response) == [
        "2 records were changed.",
        f"{elsewhere}: The recommendation is one of another framework.",
    ]
    assert set(recommendation.initiatives.all()) == set(initiatives)


def test_without_a_recommendation_the_page_asks_again(desk):
    initiative = builders.make_initiative()
    response = confirm(desk, Initiative, "link_to_recommendation", [initiative], recommendation="")
    assert (response.status_code, response.context["form"].errors.keys()) == (200, {"recommendation"})


@pytest.mark.parametrize(("action", "before"), [("highlight", False), ("no_longer_highlight", True)])
def test_many_updates_are_highlighted_at_once_or_no_longer(desk, action, before):
    updates = [builders.make_update(highlight=before) for _ in range(2)]
    stale = builders.make_update(highlight=before)
    response = confirm(desk, Update, action, updates)
    assert told(response) == ["2 records were changed."]
    stale.version = 7
    response = confirm(desk, Update, action, [stale])
    assert told(response)[-1] == f"{stale}: It was changed since you opened the list. Read it again."
    assert [fresh(update).highlight for update in (*updates, stale)] == [not before, not before, before]


@pytest.mark.parametrize(
    ("model", "action"),
    [(Initiative, "link_to_recommendation"), (Update, "highlight"), (Update, "no_longer_highlight")],
)
def test_nobody_else_has_these_actions(client, model, action):
    update = builders.make_update()
    client.force_login(builders.make_user(partners=[update.partner]))
    record = update if model is Update else update.initiative
    sent = {"action": action, "_selected_action": [record.pk], "confirmed": "yes", f"seen_{record.pk}": 1}
    client.post(list_of(model), sent)
    assert fresh(record).version == 1


def test_a_duplicate_is_not_offered_where_an_initiative_is_chosen(desk):
    original = builders.make_initiative(title_fr="Le même")
    builders.make_initiative(title_fr="Le même", merged_into=original)
    sent = {"app_label": "initiatives", "model_name": "update", "field_name": "initiative", "term": "même"}
    results = desk.get("/en/admin/autocomplete/", sent).json()["results"]
    assert [result["id"] for result in results] == [str(original.pk)]

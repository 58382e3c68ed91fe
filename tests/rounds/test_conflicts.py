"""Two people on one text: the second to save sees both versions, field by field, chooses, and nothing is lost."""

import pytest
import time_machine

from initiatives.models import Figure, Update
from rounds import services
from tests import builders
from tests.rounds.pages import address, fields, words
from tests.rounds.rounds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def world(client, shared_round):
    """A text and a figure that the referent has open in the browser."""
    world = shared_round
    client.force_login(world.person)
    world.update = services.continue_changed(world.initiative, world.period, by=world.person)
    world.figure = builders.make_figure(update=world.update, value=10, year=2024)
    world.page = address("edit", world.update.pk)
    world.sent = fields(client.get(world.page))
    return world


def elsewhere(world, **changes):
    """What somebody else saves meanwhile."""
    colleague = builders.make_user(partners=[world.partner], first_name="Ann", last_name="Peeters")
    update = Update.objects.get(pk=world.update.pk)
    for name, value in changes.items():
        setattr(update, name, value)
    update._history_user = colleague
    update.save()


def save(client, world, **typed):
    return client.post(world.page, world.sent | typed)


def choose(client, world, response, choices=None):
    named = {f"keep-{name}": choice for name, choice in (choices or {}).items()}
    return client.post(world.page, fields(response) | named)


def body(world):
    return Update.objects.get(pk=world.update.pk).body_fr


@pytest.mark.parametrize(
    ("language", "title"), [("fr", "Deux versions de ce texte"), ("nl", "Twee versies van deze tekst")]
)
def test_both_versions_are_shown_and_nothing_is_written(client, world, language, title):
    elsewhere(world, body_fr="Le sien")
    response = client.post(
        address("edit", world.update.pk, language=language), world.sent | {"text-body_fr": "Le mien"}
    )
    page = words(response)
    assert (response.status_code, body(world)) == (409, "Le sien")
    assert [piece for piece in (title, "Ann Peeters", "Le sien", "Le mien") if piece not in page] == []


@pytest.mark.parametrize(("choice", "expected"), [("mine", "Le mien"), ("stored", "Le sien")])
def test_the_choice_is_what_stands(client, world, choice, expected):
    elsewhere(world, body_fr="Le sien")
    response = save(client, world, **{"text-body_fr": "Le mien"})
    assert choose(client, world, response, {"text-body_fr": choice}).status_code == 302
    assert body(world) == expected
    assert "Le sien" in Update.objects.get(pk=world.update.pk).history.values_list("body_fr", flat=True)


def test_without_a_choice_it_is_asked_again(client, world):
    elsewhere(world, body_fr="Le sien")
    again = choose(client, world, save(client, world, **{"text-body_fr": "Le mien"}))
    assert (again.status_code, "Choose one of the two versions" in words(again)) == (409, True)
    assert body(world) == "Le sien"
    choose(client, world, again, {"text-body_fr": "mine"})
    assert body(world) == "Le mien"


def test_what_only_one_of_the_two_changed_is_chosen_beforehand(client, world):
    elsewhere(world, body_fr="Le sien")
    response = save(client, world, **{"text-body_nl": "De mijne"})
    choices = {name: value for name, value in fields(response).items() if name.startswith("keep-")}
    assert choices == {"keep-text-body_fr": "stored", "keep-text-body_nl": "mine"}
    client.post(world.page, fields(response))
    update = Update.objects.get(pk=world.update.pk)
    assert (update.body_fr, update.body_nl) == ("Le sien", "De mijne")


def test_the_same_change_made_twice_is_no_conflict(client, world):
    elsewhere(world, body_fr="Pareil")
    assert save(client, world, **{"text-body_fr": "Pareil", "text-body_nl": "Nieuw"}).status_code == 409
    world.sent["text-body_nl"] = ""
    assert save(client, world, **{"text-body_fr": "Pareil"}).status_code == 302


def test_a_third_version_that_comes_meanwhile_is_shown_too(client, world):
    elsewhere(world, body_fr="Le sien")
    response = save(client, world, **{"text-body_fr": "Le mien"})
    elsewhere(world, body_fr="Le troisième")
    again = choose(client, world, response, {"text-body_fr": "mine"})
    assert (again.status_code, "Le troisième" in words(again), body(world)) == (409, True, "Le troisième")


def test_a_figure_that_both_changed_is_compared_field_by_field(client, world):
    figure = Figure.objects.get(pk=world.figure.pk)
    figure.value = 11
    figure.save()
    response = save(client, world, **{"figures-0-value": "12", "figures-0-year": "2023"})
    assert response.status_code == 409
    choose(client, world, response, {"figures-0-value": "stored", "figures-0-year": "mine"})
    stored = Figure.objects.get(pk=world.figure.pk)
    assert (stored.value, stored.year) == (11, 2023)


@pytest.mark.parametrize(("choice", "expected"), [("mine", [12]), ("stored", [])])
def test_a_figure_that_the_other_removed_comes_back_or_stays_away(client, world, choice, expected):
    second = builders.make_figure(update=world.update, value=50, position=9)
    world.sent = fields(client.get(world.page))
    Figure.objects.get(pk=world.figure.pk).delete()
    response = save(client, world, **{"figures-0-value": "12"})
    assert (response.status_code, "removed" in words(response)) == (409, True)
    assert choose(client, world, response, {"figures-0": choice}).status_code == 302
    assert sorted(figure.value for figure in Figure.objects.exclude(pk=second.pk)) == expected
    assert Figure.objects.get(pk=second.pk).value == 50


@pytest.mark.parametrize(("choice", "expected"), [("mine", []), ("stored", [11])])
def test_a_figure_that_one_removes_and_the_other_changed_is_asked_about(client, world, choice, expected):
    figure = Figure.objects.get(pk=world.figure.pk)
    figure.value = 11
    figure.save()
    response = save(client, world, **{"figures-0-DELETE": "on"})
    assert response.status_code == 409
    assert choose(client, world, response, {"figures-0-DELETE": choice}).status_code == 302
    assert [figure.value for figure in Figure.objects.all()] == expected


def test_hostile_text_of_the_other_stays_text(client, world):
    elsewhere(world, body_fr="<script>alert(1)</script>")
    response = save(client, world, **{"text-body_fr": '"><script>alert(2)</script>'})
    assert b"<script>alert" not in response.content
    assert fields(response)["text-body_fr"] == '"><script>alert(2)</script>'

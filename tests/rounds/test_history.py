"""The history of a text on the pages of its partner."""

import pytest
import time_machine

from initiatives.models import Update
from rounds import services
from tests import builders
from tests.rounds.pages import address, fields, words
from tests.rounds.rounds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY):
        yield


@pytest.fixture
def world(client, shared_round):
    """An open round in which the referent, who is signed in, wrote a text and then another."""
    world = shared_round
    client.force_login(world.person)
    world.update = services.continue_changed(world.initiative, world.period, by=world.person)
    for text in ("Douze agents à vélo.", "Treize agents à vélo."):
        page = address("edit", world.update.pk)
        client.post(page, fields(client.get(page)) | {"text-body_fr": text})
    world.page = address("history", world.update.pk)
    return world


def test_the_page_on_which_one_writes_leads_to_what_was_written_before(client, world):
    assert world.page in client.get(address("edit", world.update.pk)).content.decode()
    told = words(client.get(world.page))
    assert ("Douze" in told, "Treize" in told, str(world.person) in told) == (True, True, True)


@pytest.mark.parametrize("role", ["reader", "referent of another", "visitor"])
def test_nobody_else_reads_it_even_when_the_text_is_published(client, world, role):
    Update.objects.filter(pk=world.update.pk).update(review_state="published")
    client.logout()
    users = {
        "reader": lambda: builders.make_user(role=builders.READERS),
        "referent of another": lambda: world.add_partner()[1],
    }
    if role in users:
        client.force_login(users[role]())
    response = client.get(world.page)
    assert (response.status_code, "Douze" in response.content.decode()) == (302 if role == "visitor" else 404, False)


def test_the_coordination_finds_it_from_the_review(client, world):
    client.force_login(builders.make_user(role=builders.COORDINATION))
    page = client.get(address("review", "initiative", world.update.pk)).content.decode()
    assert f"/en/admin/initiatives/update/{world.update.pk}/history/" in page


# --- Taking something out of a validated text --------------------------------------------------------


@pytest.fixture
def published(client, world):
    """The text is published with a figure and a photo, and somebody of the Coordination opens it."""
    builders.make_figure(update=world.update)
    builders.make_photo(update=world.update)
    client.force_login(builders.make_user(role=builders.COORDINATION))
    world.sent = fields(client.get(address("edit", world.update.pk)))
    Update.objects.filter(pk=world.update.pk).update(review_state="published")
    return world


def test_a_figure_of_a_published_text_stays_and_the_page_says_what_to_do(client, published):
    sent = published.sent | {"figures-0-DELETE": "on"}
    response = client.post(address("edit", published.update.pk), sent)
    assert (response.status_code, "Reopen the text in the review" in words(response)) == (422, True)
    assert published.update.figures.count() == 1


def test_so_does_a_photo(client, published):
    photo = published.update.photos.get()
    response = client.post(address("remove-photo", published.update.pk, photo.pk), follow=True)
    assert "Reopen the text in the review" in words(response)
    assert published.update.photos.get() == photo

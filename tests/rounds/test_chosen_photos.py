"""The picture of a refused form: it is there at the next attempt, for the person who chose it, and for nobody else."""

import datetime
import io

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from PIL import Image

from initiatives.models import Photo
from rounds import chosen_photos, services
from tests import builders
from tests.reading import tree
from tests.rounds.pages import address, words
from tests.rounds.rounds import TODAY

pytestmark = pytest.mark.django_db
SAID = {"alternative_fr": "Un stand", "consent": "on"}


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def world(client, shared_round):
    """An open round in which the referent, who is signed in, has a text to which a photo may be added."""
    world = shared_round
    client.force_login(world.person)
    world.update = services.continue_changed(world.initiative, world.period, by=world.person)
    return world


def picture(colour="#12476b"):
    content = io.BytesIO()
    Image.new("RGB", (40, 20), colour).save(content, "JPEG")
    return SimpleUploadedFile("photo.jpg", content.getvalue())


def send(client, world, **said):
    return client.post(address("photos", world.update.pk), said)


def waiting(client, world):
    """The bytes of the picture that the page shows as waiting; None where it shows none."""
    page = tree(client.get(address("photos", world.update.pk)))
    found = page.xpath("//img[@class='waiting']/@src")
    return client.get(found[0]).content if found else None


def test_every_error_is_said_at_once_at_its_field(client, world):
    response = send(client, world, minors="on")

    errors = tree(response).xpath("//*[contains(@class, 'summary')]//a/@href")
    assert (response.status_code, errors) == (
        422, ["#id_file", "#id_alternative_fr", "#id_consent", "#id_parental_consent"],
    )  # fmt: skip


def test_the_file_is_chosen_once(client, world):
    refused = send(client, world, file=picture(), credit="PolBru")

    assert (refused.status_code, waiting(client, world)[:2]) == (422, b"\xff\xd8")
    assert "The picture that you chose is kept here" in words(refused)
    assert send(client, world, credit="PolBru", **SAID).status_code == 302
    assert (Photo.objects.get().credit, waiting(client, world)) == ("PolBru", None)


def file_label(response):
    return tree(response).xpath("string(//label[@for='id_file'])").strip()


def test_the_field_asks_for_another_picture_from_the_first_refusal_on(client, world):
    refused = send(client, world, file=picture())
    opened_again = client.get(address("photos", world.update.pk))
    send(client, world, forget="1")
    without = send(client, world)

    assert [file_label(page) for page in (refused, opened_again)] == ["Another picture instead"] * 2
    assert (without.status_code, file_label(without)) == (422, "Picture")


def test_another_file_takes_its_place(client, world):
    send(client, world, file=picture("#ff0000"))
    first = waiting(client, world)
    send(client, world, file=picture("#0000ff"))

    assert waiting(client, world) not in (None, first)


def test_it_is_forgotten_when_the_person_says_so(client, world):
    send(client, world, file=picture())

    send(client, world, forget="1")

    assert (waiting(client, world), send(client, world, **SAID).status_code) == (None, 422)


def test_a_file_that_is_no_picture_does_not_wait(client, world):
    response = send(client, world, file=SimpleUploadedFile("film.jpg", b"film"), **SAID)

    assert ("not a JPEG, PNG or WebP" in words(response), waiting(client, world)) == (True, None)


def test_nobody_else_sees_it_not_even_who_may_edit_the_text(client, world):
    send(client, world, file=picture())
    colleague = builders.make_user(partners=[world.partner])
    client.force_login(colleague)

    assert waiting(client, world) is None
    assert client.get(address("waiting-photo", world.update.pk)).status_code == 404
    assert send(client, world, **SAID).status_code == 422


def test_a_person_has_a_few_waiting_and_none_that_is_too_large():
    user = builders.make_user()
    texts = [builders.make_update() for _number in range(4)]
    for text in texts:
        chosen_photos.save_photo(user, text, b"picture")

    assert [chosen_photos.find_photo(user, text) for text in texts] == [None, b"picture", b"picture", b"picture"]
    assert not chosen_photos.save_photo(user, texts[0], b"x" * (chosen_photos.MAX_BYTES + 1))
    assert chosen_photos.find_photo(user, texts[0]) is None


def test_it_is_forgotten_with_its_text():
    user, text, other = builders.make_user(), builders.make_update(), builders.make_update()
    for each in (text, other):
        chosen_photos.save_photo(user, each, b"picture")
    gone = builders.make_update()
    gone.pk = text.pk

    text.delete()

    assert [chosen_photos.find_photo(user, each) for each in (gone, other)] == [None, b"picture"]


def in_the_table(words):
    with connection.cursor() as cursor:
        cursor.execute("SELECT COUNT(*) FROM cache WHERE cache_key LIKE %s", [f"%{words}%"])
        return cursor.fetchone()[0]


def test_its_bytes_are_gone_when_the_next_one_is_kept_after_a_day():
    user, first, second = builders.make_user(), builders.make_update(), builders.make_update()
    chosen_photos.save_photo(user, first, b"picture")

    with time_machine.travel(TODAY + datetime.timedelta(days=2), tick=False):
        chosen_photos.save_photo(user, second, b"another")

    assert [in_the_table(f"chosen-photo-{user.pk}-{text.pk}") for text in (first, second)] == [0, 1]

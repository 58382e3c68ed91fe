"""What people typed is shown on the pages of the round and of the editions as they typed it, and does nothing there."""

from copy import deepcopy

import pytest
from django.test import override_settings

from rounds import chosen_photos, drafts
from tests.addresses import addresses
from tests.hostile import HostileWorld, dangers_of_page, free_fields, hostile_text, said_on, standing
from tests.lasting import lasting
from tests.rounds.pages import address, fields

pytestmark = pytest.mark.django_db

APPS = ("rounds", "reporting")


# Name of a page → some of the texts for which one opens it; {} stands for the language of the page.
TO_THE_COORDINATION = {
    "board": {"rounds.Question.text", "zones.Partner.name_{}"},
    "answer-question": {"rounds.Question.text"},
    "review-queue": {"initiatives.Initiative.title_{}", "zones.Partner.name_{}"},
    "review": {"initiatives.Update.body_fr", "initiatives.Update.body_nl", "initiatives.UpdateReview.remark"},
    "merge": {"initiatives.Initiative.title_{}"},
    "outbox": {"rounds.Message.subject", "rounds.Message.failure"},
    "message": {"rounds.Message.subject", "rounds.Message.body"},
    "extension": {"rounds.Extension.reason"},
    "editions": {"reporting.Edition.title_{}"},
    "text": {"reporting.EditionText.body_fr", "reporting.EditionText.body_nl"},
}
TO_A_PARTNER = {
    "partner-round": {"initiatives.Initiative.title_{}", "initiatives.UpdateReview.remark", "rounds.Question.answer"},
    "edit": {
        f"initiatives.Update.{name}_{language}"
        for name in ("body", "title", "audience", "partnerships")
        for language in ("fr", "nl")
    } | {"initiatives.Figure.note_fr", "initiatives.Event.place"},
    "submit": {"initiatives.Initiative.title_{}"},
    "photos": {"initiatives.Photo.credit"},
}  # fmt: skip


def missing(expected, shown, language):
    """Name of a page → the texts that should stand there and do not."""
    wanted = {page: {place.format(language) for place in places} for page, places in expected.items()}
    absent = {page: places - shown.get(page, set()) for page, places in wanted.items()}
    return {page: places for page, places in absent.items() if places}


@pytest.fixture(scope="module")
def media(tmp_path_factory):
    return tmp_path_factory.mktemp("media")


@pytest.fixture(scope="module")
def hostile(django_db_setup, django_db_blocker, media):
    """The hostile world with an open round; something was typed and not saved, and a picture waits for its form."""
    with lasting(django_db_blocker):
        with override_settings(MEDIA_ROOT=media):
            world = HostileWorld()
        fields = free_fields(type(world.told))
        typed = {f"text-{name}": [hostile_text(field.max_length)] for name, field in fields.items()}
        drafts.save_draft(world.referent, f"update-{world.returned.pk}", _Typed(typed))
        for update in (world.returned, world.draft):
            chosen_photos.save_photo(world.referent, update, b"picture")
        yield world


@pytest.fixture
def world(hostile, media, settings):
    settings.MEDIA_ROOT = media
    return deepcopy(hostile)


class _Typed(dict):
    """What was typed, as a request holds it."""

    def lists(self):
        return self.items()

    def copy(self):
        return _Typed(self)

    def setlist(self, name, values):
        self[name] = values


def arguments(world, **particular):
    """What stands in the addresses of the pages: each names a row of the world."""
    return {
        "partner": world.partner.key,
        "initiative": world.initiative.pk,
        "update": world.returned.pk,
        "antenna": world.antenna_text.antenna_id,
        "antenna_text": world.antenna_text.pk,
        "photo": world.returned.photos.get().pk,
        "kind": "initiative",
        "period": world.period.key,
        "question": world.question.pk,
        "message": world.message.pk,
        "edition": world.edition.key,
        "text": world.edition.texts.first().pk,
        "place": "foreword",
        "volet": world.volet.number,
        "language": None,  # the report itself has tests of its own
        "file_format": None,
    } | particular


def shown_on(world, client, places):
    """Name of a page → (model.field) that stand there; and what is wrong anywhere."""
    shown, wrong = {}, {}
    for name, place in places:
        response = client.get(place)
        # No picture waits for the Coordination.
        nothing_there = {404} if name == "waiting-photo" else set()
        assert response.status_code in {200, 302, 403, 405} | nothing_there, place
        if response.streaming:
            # Read to its end it closes itself, and not the connection of the test with it.
            b"".join(response.streaming_content)
            continue
        if response.status_code != 200:
            continue
        content = response.content.decode()
        found, cut = standing(world, said_on(content))
        shown.setdefault(name, set()).update(f"{row._meta.label}.{field}" for row, field in found)
        if dangers := [*dangers_of_page(content), *cut]:
            wrong[place] = dangers
    return shown, wrong


def places_of(world, language, **particular):
    named = arguments(world, **particular)
    return [place for app in APPS for place in addresses(app, named, language=language)]


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_nothing_runs_and_nothing_is_cut_on_any_page_of_the_coordination(world, client, language):
    client.force_login(world.coordinator)
    texts = [world.told, world.submitted, world.returned, world.draft]
    places = [place for update in texts for place in places_of(world, language, update=update.pk)]
    antenna = ("review", address("review", "antenna", world.antenna_text.pk, language=language))
    merge = ("merge", address("merge", world.initiative.pk, language=language))
    chosen = ("merge", f"{merge[1]}?original={world.submitted.initiative.pk}")
    shown, wrong = shown_on(world, client, dict.fromkeys([*places, antenna, merge, chosen]))
    assert wrong == {}
    assert missing(TO_THE_COORDINATION, shown, language) == {}


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_nothing_runs_and_nothing_is_cut_on_any_page_of_a_partner(world, client, language):
    client.force_login(world.referent)
    places = [
        place for update in (world.returned, world.draft) for place in places_of(world, language, update=update.pk)
    ]
    typed = ("edit", f"{address('edit', world.returned.pk, language=language)}?typed")
    shown, wrong = shown_on(world, client, dict.fromkeys([*places, typed]))
    assert wrong == {}
    assert "waiting-photo" in shown
    assert missing(TO_A_PARTNER, shown, language) == {}


def test_two_versions_are_compared_as_they_were_typed(world, client):
    client.force_login(world.referent)
    place = address("edit", world.returned.pk)
    sent = fields(client.get(place))
    world.returned.body_fr = elsewhere = hostile_text(None)
    world.returned.save()
    response = client.post(place, sent | {"text-body_fr": (mine := hostile_text(None))})
    content = response.content.decode()
    assert (response.status_code, dangers_of_page(content)) == (409, [])
    world.texts = {world.returned: {"stored": elsewhere, "typed": mine}}
    found, cut = standing(world, said_on(content))
    assert (len(found), cut) == (2, [])

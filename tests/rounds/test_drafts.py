"""What is being typed outlives the session and the connection, and is nobody else's to read."""

import datetime

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.test import Client

from initiatives.models import Update
from rounds import drafts, services
from rounds.models import FormDraft
from tests import builders
from tests.accounts.signing import sign_in
from tests.rounds.pages import address, fields, words
from tests.rounds.rounds import TODAY

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture
def world(client, shared_round):
    """An open round in which the referent, who is signed in, writes a text."""
    world = shared_round
    client.force_login(world.person)
    world.update = services.continue_changed(world.initiative, world.period, by=world.person)
    world.page = address("edit", world.update.pk)
    world.sent = fields(client.get(world.page)) | {"text-body_fr": "À moitié écr"}
    return world


def keep(client, world):
    return client.post(address("keep-typing", world.update.pk), world.sent)


def test_what_is_typed_is_kept_and_offered_when_the_page_is_opened_again(client, world):
    assert keep(client, world).status_code == 204
    page = client.get(world.page)
    assert ("You were writing here" in words(page), fields(page)["text-body_fr"]) == (True, "")
    assert fields(client.get(f"{world.page}?typed"))["text-body_fr"] == "À moitié écr"


@pytest.mark.parametrize(
    ("language", "sentence"), [("fr", "Vous étiez en train d’écrire"), ("nl", "U was hier aan het")]
)
def test_the_offer_speaks_the_language_of_the_reader(client, world, language, sentence):
    keep(client, world)
    assert sentence in words(client.get(address("edit", world.update.pk, language=language)))


def test_only_the_last_typing_is_kept(client, world):
    keep(client, world)
    world.sent["text-body_fr"] = "À moitié écrit"
    keep(client, world)
    assert [draft.data["text-body_fr"] for draft in FormDraft.objects.all()] == [["À moitié écrit"]]


def test_the_token_of_the_form_is_not_kept(client, world):
    world.sent |= {"csrfmiddlewaretoken": "secret", "action": "save"}
    keep(client, world)
    assert {"csrfmiddlewaretoken", "action"} & set(FormDraft.objects.get().data) == set()


def test_a_saved_form_forgets_what_was_being_typed(client, world):
    keep(client, world)
    client.post(world.page, world.sent)
    assert (FormDraft.objects.exists(), Update.objects.get(pk=world.update.pk).body_fr) == (False, "À moitié écr")


def test_what_says_nothing_new_is_not_offered(client, world):
    client.post(world.page, world.sent)
    keep(client, world)
    assert "You were writing here" not in words(client.get(world.page))
    assert not FormDraft.objects.exists()


def test_it_is_discarded_when_the_writer_says_so(client, world):
    keep(client, world)
    client.post(address("discard-typing", world.update.pk))
    assert not FormDraft.objects.exists()


def test_a_colleague_does_not_read_what_one_is_typing(client, world):
    keep(client, world)
    client.force_login(builders.make_user(partners=[world.partner]))
    assert "À moitié" not in client.get(f"{world.page}?typed").content.decode()
    client.post(address("discard-typing", world.update.pk))
    assert FormDraft.objects.get().user == world.person


def test_without_a_session_a_script_is_told_so_without_being_led_elsewhere(client, world):
    client.logout()
    assert keep(client, world).status_code == 401
    assert not FormDraft.objects.exists()


def test_a_stranger_keeps_nothing_here(client, world):
    client.force_login(world.add_partner()[1])
    assert keep(client, world).status_code == 404
    assert not FormDraft.objects.exists()


@pytest.fixture
def browser(world):
    """A browser in which the referent was signed in, and whose session has ended since."""
    browser = Client()
    sign_in(browser, world.person)
    Session.objects.all().delete()
    return browser


def left_behind():
    return list(FormDraft.objects.left_behind().order_by("form").values_list("user", "form"))


def test_what_was_sent_after_the_session_had_ended_is_there_after_signing_in_again(browser, world):
    response = browser.post(world.page, world.sent)
    assert (response.status_code, "/account/login/" in response.url) == (302, True)

    sign_in(browser, world.person)
    assert "You were writing here" in words(browser.get(world.page))
    assert fields(browser.get(f"{world.page}?typed"))["text-body_fr"] == "À moitié écr"
    assert left_behind() == []


def test_nothing_is_kept_for_a_browser_with_which_nobody_has_signed_in(world):
    stranger = Client()
    responses = [stranger.post(world.page, world.sent) for _ in range(3)]

    assert {response.status_code for response in responses} == {302}
    assert (FormDraft.objects.count(), Session.objects.count()) == (0, 1)


@pytest.mark.parametrize("value", ["", "x", "a:b:c", "WzEsIngiLCJ5Il0:1x:y"])
def test_a_forged_cookie_keeps_nothing(world, value):
    stranger = Client()
    stranger.cookies["known_device"] = value
    stranger.post(world.page, world.sent)

    assert FormDraft.objects.count() == 0


def test_who_signs_in_with_another_account_does_not_get_it(browser, world):
    browser.post(world.page, world.sent)
    colleague = builders.make_user(partners=[world.partner])
    sign_in(browser, colleague)

    assert "À moitié" not in browser.get(f"{world.page}?typed").content.decode()
    assert left_behind() == [(world.person.pk, f"update-{world.update.pk}")]


def test_nothing_is_kept_days_after_the_last_sign_in_nor_once_the_password_is_another(browser, world):
    with time_machine.travel(TODAY + datetime.timedelta(days=3), tick=False):
        browser.post(world.page, world.sent)
    world.person.set_password("another long enough password")
    world.person.save()
    browser.post(world.page, world.sent)

    assert left_behind() == []


def test_what_was_sent_without_a_session_is_of_reasonable_length_names_included(browser, world):
    browser.post(world.page, world.sent | {"text-body_fr": "x" * 400_000})
    browser.post(world.page, world.sent | {"x" * 400_000: "x"})

    assert left_behind() == []


def test_an_account_leaves_a_few_forms_behind_and_the_oldest_gives_way(browser, world):
    pages = [address("edit", number) for number in range(1000, 1000 + drafts.MAX_PER_ACCOUNT + 1)]
    for page in pages:
        browser.post(page, world.sent)

    numbers = range(1001, 1001 + drafts.MAX_PER_ACCOUNT)
    assert left_behind() == [(world.person.pk, f"update-{number}") for number in numbers]


def test_all_accounts_together_leave_some_forms_behind(browser, world, monkeypatch):
    others = [builders.make_form_draft(is_left_behind=True) for _ in range(3)]
    own = builders.make_form_draft(user=others[0].user)
    monkeypatch.setattr(drafts, "MAX_IN_ALL", 3)
    browser.post(world.page, world.sent)

    assert len(left_behind()) == 3
    assert (world.person.pk, f"update-{world.update.pk}") in left_behind()
    assert FormDraft.objects.filter(pk=own.pk).exists()


def test_what_nobody_asks_for_is_removed_after_a_week(browser, world):
    browser.post(world.page, world.sent)
    own = builders.make_form_draft()
    with time_machine.travel(TODAY + datetime.timedelta(days=8), tick=False):
        call_command("remove_expired", verbosity=0)

    assert list(FormDraft.objects.all()) == [own]


def test_what_was_typed_elsewhere_since_stays(client, browser, world):
    browser.post(world.page, world.sent)
    with time_machine.travel(TODAY + datetime.timedelta(days=1), tick=False):
        world.sent["text-body_fr"] = "Plus tard"
        sign_in(client, world.person)
        keep(client, world)
        page = client.get(f"{world.page}?typed")

    assert (fields(page)["text-body_fr"], left_behind()) == ("Plus tard", [])


def test_any_character_can_be_kept(client, world):
    world.sent["text-body_fr"] = "a\0b \u202e😀 <script>"
    keep(client, world)
    assert fields(client.get(f"{world.page}?typed"))["text-body_fr"] == "ab \u202e😀 <script>"


def test_what_is_taken_up_again_after_somebody_else_saved_is_compared_first(client, world):
    keep(client, world)
    Update.objects.get(pk=world.update.pk).save()
    other = Update.objects.get(pk=world.update.pk)
    other.body_fr = "D’un collègue"
    other.save()
    response = client.post(world.page, fields(client.get(f"{world.page}?typed")))
    assert (response.status_code, "D’un collègue" in words(response)) == (409, True)

"""An editorial text is written beside its preview: two people are asked which version stands, nothing typed is lost."""

import pytest
from django.contrib.sessions.models import Session

from document.rendering import Format
from reporting.models import EditionText
from reporting.services import export_edition
from reporting.texts import add_text
from rounds.models import FormDraft
from tests.accounts.signing import show_known_device
from tests.builders import COORDINATION, make_edition, make_edition_text, make_user, make_volet
from tests.reading import text as said
from tests.reading import tree
from tests.reporting.edition_texts import LIST, elsewhere, foreword, move, page_of, stored
from tests.rounds.pages import fields, words

pytestmark = pytest.mark.django_db

CONFIRMED = {"text-languages_confirmed": "on"}


@pytest.fixture
def edition():
    return make_edition(key="update-2024", title_fr="Rapport 2024", title_nl="Verslag 2024")


@pytest.fixture
def volet(edition):
    return make_volet(framework=edition.framework, number=2, title_fr="Formation", title_nl="Vorming")


@pytest.fixture
def text(edition):
    return foreword(edition, title_fr="Contexte", title_nl="Context", body_fr="Un *bel* été.", body_nl="Een zomer.")


@pytest.fixture
def coordinator(client):
    user = make_user(role=COORDINATION, first_name="Ann", last_name="Peeters")
    client.force_login(user)
    return user


# --- Writing --------------------------------------------------------------------------------------


def save(client, text, **typed):
    """As who has read both languages."""
    return client.post(page_of(text), fields(client.get(page_of(text))) | CONFIRMED | typed)


def test_a_text_that_changes_in_one_language_only_waits_until_both_were_read(client, coordinator, text):
    refused = client.post(page_of(text), fields(client.get(page_of(text))) | {"text-body_fr": "Deux étés."})
    text.refresh_from_db()
    told = [said(item) for item in tree(refused).xpath("//*[@id='id_text-languages_confirmed_error']//li")]
    assert (refused.status_code, text.body_fr) == (422, "Un *bel* été.")
    assert told == [
        "Text: the French was changed, the Dutch was not. Read both, and confirm that French and Dutch say the same."
    ]

    answer = client.post(page_of(text), fields(refused) | CONFIRMED)
    text.refresh_from_db()
    assert (answer.status_code, text.body_fr) == (302, "Deux étés.")


def test_what_is_written_stands_in_the_report_in_both_languages(client, coordinator, edition, text):
    answer = save(client, text, **{"text-body_fr": "Mieux *écrit*.", "text-body_nl": "Beter *geschreven*."})
    assert (answer.status_code, answer["Location"]) == (302, f"{LIST}#text-{text.pk}")
    report = {language: export_edition(edition, language, Format.HTML).content.decode() for language in ("fr", "nl")}
    assert ("Mieux <em>écrit</em>." in report["fr"], "Beter <em>geschreven</em>." in report["nl"]) == (True, True)
    assert stored(text).history.first().history_user == coordinator


def test_a_text_is_added_last_at_its_place(client, coordinator, edition, volet):
    make_edition_text(edition=edition, volet=volet, title_fr="Avant", position=7)
    address = f"{LIST}add/volet-2/"
    typed = {"text-title_fr": "Neuf", "text-body_fr": "Texte", "text-style": "callout"}
    client.post(address, fields(client.get(address)) | typed)
    text = EditionText.objects.get(title_fr="Neuf")
    assert (text.edition, text.place, text.volet, text.style, text.position) == (edition, "volet", volet, "callout", 8)
    assert text.history.get().history_user == coordinator


def test_the_page_shows_what_is_stored_as_the_report_will(client, coordinator, text):
    page = tree(client.get(page_of(text)))
    assert [(part.get("lang"), said(part)) for part in page.find_class("prose")] == [
        ("fr", "ContexteUn bel été."),
        ("nl", "ContextEen zomer."),
    ]


def test_a_preview_keeps_everything_that_was_typed_and_writes_nothing(client, coordinator, text):
    typed = {"text-title_fr": "Neuf ?", "text-body_fr": "Un **café**.", "text-body_nl": "", "text-style": "callout"}
    answer = save(client, text, action="preview", **typed)
    assert answer.status_code == 200
    assert fields(answer) | typed == fields(answer)
    french, dutch = tree(answer).find_class("prose")
    assert (french.text_content(), french.find(".//strong").text) == ("Neuf\u202f?Un café.", "café")
    assert "Un café." in said(dutch)
    assert (stored(text).version, FormDraft.objects.get().user) == (1, coordinator)


def test_a_preview_of_a_new_text_writes_nothing(client, coordinator, edition):
    address = f"{LIST}add/closing/"
    answer = client.post(address, fields(client.get(address)) | {"text-body_fr": "Neuf", "action": "preview"})
    assert (fields(answer)["text-body_fr"], EditionText.objects.count()) == ("Neuf", 0)
    assert said(tree(answer).find_class("prose")[0]) == "Neuf"


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_script_is_given_the_preview_alone(client, coordinator, text, language):
    sent = fields(client.get(page_of(text))) | {"text-body_fr": "Un **café**.", "text-seen_version": "0"}
    answer = client.post(f"/{language}/reports/update-2024/texts/{text.pk}/preview/", sent)
    assert (answer.status_code, b"<html" in answer.content, b"<strong>caf" in answer.content) == (200, False, True)
    assert stored(text).version == 1


def test_a_text_without_words_is_refused_with_a_sentence(client, coordinator, text):
    answer = save(client, text, **{"text-body_fr": " ", "text-body_nl": "", "text-title_fr": "Gardé"})
    assert (answer.status_code, fields(answer)["text-title_fr"], stored(text).version) == (422, "Gardé", 1)
    assert "Write the text, in French or in Dutch." in words(answer)
    assert "1 thing to put right" in words(answer)


def test_english_is_offered_where_there_is_some_and_else_left_alone(client, coordinator, edition, text):
    assert "text-body_en" not in fields(client.get(page_of(text)))
    sent = fields(client.get(page_of(text))) | CONFIRMED | {"text-body_fr": "Neuf"}
    english = foreword(edition, body_en="Some *English*.", title_fr="T")
    assert fields(client.get(page_of(english)))["text-body_en"] == "Some *English*."
    save(client, english, **{"text-body_en": "Other English."})
    assert stored(english).body_en == "Other English."
    elsewhere(text, body_en="Meanwhile.")
    client.post(page_of(text), sent)
    assert (stored(text).body_fr, stored(text).body_en) == ("Neuf", "Meanwhile.")


HOSTILE = '</textarea><script>alert(1)</script> [lien](javascript:alert(2)) <img src=x onerror="alert(3)">'


def test_hostile_text_stays_text(client, coordinator, edition, text):
    save(client, text, **{"text-title_fr": HOSTILE[:200], "text-body_fr": HOSTILE})
    answers = [
        client.get(LIST),
        client.get(page_of(text)),
        client.get(page_of(text, "remove/")),
        client.post(page_of(text, "preview/"), fields(client.get(page_of(text)))),
    ]
    for answer in answers:
        page = tree(answer)
        assert [script.text for script in page.iter("script") if script.text] == []
        assert [image for image in page.iter("img") if image.get("onerror")] == []
        assert [link for link in page.iter("a") if "javascript" in (link.get("href") or "")] == []
    assert fields(answers[1])["text-body_fr"] == HOSTILE


# --- Two people -----------------------------------------------------------------------------------


@pytest.fixture
def sent(client, coordinator, text):
    """What the coordinator, who has read both languages, has open in the browser."""
    return fields(client.get(page_of(text))) | CONFIRMED


def choose(client, text, response, **choices):
    named = {f"keep-text-{name}": choice for name, choice in choices.items()}
    return client.post(page_of(text), fields(response) | named)


@pytest.mark.parametrize(
    ("language", "title"), [("fr", "Deux versions de ce texte"), ("nl", "Twee versies van deze tekst")]
)
def test_both_versions_are_shown_and_nothing_is_written(client, text, sent, language, title):
    elsewhere(text, body_fr="Le sien")
    address = f"/{language}/reports/update-2024/texts/{text.pk}/"
    answer = client.post(address, sent | {"text-body_fr": "Le mien"})
    assert (answer.status_code, stored(text).body_fr) == (409, "Le sien")
    page = words(answer)
    assert [piece for piece in (title, "Bo Claes", "Le sien", "Le mien") if piece not in page] == []


@pytest.mark.parametrize(("choice", "expected"), [("mine", "Le mien"), ("stored", "Le sien")])
def test_the_choice_is_what_stands(client, text, sent, choice, expected):
    elsewhere(text, body_fr="Le sien", title_nl="Het zijne")
    answer = client.post(page_of(text), sent | {"text-body_fr": "Le mien"})
    assert fields(answer)["keep-text-title_nl"] == "stored"
    assert choose(client, text, answer).status_code == 409
    assert choose(client, text, answer, body_fr=choice).status_code == 302
    assert (stored(text).body_fr, stored(text).title_nl) == (expected, "Het zijne")
    assert "Le sien" in stored(text).history.values_list("body_fr", flat=True)


def test_a_third_version_that_comes_meanwhile_is_shown_too(client, text, sent):
    elsewhere(text, body_fr="Le sien")
    answer = client.post(page_of(text), sent | {"text-body_fr": "Le mien"})
    elsewhere(text, body_fr="Le troisième")
    again = choose(client, text, answer, body_fr="mine")
    assert (again.status_code, "Le troisième" in words(again), stored(text).body_fr) == (409, True, "Le troisième")


def test_a_move_in_the_list_meanwhile_leaves_nothing_to_choose(client, coordinator, edition, text, sent):
    other = foreword(edition, title_fr="Z", position=1)
    move(client, other, "up")
    elsewhere(text, position=8)
    assert client.post(page_of(text), sent | {"text-body_fr": "Le mien"}).status_code == 302
    assert (stored(text).body_fr, stored(text).position) == ("Le mien", 8)


def test_what_was_typed_on_a_text_that_is_removed_meanwhile_can_be_saved_again(client, text, sent):
    stored(text).delete()
    answer = client.post(page_of(text), sent | {"text-body_fr": "Le mien"})
    assert (answer.status_code, fields(answer)["text-body_fr"], EditionText.objects.count()) == (409, "Le mien", 0)
    assert fields(client.get(page_of(text)))["text-body_fr"] == "Le mien"
    assert client.post(page_of(text), fields(answer)).status_code == 302
    (back,) = EditionText.objects.all()
    assert (back.pk, back.place, back.title_nl, back.body_fr) == (text.pk, "foreword", "Context", "Le mien")


def test_two_people_who_write_back_a_removed_text_are_asked_too(client, coordinator, text, sent):
    stored(text).delete()
    answer = client.post(page_of(text), sent | {"text-body_fr": "Le mien"})
    past = EditionText.history.filter(id=text.pk).first()
    add_text(
        EditionText(pk=text.pk, edition_id=past.edition_id, place="foreword", body_fr="Le sien", version=2),
        by=coordinator,
    )
    again = client.post(page_of(text), fields(answer))
    assert (again.status_code, "Le sien" in words(again), stored(text).body_fr) == (409, True, "Le sien")


# --- What is being typed --------------------------------------------------------------------------


@pytest.mark.parametrize("place", ["text", "new"])
def test_what_is_typed_is_kept_offered_and_forgotten_once_saved(client, coordinator, text, place):
    address = page_of(text) if place == "text" else f"{LIST}add/closing/"
    sent = fields(client.get(address)) | {"text-body_fr": "À moitié écr"}
    assert client.post(f"{address}keep/", sent).status_code == 204
    page = client.get(address)
    assert ("You were writing here" in words(page), fields(page)["text-body_fr"] != "À moitié écr") == (True, True)
    taken_up = fields(client.get(f"{address}?typed"))
    assert taken_up["text-body_fr"] == "À moitié écr"
    client.post(address, taken_up | CONFIRMED)
    assert (FormDraft.objects.exists(), EditionText.objects.filter(body_fr="À moitié écr").count()) == (False, 1)


def test_a_colleague_does_not_read_what_one_is_typing(client, coordinator, text):
    client.post(page_of(text, "keep/"), fields(client.get(page_of(text))) | {"text-body_fr": "À moitié"})
    client.force_login(make_user(role=COORDINATION))
    assert "À moitié" not in client.get(f"{page_of(text)}?typed").content.decode()
    client.post(page_of(text, "discard/"))
    assert FormDraft.objects.get().user == coordinator


def test_it_is_discarded_when_the_writer_says_so(client, coordinator, text):
    client.post(page_of(text, "keep/"), fields(client.get(page_of(text))) | {"text-body_fr": "À moitié"})
    answer = client.post(page_of(text, "discard/"))
    assert (answer["Location"], FormDraft.objects.exists()) == (page_of(text), False)


@pytest.mark.parametrize("action", ["save", "preview"])
@pytest.mark.parametrize("place", ["text", "new"])
def test_what_was_sent_after_the_session_had_ended_is_there_after_signing_in_again(
    client, coordinator, text, place, action
):
    address = page_of(text) if place == "text" else f"{LIST}add/closing/"
    sent = fields(client.get(address)) | {"text-body_fr": "À moitié écr", "action": action}
    show_known_device(client, coordinator)
    Session.objects.all().delete()
    answer = client.post(address, sent)
    assert (answer.status_code, answer["Location"]) == (302, f"/en/account/login/?next={address}")
    client.force_login(coordinator)
    assert "You were writing here" in words(client.get(address))
    assert fields(client.get(f"{address}?typed"))["text-body_fr"] == "À moitié écr"


def test_without_a_session_a_script_is_told_so(client, text):
    assert [client.post(page_of(text, part)).status_code for part in ("keep/", "preview/")] == [401, 401]

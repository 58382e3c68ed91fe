"""The antennas in the round of their partners: what is asked, answered, handed in and sent back."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from document.dates import PartialDate
from lisa.models import AntennaUpdate
from lisa.services import advance_antenna_update
from rounds import antenna_answers, services
from rounds.board import list_board_rows
from rounds.queries import Answer, read_partner_round
from rounds.services import RoundRefused
from tests import builders
from tests.rounds.pages import address, fields, words
from tests.rounds.rounds import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime.datetime.combine(TODAY, datetime.time(9), datetime.UTC)):
        yield


@pytest.fixture
def world(client, shared_round):
    """A partner with one antenna, told of in the period before; its referent is signed in."""
    world = shared_round
    world.antenna = builders.make_antenna(partners=[world.partner], name_en="North", name_fr="Nord", name_nl="Noord")
    builders.make_antenna_update(
        antenna=world.antenna, period=world.before, state="published", body_fr="Avant.", body_nl="Voordien."
    )
    client.force_login(world.person)
    return world


def cards(partner, period):
    return read_partner_round(partner, period).antennas


def answer(client, world, what):
    return client.post(
        address("answer-antenna", world.partner.key, world.period.key, world.antenna.pk), {"answer": what}
    )


def told(world):
    return AntennaUpdate.objects.get(antenna=world.antenna, period=world.period)


# --- What is asked --------------------------------------------------------------------------------


def test_a_partner_is_asked_for_the_antennas_that_name_it_and_those_of_its_commune(world):
    commune = builders.make_partner(commune=builders.make_commune())
    by_default = builders.make_antenna(commune=commune.commune)
    builders.make_antenna(commune=commune.commune, partners=[world.partner])

    assert [card.antenna for card in cards(commune, world.period)] == [by_default]
    assert len(cards(world.partner, world.period)) == 2
    assert cards(builders.make_partner(), world.period) == []


@pytest.mark.parametrize(
    ("dates", "count"),
    [
        ({"closed": "2023-12"}, 0), ({"closed": "2024"}, 1), ({"mark": "closed", "marked_since": "2023"}, 0),
        ({"mark": "closed", "marked_since": "2024-06"}, 1), ({"mark": "suspended"}, 1),
    ],
)  # fmt: skip
def test_an_antenna_is_asked_unless_it_closed_before_the_period(world, dates, count):
    for name, value in dates.items():
        setattr(world.antenna, name, value if name == "mark" else PartialDate.parse(value))
    world.antenna.save()

    assert len(cards(world.partner, world.period)) == count


def test_an_antenna_that_closed_before_is_not_asked_unless_somebody_answered(world):
    world.antenna.mark = "closed"
    world.antenna.save()
    assert cards(world.partner, world.period) == []

    builders.make_antenna_update(antenna=world.antenna, period=world.period)

    assert len(cards(world.partner, world.period)) == 1


@pytest.mark.parametrize(("language", "text"), [("fr", "Avant."), ("nl", "Voordien.")])
def test_the_page_shows_the_antenna_with_the_last_text(client, world, language, text):
    page = words(client.get(address("partner-round", world.partner.key, world.period.key, language=language)))

    assert ({"fr": "Nord", "nl": "Noord"}[language] in page, text in page) == (True, True)


# --- Answers --------------------------------------------------------------------------------------


def test_nothing_new_is_an_answer_without_a_text(client, world):
    response = answer(client, world, "nothing_new")

    assert response.url.endswith(f"#antenna-{world.antenna.pk}")
    assert (told(world).nothing_new, told(world).body_fr) == (True, "")
    assert "1 of 2 decided" in words(client.get(address("partner-round", world.partner.key, world.period.key)))


def test_a_text_starts_from_the_last_one_and_comes_back_after_a_change_of_mind(client, world):
    response = answer(client, world, "text")
    assert response.url == address("edit-antenna", told(world).pk)
    assert told(world).body_nl == "Voordien."
    text = told(world)
    text.body_fr = "Tapé."
    text.save()

    answer(client, world, "nothing_new")
    assert told(world).body_fr == ""
    answer(client, world, "text")

    assert (told(world).body_fr, told(world).nothing_new) == ("Tapé.", False)


def test_an_answer_is_taken_back_and_what_was_published_is_not(client, world):
    answer(client, world, "nothing_new")
    answer(client, world, "take_back")
    assert not AntennaUpdate.objects.filter(period=world.period).exists()

    text = antenna_answers.start_text(world.partner, world.antenna, world.period, by=world.person)
    for verb in ("submit", "validate", "reopen"):
        advance_antenna_update(text, verb, by=world.coordinator, remark="More.")
    with pytest.raises(RoundRefused, match="validated before"):
        antenna_answers.take_back_answer(world.partner, world.antenna, world.period, by=world.person)
    with pytest.raises(RoundRefused, match="validated before"):
        antenna_answers.report_nothing_new(world.partner, world.antenna, world.period, by=world.person)
    assert told(world).body_fr == "Avant."


def test_another_partner_answers_nothing(client, world):
    stranger, person, _initiative = world.add_partner()
    for verb in (antenna_answers.report_nothing_new, antenna_answers.start_text, antenna_answers.take_back_answer):
        with pytest.raises(RoundRefused, match="Only the lead partner"):
            verb(world.partner, world.antenna, world.period, by=person)
        with pytest.raises(RoundRefused, match="does not report on the antenna"):
            verb(stranger, world.antenna, world.period, by=person)
    client.force_login(person)
    assert answer(client, world, "nothing_new").status_code == 404
    assert not AntennaUpdate.objects.filter(period=world.period).exists()


def test_two_partners_of_one_antenna_write_one_text_and_the_first_hands_it_in(world):
    other, person, initiative = world.add_partner()
    world.antenna.partners.add(other)
    first = antenna_answers.start_text(world.partner, world.antenna, world.period, by=world.person)
    second = antenna_answers.start_text(other, world.antenna, world.period, by=person)
    assert first.pk == second.pk
    assert [card.answer for card in cards(other, world.period)] == [Answer.CHANGED]

    services.continue_unchanged(initiative, world.period, by=person)
    services.submit(other, world.period, by=person)

    assert told(world).review_state == "submitted"
    assert [card.is_editable for card in cards(world.partner, world.period)] == [False]


def test_nothing_to_report_is_refused_while_it_has_told_of_an_antenna(world):
    antenna_answers.report_nothing_new(world.partner, world.antenna, world.period, by=world.person)
    with pytest.raises(RoundRefused, match="There is 1 answer"):
        services.report_nothing(world.partner, world.period, by=world.person)


# --- Writing --------------------------------------------------------------------------------------


def test_the_text_is_saved_in_both_languages_and_leads_back(client, world):
    answer(client, world, "text")
    page = address("edit-antenna", told(world).pk)
    sent = fields(client.get(page)) | {"text-body_fr": "Ouverte.", "text-body_nl": "Open."}

    response = client.post(page, sent)

    assert (told(world).body_fr, told(world).body_nl) == ("Ouverte.", "Open.")
    assert response.url == f"{address('partner-round', world.partner.key, world.period.key)}#antenna-{world.antenna.pk}"


def test_a_second_editor_sees_both_versions_and_chooses(client, world):
    answer(client, world, "text")
    page = address("edit-antenna", told(world).pk)
    sent = fields(client.get(page)) | {"text-body_fr": "Mine."}
    text = told(world)
    text.body_fr = "Theirs."
    text.save()

    conflict = client.post(page, sent)
    assert conflict.status_code == 409
    assert ["Mine." in words(conflict), "Theirs." in words(conflict)] == [True, True]
    chosen = fields(conflict) | {"keep-text-body_fr": "mine", "conflict": "1"}
    client.post(page, chosen)

    assert told(world).body_fr == "Mine."


def test_what_is_typed_is_kept_and_offered_again(client, world):
    answer(client, world, "text")
    page = address("edit-antenna", told(world).pk)
    sent = fields(client.get(page)) | {"text-body_fr": "Typed."}

    assert client.post(address("keep-typing-antenna", told(world).pk), sent).status_code == 204

    assert "You were writing here" in words(client.get(page))
    assert "Typed." in client.get(page, {"typed": ""}).content.decode()
    client.post(address("discard-typing-antenna", told(world).pk))
    assert "You were writing here" not in words(client.get(page))


def test_it_is_shown_as_in_the_report_without_being_saved(client, world):
    answer(client, world, "text")
    sent = fields(client.get(address("edit-antenna", told(world).pk))) | {"text-body_fr": "Un *essai*."}

    shown = client.post(reverse("reporting:preview-antenna", args=[told(world).pk]), sent)

    assert ("essai" in words(shown), told(world).body_fr) == (True, "Avant.")


# --- Handing in, and what comes back --------------------------------------------------------------


def test_it_is_missing_until_it_is_answered_and_then_handed_in_with_the_rest(client, world):
    services.continue_unchanged(world.initiative, world.period, by=world.person)
    page = address("submit", world.partner.key, world.period.key)
    missing = client.get(page)
    assert "Not decided yet: North" in words(missing)
    assert f"#antenna-{world.antenna.pk}" in missing.content.decode()

    answer(client, world, "nothing_new")
    assert "North" in words(client.get(page))
    client.post(page)

    assert told(world).review_state == "submitted"


def test_the_board_counts_it(world):
    def row():
        return list_board_rows(world.period, TODAY, [world.partner])[0]

    assert (row().decided, row().asked) == (0, 2)
    antenna_answers.report_nothing_new(world.partner, world.antenna, world.period, by=world.person)
    assert (row().decided, row().asked, row().progress) == (1, 2, "in_progress")
    services.continue_unchanged(world.initiative, world.period, by=world.person)
    services.submit(world.partner, world.period, by=world.person)
    advance_antenna_update(told(world), "return", by=world.coordinator, remark="Hours?")
    assert row().progress == "returned"


def test_a_text_that_comes_back_stands_on_the_page_and_is_handed_in_by_itself_after_the_round(client, world):
    answer(client, world, "text")
    services.continue_unchanged(world.initiative, world.period, by=world.person)
    services.submit(world.partner, world.period, by=world.person)
    advance_antenna_update(told(world), "return", by=world.coordinator, remark="Since when?")
    assert "Since when?" in words(client.get(address("partner-round", world.partner.key, world.period.key)))

    services.close_period(world.period, by=world.coordinator)
    page = client.get(address("partner", world.partner.key))
    assert ("North" in words(page), "Since when?" in words(page)) == (True, True)
    sheet = client.get(address("hand-in-antenna", told(world).pk))
    client.post(address("hand-in-antenna", told(world).pk), {"seen_version": sheet.context["text"].version})

    assert told(world).review_state == "submitted"
    assert client.get(address("history-antenna", told(world).pk)).status_code == 200

"""The mail about what was sent back: it writes itself, in the language of the person, and tells each remark once."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from initiatives.services import advance_update
from lisa.services import advance_antenna_update
from rounds import services
from rounds.mail import outbox
from rounds.mail.returns import write_return_mails
from rounds.models import Message
from rounds.services import RoundRefused
from tests import builders
from tests.rounds.leaving import deliver
from tests.rounds.pages import words
from tests.rounds.rounds import TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture(autouse=True)
def _today():
    with time_machine.travel(datetime.datetime.combine(TODAY, datetime.time(9), datetime.UTC)):
        yield


@pytest.fixture
def world(shared_round):
    """Two texts that the partner handed in."""
    world = shared_round
    second = world.add_initiative(world.partner)
    for initiative in (world.initiative, second):
        services.continue_unchanged(initiative, world.period, by=world.person)
    services.submit(world.partner, world.period, by=world.person)
    world.first, world.second = (
        initiative.updates.get(period=world.period) for initiative in (world.initiative, second)
    )
    return world


@pytest.fixture
def coordination(world, client):
    client.force_login(world.coordinator)
    return client


def give_back(world, text, remark="How many?", **on_fields):
    text.refresh_from_db()
    advance_update(text, "return", by=world.coordinator, remark=remark, field_remarks=on_fields)


def told():
    """What each mail says it is about, in the order in which they were first written."""
    return [message.about for message in Message.objects.order_by("pk")]


def lines(*texts):
    return [f"initiative-{text.review_log.order_by('-pk').first().pk}" for text in texts]


def test_a_text_that_is_sent_back_writes_a_mail_to_each_referent_in_its_language(world, settings):
    settings.SITE_URL = "https://cipol.example.brussels"
    world.person.language = "fr"
    world.person.save()
    dutch = builders.make_user(partners=[world.partner], language="nl")
    builders.make_user(partners=[world.add_partner()[0]])

    give_back(world, world.first, "Combien ?", body_fr="Une date.", photos="Qui ?")

    mails = {message.recipient: message for message in Message.objects.all()}
    assert mails.keys() == {world.person.email, dutch.email}
    french, other = mails[world.person.email], mails[dutch.email]
    assert (french.kind, french.state, french.language, mail.outbox) == ("returned", "prepared", "fr", [])
    assert [
        said in french.body
        for said in (world.first.initiative.title_fr, "Combien ?", "Une date.", "Qui ?", "Midi", "{link}")
    ] == [True] * 6
    assert f"\nhttps://cipol.example.brussels/fr/round/texts/{world.first.pk}/\n" in french.body
    assert [said in other.body for said in (world.first.initiative.title_nl, "/nl/round/texts/", "Zuid")] == [True] * 3


def test_a_mail_that_waits_is_written_anew_with_every_text_that_is_sent_back(world):
    give_back(world, world.first)
    (before,) = Message.objects.all()
    give_back(world, world.second, "Since when?")
    (now,) = Message.objects.all()
    assert (now.pk, now.version, now.about) == (before.pk, before.version + 1, lines(world.first, world.second))
    assert ("How many?" in now.body, "Since when?" in now.body) == (True, True)
    assert "2 of your texts come back" in now.subject


def test_what_was_handed_in_again_leaves_the_mail_and_an_empty_mail_goes(world):
    for text in (world.first, world.second):
        give_back(world, text)
    world.first.refresh_from_db()
    advance_update(world.first, "submit", by=world.person)
    assert told() == [lines(world.second)]
    services.submit(world.partner, world.period, by=world.person)
    assert told() == []


def test_nothing_is_written_twice_however_often_it_is_asked(world):
    give_back(world, world.first)
    before = Message.objects.values().get()
    write_return_mails(world.partner, world.period)
    assert Message.objects.values().get() == before


def test_what_a_person_edited_stays_and_the_next_text_has_a_mail_of_its_own(world):
    give_back(world, world.first)
    outbox.edit_mail(Message.objects.get(), by=world.coordinator, subject="Dear Sam", body="Call me.")
    edited = Message.objects.values().get()
    give_back(world, world.second, "Since when?")
    write_return_mails(world.partner, world.period)
    assert told() == [lines(world.first), lines(world.second)]
    assert Message.objects.values().get(pk=edited["id"]) == edited
    assert edited["edited_by_id"] == world.coordinator.pk
    services.submit(world.partner, world.period, by=world.person)
    assert Message.objects.values().get() == edited


def test_what_has_left_is_not_told_again_unless_it_is_sent_back_again(world):
    give_back(world, world.first)
    outbox.queue_mail(Message.objects.get(), by=world.coordinator)
    first = lines(world.first)
    give_back(world, world.second)
    assert told() == [first, lines(world.second)]
    services.submit(world.partner, world.period, by=world.person)
    give_back(world, world.first, "Still not.")
    assert told() == [first, lines(world.first)]
    assert [message.occasion for message in Message.objects.order_by("pk")] == ["returned-1", "returned-2"]


def test_a_text_that_was_validated_and_is_reopened_is_told_too(world):
    advance_update(world.first, "validate", by=world.coordinator)
    advance_update(world.first, "reopen", by=world.coordinator, remark="An error.")
    assert told() == [lines(world.first)]


def test_a_text_of_an_antenna_is_told_to_those_who_report_on_it(world):
    antenna = builders.make_antenna(partners=[world.partner], name_en="North")
    text = builders.make_antenna_update(antenna=antenna, period=world.period, state="submitted")
    advance_antenna_update(text, "return", by=world.coordinator, remark="Hours?")
    (message,) = Message.objects.all()
    assert ["North" in message.body, "Hours?" in message.body] == [True, True]
    assert f"/en/round/antenna-texts/{text.pk}/" in message.body


@pytest.mark.parametrize("change", [{"closed": True}, {"opens_on": None}, {"opens_on": TODAY + datetime.timedelta(1)}])
def test_of_every_period_the_partner_is_told_whatever_became_of_the_round(world, change):
    for name, value in change.items():
        setattr(world.period, name, value)
    world.period.save()
    give_back(world, world.first)
    assert told() == [lines(world.first)]


def test_who_no_longer_speaks_for_the_partner_gets_no_mail(world):
    colleague = builders.make_user(partners=[world.partner])
    give_back(world, world.first)
    world.person.partners.clear()
    give_back(world, world.second)
    assert [message.recipient for message in Message.objects.all()] == [colleague.email]


def test_a_mail_that_was_written_anew_since_it_was_read_does_not_leave(world, coordination):
    give_back(world, world.first)
    (message,) = Message.objects.all()
    seen = {"seen_version": message.version}
    give_back(world, world.second)

    page = coordination.post(reverse("rounds:send", args=[message.pk]), seen, follow=True)
    assert ("read it again" in words(page), mail.outbox) == (True, [])
    typed = {"subject": "Dear Sam", "body": "Call me."} | seen
    page = coordination.post(reverse("rounds:message", args=[message.pk]), typed)
    assert ["read it again" in words(page), "Call me." in words(page), "2 of your texts" in words(page)] == [True] * 3
    coordination.post(reverse("rounds:message", args=[message.pk]), typed | {"seen_version": message.version + 1})
    coordination.post(reverse("rounds:send", args=[message.pk]), {"seen_version": message.version + 2})
    deliver()
    assert [(sent.to, sent.subject) for sent in mail.outbox] == [([world.person.email], "Dear Sam")]


def test_who_pressed_send_is_kept_and_shown(world, coordination):
    give_back(world, world.first)
    (message,) = Message.objects.all()
    coordination.post(reverse("rounds:send", args=[message.pk]))
    deliver()
    message.refresh_from_db()
    assert (message.state, message.sent_by) == ("sent", world.coordinator)
    for page in (reverse("rounds:message", args=[message.pk]), reverse("rounds:outbox", args=[world.period.key])):
        assert str(world.coordinator) in words(coordination.get(page))


# --- From the review ------------------------------------------------------------------------------


def review(text):
    return reverse("rounds:review", args=["initiative", text.pk])


def test_the_review_leads_from_the_text_that_was_sent_back_to_the_mail(world, coordination):
    give_back(world, world.second)
    world.first.refresh_from_db()
    decision = {"verb": "return", "seen_version": world.first.version, "remark": "How many?"}
    page = coordination.post(review(world.first), decision, follow=True)
    (message,) = Message.objects.all()
    assert "Write to Midi: 2 texts sent back" in words(page)
    assert f'href="{reverse("rounds:message", args=[message.pk])}"' in page.content.decode()
    outbox.queue_mail(message, by=world.coordinator)
    assert "Midi has been told by mail." in words(coordination.get(review(world.first)))


def test_with_two_referents_the_review_leads_to_the_outbox(world, coordination):
    builders.make_user(partners=[world.partner])
    give_back(world, world.first)
    page = coordination.get(review(world.first)).content.decode()
    assert f'href="{reverse("rounds:outbox", args=[world.period.key])}"' in page


def test_a_mail_that_was_discarded_is_written_again_from_the_review(world, coordination):
    give_back(world, world.first)
    outbox.discard_mail(Message.objects.get(), by=world.coordinator)
    page = coordination.get(review(world.first))
    assert "Write to Midi: 1 text sent back" in words(page)
    response = coordination.post(reverse("rounds:tell", args=["initiative", world.first.pk]))
    assert response.url == reverse("rounds:message", args=[Message.objects.get().pk])


def test_the_review_names_a_partner_to_whom_nobody_belongs(world, coordination):
    world.person.partners.clear()
    give_back(world, world.first)
    assert "Nobody to write to: Midi." in words(coordination.get(review(world.first)))


def test_a_text_that_is_not_with_the_partner_is_nothing_to_write_about(world, coordination):
    assert "Write to" not in words(coordination.get(review(world.first)))
    response = coordination.post(reverse("rounds:tell", args=["initiative", world.first.pk]))
    assert (response.status_code, told()) == (302, [])


def test_a_referent_writes_no_mail(world, client):
    give_back(world, world.first)
    outbox.discard_mail(Message.objects.get(), by=world.coordinator)
    client.force_login(world.person)
    assert client.post(reverse("rounds:tell", args=["initiative", world.first.pk])).status_code == 403
    assert told() == []
    with pytest.raises(RoundRefused):
        outbox.queue_mail(builders.make_message(period=world.period), by=world.person)


def test_sending_back_takes_as_many_questions_for_many_texts_as_for_one(world, django_assert_max_num_queries):
    def asked():
        with django_assert_max_num_queries(100) as captured:
            write_return_mails(world.partner, world.period)
        return len(captured)

    give_back(world, world.first)
    with_one = asked()
    for _ in range(11):
        builders.make_update_review(
            subject=builders.make_update(
                initiative=builders.make_initiative(lead=world.partner), period=world.period, state="returned"
            ),
            from_state="submitted",
            to_state="returned",
        )
    write_return_mails(world.partner, world.period)
    assert (asked(), len(told()[0])) == (with_one, 12)

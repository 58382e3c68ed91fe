"""The outbox: mails are prepared in the language of each person, read over, and sent once."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.urls import reverse

from accounts.invitations import find_invited_user
from rounds import services
from rounds.mail import outbox
from rounds.models import Message
from rounds.services import RoundRefused
from tests import builders
from tests.rounds.leaving import deliver
from tests.rounds.pages import words
from tests.rounds.rounds import TODAY, OpenRound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

INVITATION, REMINDER = Message.Kind.INVITATION, Message.Kind.REMINDER


@pytest.fixture
def world():
    return OpenRound()


@pytest.fixture
def coordination(world, client):
    client.force_login(world.coordinator)
    return client


def prepare(world, kind=INVITATION, *, partners=None, today=TODAY):
    return outbox.prepare_mails(world.period, partners or [world.partner], kind, by=world.coordinator, today=today)


def prepared_message(world, kind=INVITATION):
    return prepare(world, kind).messages[0]


def state(message):
    return Message.objects.get(pk=message.pk).state


# --- Preparing ------------------------------------------------------------------------------------


def test_every_referent_of_the_partner_gets_a_mail_in_its_own_language(world):
    world.person.language = "fr"
    world.person.save()
    dutch = builders.make_user(partners=[world.partner], language="nl", first_name="Noor", last_name="Peeters")

    messages = {message.recipient: message for message in prepare(world).messages}

    assert messages.keys() == {world.person.email, dutch.email}
    french_mail, dutch_mail = messages[world.person.email], messages[dutch.email]
    assert (french_mail.language, french_mail.state) == ("fr", "prepared")
    assert "28 février 2025" in french_mail.subject
    assert "Midi" in french_mail.body
    assert "28 februari 2025" in dutch_mail.subject
    assert [word in dutch_mail.body for word in ("Noor Peeters", "Zuid", "Midi")] == [True, True, False]
    assert mail.outbox == []


def test_who_has_no_active_account_gets_no_mail(world):
    builders.make_user(partners=[world.partner], is_active=False)
    builders.make_user(partners=[world.partner], role=None)
    assert [message.recipient for message in prepare(world).messages] == [world.person.email]


def test_a_mail_is_written_once_for_an_occasion(world):
    prepare(world)
    again = prepare(world)
    assert (again.messages, again.existing, Message.objects.count()) == ([], 1, 1)
    prepare(world, REMINDER)
    prepare(world, REMINDER)
    assert Message.objects.count() == 2
    prepare(world, REMINDER, today=TODAY + datetime.timedelta(days=1))
    assert Message.objects.count() == 3


def test_who_speaks_for_two_partners_is_invited_for_each(world):
    other, *_rest = world.add_partner()
    world.person.partners.add(other)
    prepared = prepare(world, partners=[world.partner, other])
    assert sum(message.recipient == world.person.email for message in prepared.messages) == 2


def test_a_partner_that_has_answered_is_not_reminded_and_one_without_referent_is_named(world):
    other, *_rest = world.add_partner()
    alone = builders.make_partner()
    services.continue_unchanged(world.initiative, world.period, by=world.person)
    services.submit(world.partner, world.period, by=world.person)

    prepared = prepare(world, REMINDER, partners=[world.partner, other, alone])

    assert [message.partner for message in prepared.messages] == [other]
    assert (prepared.done, prepared.without_referent) == ((world.partner,), (alone,))


def test_a_reminder_says_what_remains(world):
    world.add_initiative(world.partner)
    services.continue_unchanged(world.initiative, world.period, by=world.person)
    assert "There is 1 answer left to give." in prepared_message(world, REMINDER).body


def test_a_name_with_markup_stands_in_the_mail_as_it_is(world):
    world.person.first_name = "A & <b>"
    world.person.save()
    assert "Hello A & <b>," in prepared_message(world).body


@pytest.mark.parametrize(
    ("change", "sentence"),
    [({"closed": True}, "closed"), ({"deadline": None}, "its dates"), ({"opens_on": None}, "its dates")],
)
def test_a_round_without_dates_or_closed_writes_to_nobody(change, sentence):
    world = OpenRound(**change)
    with pytest.raises(RoundRefused, match=sentence):
        prepare(world)


@pytest.mark.parametrize("address", ["", "cipol.example", "https://*", "https://.example.brussels"])
def test_without_the_address_of_the_site_no_mail_is_written(world, settings, address):
    settings.SITE_URL = address
    with pytest.raises(RoundRefused, match="SITE_URL"):
        prepare(world)


def test_preparing_takes_as_many_reading_queries_for_one_partner_as_for_many(world, django_assert_num_queries):
    prepare(world)
    with django_assert_num_queries(11):
        prepare(world)
    partners = [world.partner, *(world.add_partner()[0] for _ in range(11))]
    prepare(world, partners=partners)
    with django_assert_num_queries(11):
        prepare(world, partners=partners)


# --- Links ----------------------------------------------------------------------------------------


def test_the_link_of_a_mail_leads_to_the_page_of_the_person_on_this_site(world, settings):
    settings.SITE_URL = "https://cipol.example.brussels"
    outbox.queue_mail(prepared_message(world), by=world.coordinator)
    deliver()
    partner_round = f"/en/round/my-update/{world.partner.key}/{world.period.key}/"
    assert f"\nhttps://cipol.example.brussels{partner_round}\n" in mail.outbox[0].body


def test_an_invitation_lets_a_person_without_password_in_and_the_outbox_does_not_keep_the_link(world, client):
    world.person.set_unusable_password()
    world.person.save()
    message = prepared_message(world)
    assert ("works once" in message.body, "{link}" in message.body) == (True, True)

    outbox.queue_mail(message, by=world.coordinator)
    deliver()

    link = re.search(r"http://127\.0\.0\.1:8000(/\S+)", mail.outbox[0].body)[1]
    assert find_invited_user(link.rstrip("/").rsplit("/", 1)[-1]) == world.person
    assert client.get(link, follow=True).status_code == 200
    assert link not in Message.objects.get().body


# --- Reading over ---------------------------------------------------------------------------------


def test_a_mail_can_be_changed_until_it_leaves(world):
    message = prepared_message(world)
    outbox.edit_mail(message, by=world.coordinator, subject=" Dear\ncolleague ", body="Come: {link}")
    outbox.queue_mail(message, by=world.coordinator)
    with pytest.raises(RoundRefused, match="is leaving"):
        outbox.edit_mail(message, by=world.coordinator, subject="Again", body="{link}")
    deliver()

    assert (mail.outbox[0].subject, mail.outbox[0].body) == (
        "Dear colleague", f"Come: http://127.0.0.1:8000/en/round/my-update/{world.partner.key}/{world.period.key}/\n",
    )  # fmt: skip
    with pytest.raises(RoundRefused, match="has left"):
        outbox.edit_mail(message, by=world.coordinator, subject="Again", body="{link}")
    with pytest.raises(RoundRefused, match="never sent"):
        outbox.discard_mail(message, by=world.coordinator)


@pytest.mark.parametrize(
    ("subject", "body", "sentence"),
    [("", "{link}", "needs a subject"), ("Subject", " ", "needs a subject"), ("Subject", "Come!", "Keep {link}")],
)
def test_an_invitation_keeps_subject_text_and_link(world, subject, body, sentence):
    message = prepared_message(world)
    with pytest.raises(RoundRefused, match=sentence):
        outbox.edit_mail(message, by=world.coordinator, subject=subject, body=body)


def test_a_mail_that_was_discarded_can_be_prepared_again(world):
    outbox.discard_mail(prepared_message(world), by=world.coordinator)
    assert len(prepare(world).messages) == 1


# --- Leaving --------------------------------------------------------------------------------------


def test_a_mail_leaves_once_after_the_page_with_its_moment_as_proof(world):
    message = prepared_message(world)
    with time_machine.travel(datetime.datetime(2025, 2, 10, 9, tzinfo=datetime.UTC), tick=False):
        first = outbox.queue_mail(message, by=world.coordinator)
        second = outbox.queue_mail(message, by=world.coordinator)
        waiting = (state(message), mail.outbox)
        outcomes = deliver()

    assert (first, second) == (outbox.QueuedMails(leaving=1), outbox.QueuedMails(taken=1))
    assert (waiting, outcomes, deliver()) == (("queued", mail.outbox), ["sent"], [])
    assert [(sent.to, sent.reply_to) for sent in mail.outbox] == [([world.person.email], [world.coordinator.email])]
    stored = Message.objects.get()
    assert (stored.state, stored.sent_at) == ("sent", datetime.datetime(2025, 2, 10, 9, tzinfo=datetime.UTC))
    assert outbox.queue_mail(message, by=world.coordinator) == outbox.QueuedMails(taken=1)


def test_every_prepared_mail_leaves_and_no_other(world):
    builders.make_user(partners=[world.partner])
    prepare(world)
    builders.make_message(period=world.period, state="failed")

    assert outbox.queue_prepared_mails(world.period, by=world.coordinator) == outbox.QueuedMails(leaving=2)
    assert outbox.queue_prepared_mails(world.period, by=world.coordinator) == outbox.QueuedMails()
    assert (deliver(), len(mail.outbox)) == (["sent", "sent"], 2)


def test_a_mail_that_failed_leaves_again_when_a_person_says_so(world):
    message = prepared_message(world)
    Message.objects.update(state="failed", failure="550 No such user", attempts=3)

    assert outbox.queue_mail(message, by=world.coordinator) == outbox.QueuedMails(leaving=1)

    deliver()
    stored = Message.objects.get()
    assert (stored.state, stored.failure, stored.attempts) == ("sent", "", 0)


def test_a_mail_that_was_interrupted_leaves_again_only_when_a_person_says_so(world):
    message = prepared_message(world)
    start = datetime.datetime(2025, 2, 10, 9, tzinfo=datetime.UTC)
    Message.objects.update(state="sending", sending_since=start)

    with time_machine.travel(start + datetime.timedelta(minutes=5), tick=False):
        assert outbox.queue_mail(message, by=world.coordinator) == outbox.QueuedMails(taken=1)
    with time_machine.travel(start + datetime.timedelta(minutes=11), tick=False):
        assert outbox.queue_prepared_mails(world.period, by=world.coordinator) == outbox.QueuedMails()
        assert outbox.queue_mail(message, by=world.coordinator) == outbox.QueuedMails(leaving=1)
        assert deliver() == ["sent"]


def test_a_referent_prepares_and_sends_nothing(world):
    message = prepared_message(world)
    for step in (
        lambda: outbox.prepare_mails(world.period, [world.partner], INVITATION, by=world.person, today=TODAY),
        lambda: outbox.edit_mail(message, by=world.person, subject="Hello", body="{link}"),
        lambda: outbox.discard_mail(message, by=world.person),
        lambda: outbox.queue_mail(message, by=world.person),
        lambda: outbox.queue_prepared_mails(world.period, by=world.person),
    ):
        with pytest.raises(RoundRefused, match="Only the Coordination"):
            step()
    assert (mail.outbox, state(message)) == ([], "prepared")


# --- The pages ------------------------------------------------------------------------------------


def address(world, name):
    return reverse(f"rounds:{name}", args=[world.period.key])


def post(client, address, **sent):
    return client.post(address, sent, follow=True).content.decode()


def test_mails_are_prepared_for_the_partners_that_were_ticked(world, coordination):
    other, *_rest = world.add_partner()
    page = post(coordination, address(world, "prepare"), mail="invitation", who="ticked", partner=other.key)
    assert "1 mail is ready." in page
    assert [message.partner for message in Message.objects.all()] == [other]
    assert "No partner was chosen." in post(coordination, address(world, "prepare"), mail="invitation", who="ticked")


@pytest.mark.parametrize("key", ["\0", "nobody", "é" * 500, "0001-01-01"])
def test_a_tick_that_names_no_partner_is_left_out(world, coordination, key):
    other, *_rest = world.add_partner()

    page = post(coordination, address(world, "prepare"), mail="invitation", who="ticked", partner=[key, other.key])

    assert "1 mail is ready." in page
    assert [message.partner for message in Message.objects.all()] == [other]


def test_mails_are_prepared_for_all_partners_that_the_board_showed(world, coordination):
    jette, *_rest = world.add_partner(commune=builders.make_commune())
    post(coordination, address(world, "prepare"), mail="reminder", who="shown", kind="commune")
    assert [(message.partner, message.kind) for message in Message.objects.all()] == [(jette, "reminder")]


def test_the_outbox_is_read_changed_and_sent_in_the_browser(world, coordination):
    message = prepared_message(world)
    page = reverse("rounds:message", args=[message.pk])
    assert "half an hour" in coordination.get(page).content.decode()
    assert "Keep {link}" in post(coordination, page, subject="Hello", body="Gone")
    assert "kept as you wrote it" in post(coordination, page, subject="Hello", body="Come: {link}")
    page = post(coordination, address(world, "send-all"))
    assert ["1 mail is leaving." in page, "They leave one after the other" in page] == [True, True]
    deliver()
    assert [sent.subject for sent in mail.outbox] == ["Hello"]
    assert "There was nothing to send." in post(coordination, address(world, "send-all"))


def test_one_mail_is_sent_or_discarded_by_itself(world, coordination):
    builders.make_user(partners=[world.partner])
    first, second = prepare(world).messages
    post(coordination, reverse("rounds:send", args=[first.pk]))
    post(coordination, reverse("rounds:discard", args=[second.pk]))
    assert [(message.pk, message.state) for message in Message.objects.all()] == [(first.pk, "queued")]


def test_what_was_not_sent_stands_first_with_its_reason(world, coordination):
    builders.make_message(period=world.period, state="failed", failure="550 No such user")
    long_ago = datetime.datetime(2025, 1, 1, tzinfo=datetime.UTC)
    builders.make_message(period=world.period, state="sending", sending_since=long_ago)
    page = coordination.get(address(world, "outbox")).content.decode()
    assert ["550 No such user" in page, "nobody knows whether it left" in page] == [True, True]


def test_a_mail_that_is_tried_again_says_why_and_when(world, coordination):
    at = datetime.datetime(2025, 2, 10, 9, 5, tzinfo=datetime.UTC)
    failure = "The mail server could not be reached.\nConnection refused"
    builders.make_message(period=world.period, state="queued", failure=failure, attempts=1, not_before=at)

    page = words(coordination.get(address(world, "outbox").replace("/en/", "/nl/")))

    reason = "De mailserver was niet bereikbaar. ( Connection refused )"
    assert [said in page for said in (reason, "10:05")] == [True, True]


def test_the_outbox_takes_as_many_queries_for_one_mail_as_for_many(world, coordination, django_assert_num_queries):
    builders.make_message(period=world.period)
    with django_assert_num_queries(6):
        coordination.get(address(world, "outbox"))
    for _ in range(11):
        builders.make_message(period=world.period)
    with django_assert_num_queries(6):
        coordination.get(address(world, "outbox"))


@pytest.mark.parametrize("name", ["message", "send", "discard"])
def test_a_mail_is_nobody_elses_business(world, client, name):
    message = prepared_message(world)
    client.force_login(world.person)
    assert client.post(reverse(f"rounds:{name}", args=[message.pk])).status_code == 403
    assert state(message) == "prepared"

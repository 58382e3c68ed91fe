"""How a mail leaves: claimed, delivered, recorded; what fails for now is tried again, what may have left is not."""

import datetime
import smtplib

import pytest
import time_machine
from django.core import mail
from django.db import OperationalError
from django.db.models import QuerySet

from accounts.models import User
from rounds.mail.sender import Sender
from rounds.mail.sending import RETRY_PAUSES, erase_expired_messages
from rounds.models import MailSender, Message
from tests import builders
from tests.rounds.leaving import deliver

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

BACKENDS = "tests.rounds.backends"
START = datetime.datetime(2025, 2, 10, 9, tzinfo=datetime.UTC)


@pytest.fixture(autouse=True)
def clock():
    with time_machine.travel(START, tick=False) as clock:
        yield clock


@pytest.fixture(autouse=True)
def _one_connection(monkeypatch):
    """A test lives in a transaction of one connection, which a sender would close between two looks."""
    monkeypatch.setattr("rounds.mail.sender.close_old_connections", lambda: None)


def waiting(email="sam@example.brussels", **fields):
    """A mail of a round that leaves."""
    if not User.objects.filter(email=email).exists():
        builders.make_user(email=email)
    return builders.make_message(recipient=email, state="queued", **fields)


def account_mail(**fields):
    return builders.make_message(kind="account", state="queued", body="https://site/reset/secret", **fields)


def stored(message):
    return Message.objects.get(pk=message.pk)


# --- In good order --------------------------------------------------------------------------------


def test_the_mails_leave_in_the_order_in_which_they_were_asked_for():
    later = waiting(queued_at=START - datetime.timedelta(minutes=1))
    first = waiting(queued_at=START - datetime.timedelta(minutes=2))
    builders.make_message(recipient="sam@example.brussels")

    outcomes = deliver()

    assert (outcomes, [sent.subject for sent in mail.outbox]) == (["sent", "sent"], [first.subject, later.subject])
    assert {stored(message).state for message in (first, later)} == {"sent"}


def test_a_mail_that_is_sent_again_has_the_identity_that_it_had(settings):
    settings.SITE_URL = "https://cipol.example.brussels"
    message = waiting()
    deliver()
    Message.objects.update(state="queued", sent_at=None)
    deliver()

    first, second = (sent.extra_headers["Message-ID"] for sent in mail.outbox)
    assert first == second
    assert (first.startswith(f"<message-{message.pk}-"), first.endswith("@cipol.example.brussels>")) == (True, True)


def test_what_a_mail_of_an_account_says_is_erased_when_it_has_left():
    message = account_mail(reply_to="anne@example.brussels")

    deliver()

    assert [(sent.body, sent.reply_to) for sent in mail.outbox] == [
        ("https://site/reset/secret", ["anne@example.brussels"])
    ]
    assert (stored(message).state, stored(message).body) == ("sent", "")


# --- What fails -----------------------------------------------------------------------------------


def test_a_mail_that_is_refused_keeps_the_reason_and_does_not_hold_up_the_others(settings):
    settings.EMAIL_TRANSPORT = f"{BACKENDS}.Refusing"
    refused, other = waiting("unknown@example.brussels"), waiting()

    assert deliver() == ["failed", "sent"]

    assert (stored(refused).state, stored(other).state) == ("failed", "sent")
    assert (stored(refused).reason, stored(refused).answer) == ("The mail server refused it.", "550 No such user")


def test_an_account_that_was_closed_since_gets_no_mail():
    message = waiting()
    User.objects.update(is_active=False)

    assert (deliver(), mail.outbox) == (["failed"], [])
    assert stored(message).reason == "This address has no active account any more."


def test_a_mail_that_is_asked_to_come_back_is_tried_again_with_growing_pauses(settings, clock):
    settings.EMAIL_TRANSPORT = f"{BACKENDS}.Refusing"
    message, other = waiting("busy@example.brussels"), waiting()
    assert deliver() == ["later", "sent"]

    pauses = []
    while stored(message).state == "queued":
        assert deliver() == []
        pauses.append(stored(message).not_before - datetime.datetime.now(datetime.UTC))
        clock.move_to(stored(message).not_before)
        deliver()

    assert (tuple(pauses), stored(message).state, stored(message).attempts) == (
        RETRY_PAUSES,
        "failed",
        len(RETRY_PAUSES) + 1,
    )
    assert stored(other).attempts == 0


def test_where_the_server_cannot_be_reached_the_other_mails_wait_untouched(settings, clock):
    settings.EMAIL_TRANSPORT = f"{BACKENDS}.Absent"
    first, second = waiting(), waiting()

    assert deliver() == ["later"]

    assert (stored(first).attempts, stored(second).attempts) == (1, 0)
    assert stored(first).failure == "The mail server could not be reached.\nConnection refused"
    settings.EMAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    clock.shift(RETRY_PAUSES[0])
    assert (deliver(), len(mail.outbox)) == (["sent", "sent"], 2)


def test_a_mail_of_which_nobody_knows_whether_it_left_is_not_sent_again(settings, clock):
    settings.EMAIL_TRANSPORT = f"{BACKENDS}.FallingSilent"
    message = waiting()

    assert deliver() == ["unknown"]

    settings.EMAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    clock.shift(datetime.timedelta(days=1))
    assert (deliver(), mail.outbox, stored(message).state) == ([], [], "sending")
    assert stored(message).is_interrupted(START)


def test_a_program_that_dies_half_way_leaves_the_mail_interrupted(settings, clock):
    settings.EMAIL_TRANSPORT = f"{BACKENDS}.Dying"
    message = waiting()
    with pytest.raises(KeyboardInterrupt):
        deliver()

    settings.EMAIL_TRANSPORT = "django.core.mail.backends.locmem.EmailBackend"
    clock.shift(datetime.timedelta(minutes=11))
    assert (deliver(), len(mail.outbox)) == ([], 1)
    assert [stored(message).is_interrupted(START + datetime.timedelta(minutes=at)) for at in (5, 11)] == [False, True]


def test_a_result_waits_for_the_database(monkeypatch):
    message, attempts = waiting(), []
    update = QuerySet.update

    def cut_off_once(rows, **fields):
        if fields.get("state") == "sent" and not attempts:
            attempts.append(fields)
            raise OperationalError("the connection is closed")
        return update(rows, **fields)

    monkeypatch.setattr(QuerySet, "update", cut_off_once)
    monkeypatch.setattr("rounds.mail.sender.POLL_INTERVAL", 0)

    assert (deliver(), len(mail.outbox), stored(message).state) == (["sent"], 1, "sent")


# --- What is of no use any more -------------------------------------------------------------------


def test_a_mail_is_not_tried_again_when_its_link_has_expired(settings):
    settings.EMAIL_TRANSPORT = f"{BACKENDS}.Absent"
    message = account_mail(valid_until=START + datetime.timedelta(seconds=30))

    assert deliver() == ["failed"]

    assert (stored(message).state, stored(message).body != "") == ("failed", True)


def test_what_is_of_no_use_any_more_is_erased_and_does_not_leave():
    past = START - datetime.timedelta(seconds=1)
    gone = [
        account_mail(valid_until=past),
        builders.make_message(kind="account", state="failed", valid_until=past),
        builders.make_message(kind="error", state="sending", sending_since=START - datetime.timedelta(days=1),
                              valid_until=past),
    ]  # fmt: skip
    young, of_a_round = account_mail(not_before=START + datetime.timedelta(hours=1)), builders.make_message()

    assert deliver() == []

    assert [(stored(message).state, stored(message).body) for message in gone] == [
        ("failed", ""), ("failed", ""), ("sending", ""),
    ]  # fmt: skip
    assert "erased" in stored(gone[0]).reason
    assert (stored(young).body != "", stored(of_a_round).body != "") == (True, True)


def test_that_a_mail_of_an_account_left_is_remembered_for_three_months(clock):
    account_mail()
    deliver()
    of_a_round = builders.make_message(state="sent", sent_at=START)

    clock.shift(datetime.timedelta(days=91))
    erase_expired_messages(datetime.datetime.now(datetime.UTC))

    assert list(Message.objects.all()) == [of_a_round]


# --- Who sends ------------------------------------------------------------------------------------


def test_one_sender_at_a_time_and_the_next_when_the_first_has_gone_silent(clock):
    first, second = Sender(), Sender()
    assert (first._take_lease(), second._take_lease()) == (True, False)
    waiting()
    assert second.send_waiting() is None

    clock.shift(datetime.timedelta(minutes=2))
    assert (second._take_lease(), first._take_lease()) == (True, False)


def test_a_sender_that_works_keeps_the_lease_and_gives_it_back(clock):
    first, second = Sender(), Sender()
    for _ in range(10):
        clock.shift(datetime.timedelta(seconds=15))
        assert (first._take_lease(), second._take_lease()) == (True, False)

    first._release_lease()

    assert second._take_lease()
    assert MailSender.objects.get().holder == second.name


def test_a_sender_goes_on_whatever_happens(monkeypatch, caplog):
    sender = Sender()
    with monkeypatch.context() as patch:
        patch.setattr(Sender, "_take_lease", lambda self: 1 / 0)
        assert sender._poll() > 1
    waiting()

    sender._poll()

    assert (len(mail.outbox), "it goes on" in caplog.text) == (1, True)


def test_a_sender_without_a_database_says_so_once(monkeypatch, caplog):
    sender = Sender()

    def cut_off(self):
        raise OperationalError("connection refused")

    with monkeypatch.context() as patch:
        patch.setattr(Sender, "_take_lease", cut_off)
        for _ in range(3):
            sender._poll()
    sender._poll()

    told = [record.getMessage() for record in caplog.records]
    assert [(said.count("no database"), said.count("again.")) for said in told] == [(1, 0), (0, 1)]


def test_a_refusal_in_numbers_decides_whether_it_is_tried_again(settings, monkeypatch):
    answers = {421: "later", 451: "later", 535: "later", 550: "failed", 554: "failed"}
    given = {}
    for code in answers:
        error = smtplib.SMTPAuthenticationError if code == 535 else smtplib.SMTPDataError
        monkeypatch.setattr("rounds.mail.sending._deliver_message", _raising(error(code, b"no")))
        waiting()
        given[code] = deliver()[-1]
        Message.objects.all().delete()

    assert given == answers


def _raising(error):
    def deliver(message):
        raise error

    return deliver

"""`manage.py send_reminders`, as cron runs it: every day, each reminder once."""

import datetime
from io import StringIO

import pytest
import time_machine
from django.core import mail
from django.core.management import CommandError, call_command

from initiatives.services import advance_update
from rounds import services
from rounds.extensions import grant_extension
from rounds.models import Message
from tests import builders
from tests.rounds.leaving import deliver
from tests.rounds.rounds import DEADLINE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def world(shared_round):
    return shared_round


def run(day, **options):
    """What the command says on that day; what it let go has then left."""
    output = StringIO()
    with time_machine.travel(datetime.datetime.combine(day, datetime.time(9), datetime.UTC), tick=False):
        call_command("send_reminders", stdout=output, **options)
        deliver()
    return output.getvalue()


def before(days):
    return DEADLINE - datetime.timedelta(days=days)


def occasions():
    return list(Message.objects.order_by("pk").values_list("occasion", flat=True))


def test_a_partner_is_reminded_twice_before_its_deadline_and_once_after_it(world):
    sent = {}
    for days in (20, 15, 14, 13, 4, 3, 2, 0, -1, -2, -30):
        run(before(days))
        sent[days] = len(mail.outbox)

    assert sent == {20: 0, 15: 0, 14: 1, 13: 1, 4: 1, 3: 2, 2: 2, 0: 2, -1: 3, -2: 3, -30: 3}
    assert occasions() == ["reminder-14", "reminder-3", "overdue"]
    assert ["was expected" in message.subject for message in mail.outbox] == [False, False, True]


def test_a_day_on_which_it_did_not_run_loses_nothing(world):
    run(before(12))
    run(before(1))
    assert occasions() == ["reminder-14", "reminder-3"]


def test_running_it_again_sends_nothing_again(world):
    assert run(before(14)) == "1 reminder is leaving.\n"
    assert run(before(14)) == "0 reminders are leaving.\n"
    assert len(mail.outbox) == 1


def test_the_days_are_settings(world, settings):
    settings.FIRST_REMINDER_DAYS, settings.LAST_REMINDER_DAYS, settings.OVERDUE_DAYS = 21, 7, 5
    for days in (21, 7, -4, -5):
        run(before(days))
    assert occasions() == ["reminder-21", "reminder-7", "overdue"]


def test_who_has_answered_is_left_alone_and_who_got_a_text_back_is_reminded(world):
    done, person, initiative = world.add_partner()
    nothing, other, _unasked = world.add_partner()
    services.continue_unchanged(initiative, world.period, by=person)
    services.submit(done, world.period, by=person)
    services.report_nothing(nothing, world.period, by=other)
    services.continue_unchanged(world.initiative, world.period, by=world.person)
    services.submit(world.partner, world.period, by=world.person)
    update = world.initiative.updates.get(period=world.period)
    advance_update(update, "return", by=world.coordinator, remark="Where?")

    run(before(3))

    assert [message.to for message in mail.outbox] == [[world.person.email]]
    assert "sent something back with a remark" in mail.outbox[0].body


def test_more_time_is_a_new_deadline_of_which_its_partner_is_reminded_anew(world):
    run(before(3))
    grant_extension(
        world.partner, world.period, by=world.coordinator, deadline=datetime.date(2025, 3, 31), reason="Ill."
    )
    run(before(-1))
    assert occasions() == ["reminder-3"]

    run(datetime.date(2025, 3, 28))
    assert occasions() == ["reminder-3", "reminder-3-2025-03-31"]


def test_nobody_without_an_active_account_is_written_to(world):
    builders.make_user(partners=[world.partner], is_active=False)
    alone = builders.make_partner()
    assert run(before(14)) == f"Nobody to write to: {alone}.\n1 reminder is leaving.\n"
    assert [message.to for message in mail.outbox] == [[world.person.email]]


def test_a_dry_run_says_who_would_be_reminded_and_writes_nothing(world):
    alone = builders.make_partner()
    assert run(before(14), dry_run=True) == (f"reminder-14  {world.person.email}  Midi\nNobody to write to: {alone}.\n")
    assert (mail.outbox, Message.objects.count()) == ([], 0)


def test_outside_a_round_nobody_is_reminded(world):
    services.close_period(world.period, by=world.coordinator)
    assert run(before(3)) == "No round is open, and nothing was sent back: nobody is reminded.\n"
    assert mail.outbox == []


def test_what_failed_leaves_again_at_the_next_run_which_ends_with_an_error(world):
    run(before(14))
    Message.objects.update(state="failed", sent_at=None, failure="550 No such user")
    mail.outbox.clear()

    with pytest.raises(CommandError, match="1 of them could not be sent before"):
        run(before(13))

    assert (deliver(), occasions(), len(mail.outbox)) == (["sent"], ["reminder-14"], 1)


def test_a_reminder_whose_sending_was_interrupted_is_left_to_a_person(world):
    run(before(14))
    Message.objects.update(state="sending", sent_at=None)

    assert run(before(13)) == "0 reminders are leaving.\n"
    assert (Message.objects.get().state, len(mail.outbox)) == ("sending", 1)


def test_without_the_address_of_the_site_it_ends_with_a_sentence(world, settings):
    settings.SITE_URL = ""
    with pytest.raises(CommandError, match="SITE_URL"):
        run(before(14))


def test_its_partner_is_reminded_of_what_was_sent_back_whatever_became_of_the_round(world, settings):
    settings.RETURNED_DAYS = 10
    services.continue_unchanged(world.initiative, world.period, by=world.person)
    services.submit(world.partner, world.period, by=world.person)
    with time_machine.travel(datetime.datetime.combine(DEADLINE, datetime.time(9), datetime.UTC), tick=False):
        update = world.initiative.updates.get(period=world.period)
        advance_update(update, "return", by=world.coordinator, remark="Where?")
    services.close_period(world.period, by=world.coordinator)

    sent = {}
    for days in (9, 10, 11, 40):
        run(before(-days))
        sent[days] = len(mail.outbox)

    assert sent == {9: 0, 10: 1, 11: 1, 40: 1}
    assert "still waits for your correction" in mail.outbox[0].subject


def test_every_open_round_is_reminded_of(world):
    later = builders.make_period(
        key="2025", starts_on=datetime.date(2025, 1, 1), ends_on=datetime.date(2025, 12, 31),
        opens_on=datetime.date(2025, 2, 1), deadline=DEADLINE,
    )  # fmt: skip

    run(before(3))

    assert {message.period for message in Message.objects.all()} == {world.period, later}
    assert len(mail.outbox) == 2

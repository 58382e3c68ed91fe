"""The board: how far every partner is, and what the Coordination does about it."""

import datetime

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Period
from initiatives.services import advance_update
from records.models import StaleRecordError
from rounds import services
from rounds.board import list_board_rows
from rounds.extensions import grant_extension
from rounds.models import Extension
from rounds.queries import Progress, read_partner_round
from rounds.services import RoundRefused
from tests import builders
from tests.reading import text, tree, under
from tests.records.access import ROLES, House
from tests.rounds.rounds import DEADLINE, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture
def now():
    with time_machine.travel(datetime.datetime(2025, 2, 10, 9, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def world(now, shared_round):
    return shared_round


@pytest.fixture
def coordination(world, client):
    client.force_login(world.coordinator)
    return client


def row(world, today=TODAY):
    return list_board_rows(world.period, today, [world.partner])[0]


def address(world, name="board", *more):
    return reverse(f"rounds:{name}", args=[world.period.key, *more])


def names(response):
    """The partners that the page shows, in its order."""
    return [text(cell.find("a")) for cell in under(tree(response), "board", "th") if cell.get("scope") == "row"]


# --- What is known of a partner -------------------------------------------------------------------


def test_a_partner_that_said_nothing_has_everything_to_decide(world):
    assert (row(world).progress, row(world).decided, row(world).asked) == (Progress.NOT_STARTED, 0, 1)


def test_what_was_decided_is_counted_as_on_the_page_of_the_partner(world):
    duplicate, ended, once = (world.add_initiative(world.partner) for _ in range(3))
    world.add_initiative(world.partner)
    services.continue_unchanged(world.initiative, world.period, by=world.person)
    services.ask_question(world.partner, world.period, "duplicate", "Same.", by=world.person, initiative=duplicate)
    ended.updates.update(status="ended")
    once.ended_earliest = once.ended_latest = datetime.date(2023, 5, 1)
    once.save()
    merged = world.add_initiative(world.partner)
    merged.merged_into = world.initiative
    merged.save()
    builders.make_update(initiative=builders.make_initiative(lead=world.partner), period=world.period, status="new")

    page = read_partner_round(world.partner, world.period)
    assert (row(world).decided, row(world).asked) == (2, 3) == (page.decided, len(page.asked))
    assert row(world).progress is Progress.IN_PROGRESS


def test_every_state_of_the_round_can_be_seen(world):
    states = [row(world).progress]
    services.continue_unchanged(world.initiative, world.period, by=world.person)
    states.append(row(world).progress)
    services.submit(world.partner, world.period, by=world.person)
    states.append(row(world).progress)
    update = world.initiative.updates.get(period=world.period)
    update = advance_update(update, "return", by=world.coordinator, remark="More.")
    states.append(row(world).progress)
    services.submit(world.partner, world.period, by=world.person)
    update = world.initiative.updates.get(period=world.period)
    advance_update(update, "validate", by=world.coordinator)
    states.append(row(world).progress)

    assert states == [
        Progress.NOT_STARTED, Progress.IN_PROGRESS, Progress.SUBMITTED, Progress.RETURNED, Progress.VALIDATED,
    ]  # fmt: skip


def test_a_partner_is_late_after_its_own_deadline_unless_it_has_answered(world):
    day_after = DEADLINE + datetime.timedelta(days=1)
    assert (row(world, DEADLINE).days_left, row(world, DEADLINE).days_late) == (0, 0)
    assert row(world, day_after).days_late == 1

    grant_extension(
        world.partner, world.period, by=world.coordinator, deadline=datetime.date(2025, 3, 31), reason="Ill."
    )
    assert (row(world, day_after).days_left, row(world, day_after).days_late) == (30, 0)
    services.continue_unchanged(world.initiative, world.period, by=world.person)
    services.submit(world.partner, world.period, by=world.person)
    assert row(world, datetime.date(2025, 4, 30)).days_late == 0


def test_the_last_sign_in_and_the_last_mail_are_known(world):
    monday, tuesday = (datetime.datetime(2025, 2, day, 8, tzinfo=datetime.UTC) for day in (3, 4))
    world.person.last_login = monday
    world.person.save()
    builders.make_user(partners=[world.partner], last_login=tuesday)
    builders.make_message(period=world.period, partner=world.partner, state="sent", sent_at=monday)
    builders.make_message(period=world.period, partner=world.partner, state="failed", failure="No.")
    builders.make_message(period=world.before, partner=world.partner, state="sent", sent_at=tuesday)

    found = row(world)
    assert (found.last_sign_in, found.last_mail, found.failed_mails) == (tuesday, monday, 1)


def test_who_has_no_active_account_in_a_group_is_no_referent(world):
    builders.make_user(partners=[world.partner], is_active=False)
    builders.make_user(partners=[world.partner], role=None)
    assert row(world).referents == (world.person,)


def test_the_board_takes_nine_queries_for_one_partner_and_for_many(world, django_assert_num_queries):
    with django_assert_num_queries(9):
        list_board_rows(world.period, TODAY)
    for _ in range(11):
        world.add_partner()
    with django_assert_num_queries(9):
        assert len(list_board_rows(world.period, TODAY)) == 12


# --- The page -------------------------------------------------------------------------------------


@pytest.mark.parametrize("role", ROLES)
def test_only_the_coordination_runs_the_round(world, client, role):
    user = ROLES[role](House.built())
    if user.is_authenticated:
        client.force_login(user)
    question = builders.make_question(period=world.period)
    pages = [
        reverse("rounds:current-board"), reverse("rounds:new-period"), address(world), address(world, "dates"),
        address(world, "extension", world.partner.key), address(world, "outbox"),
        reverse("rounds:answer-question", args=[question.pk]),
        reverse("rounds:message", args=[builders.make_message(period=world.period).pk]),
    ]  # fmt: skip
    statuses = {client.get(page).status_code for page in pages}
    if role in ("coordination", "superuser"):
        assert statuses == {200, 302}  # the first one leads to the board of the open round
    else:
        assert statuses in ({302}, {403})  # to the sign-in, or refused


@pytest.mark.parametrize("verb", ["close", "reopen", "prepare", "send-all"])
def test_a_referent_changes_nothing_of_the_round(world, client, verb):
    client.force_login(world.person)
    assert client.post(address(world, verb), {"who": "shown", "reason": "Please"}).status_code == 403
    assert not Period.objects.get(pk=world.period.pk).closed


def test_the_page_shows_the_partners_that_its_address_asks_for(world, coordination):
    world.add_partner(name_en="Jette", commune=builders.make_commune())
    builders.make_partner(name_en="Alone")
    services.continue_unchanged(world.initiative, world.period, by=world.person)

    assert names(coordination.get(address(world))) == ["Midi", "Jette", "Alone"]
    assert names(coordination.get(address(world), {"state": "in_progress"})) == ["Midi"]
    assert names(coordination.get(address(world), {"kind": "commune"})) == ["Jette"]
    assert names(coordination.get(address(world), {"state": "unreachable"})) == ["Alone"]
    assert names(coordination.get(address(world), {"state": "late"})) == []
    assert names(coordination.get(address(world), {"sort": "state"})) == ["Jette", "Alone", "Midi"]
    assert names(coordination.get(address(world), {"state": "??", "sort": "??"})) == ["Midi", "Jette", "Alone"]


def test_the_page_takes_as_many_queries_for_one_partner_as_for_many(
    world, coordination, django_assert_max_num_queries, django_assert_num_queries
):
    builders.make_question(partner=world.partner, period=world.period)
    with django_assert_max_num_queries(25) as first:
        coordination.get(address(world))
    for _ in range(11):
        partner, person, _initiative = world.add_partner()
        builders.make_question(partner=partner, period=world.period, asked_by=person)
    with django_assert_num_queries(len(first)):
        coordination.get(address(world))


# --- Dates, more time, the end --------------------------------------------------------------------


def test_the_next_period_is_proposed_and_opened(world, coordination):
    page = coordination.get(reverse("rounds:new-period"))
    proposed = {name: page.context["form"][name].value() for name in ("key", "starts_on", "ends_on", "opens_on")}
    assert proposed == {
        "key": "2025", "starts_on": datetime.date(2025, 1, 1), "ends_on": datetime.date(2025, 12, 31),
        "opens_on": TODAY,
    }  # fmt: skip

    sent = proposed | {"deadline": "2025-03-31", "seen_version": 1}
    coordination.post(reverse("rounds:new-period"), sent)

    opened = Period.objects.get(key="2025")
    assert (opened.opens_on, opened.deadline, opened.closed) == (TODAY, datetime.date(2025, 3, 31), False)


@pytest.mark.parametrize(
    ("last_day", "expected"),
    [
        ("2028-02-28", ("2028-2029", "2028-02-29", "2029-02-28")),
        ("2025-06-30", ("2025-2026", "2025-07-01", "2026-06-30")),
        ("2027-12-31", ("2028", "2028-01-01", "2028-12-31")),
    ],
)
def test_the_next_period_begins_right_after_any_last_one(world, coordination, last_day, expected):
    builders.make_period(starts_on=datetime.date(2025, 1, 1), ends_on=datetime.date.fromisoformat(last_day))

    proposed = coordination.get(reverse("rounds:new-period")).context["form"].instance

    assert (proposed.key, str(proposed.starts_on), str(proposed.ends_on)) == expected


def test_a_period_that_shares_a_day_with_another_one_is_refused(world, coordination):
    sent = {
        "key": "2024-2025", "starts_on": "2024-12-31", "ends_on": "2025-12-30", "opens_on": "2025-02-10",
        "deadline": "2025-03-31", "seen_version": 1,
    }  # fmt: skip
    response = coordination.post(reverse("rounds:new-period"), sent)

    assert "overlap with the period 2024" in response.content.decode()
    assert not Period.objects.filter(key="2024-2025").exists()


def test_opening_a_round_names_the_one_that_is_open(world, coordination):
    page = text(tree(coordination.get(reverse("rounds:new-period"))))
    assert "Open now 2024 – to be handed in by 28 February 2025, 1 partner has not answered" in page


def test_closing_lists_what_is_left_over_and_what_becomes_of_it(world, coordination):
    for state in ("draft", "returned", "submitted", "validated"):
        initiative = builders.make_initiative(title_en=f"A {state} one", title_fr=f"A {state} one")
        builders.make_update(initiative=initiative, period=world.period, state=state)
    antenna = builders.make_antenna(name_en="North", partners=[world.partner])
    builders.make_antenna_update(antenna=antenna, period=world.period)
    builders.make_question(partner=world.partner, period=world.period)

    page = text(tree(coordination.get(address(world, "close"))))

    for said in (
        "Not handed in They are then yours, in the review under “Left over”", "A draft one North",
        "They stay with their partner", "A returned one", "They wait for your review", "A submitted one",
        "wait for you to publish them. A validated one", "Midi (in progress)", "1 question still waits",
    ):  # fmt: skip
        assert said in page
    assert not Period.objects.get(pk=world.period.pk).closed


def test_a_deadline_before_the_opening_is_refused_with_a_sentence(world, coordination):
    sent = {
        "starts_on": "2024-01-01", "ends_on": "2024-12-31", "opens_on": "2025-02-01", "deadline": "2025-01-01",
        "seen_version": world.period.version,
    }  # fmt: skip
    response = coordination.post(address(world, "dates"), sent)
    assert "The deadline cannot come before the opening day." in response.content.decode()
    assert Period.objects.get(pk=world.period.pk).deadline == DEADLINE


def test_dates_that_somebody_else_changed_meanwhile_are_not_overwritten(world, coordination):
    seen = world.period.version
    services.open_period(
        world.period, by=world.coordinator, opens_on=world.period.opens_on, deadline=datetime.date(2025, 3, 15)
    )
    sent = {
        "starts_on": "2024-01-01", "ends_on": "2024-12-31", "opens_on": "2025-01-06", "deadline": "2025-03-20",
        "seen_version": seen,
    }  # fmt: skip
    response = coordination.post(address(world, "dates"), sent)
    assert "Somebody changed this" in response.content.decode()
    assert Period.objects.get(pk=world.period.pk).deadline == datetime.date(2025, 3, 15)


def test_more_time_is_a_later_day_with_a_reason(world):
    for day, reason, sentence in [
        (DEADLINE, "Ill.", "choose a day after"),
        (datetime.date(2025, 3, 31), " ", "Write why"),
    ]:
        with pytest.raises(RoundRefused, match=sentence):
            grant_extension(world.partner, world.period, by=world.coordinator, deadline=day, reason=reason)
    with pytest.raises(RoundRefused, match="Only the Coordination"):
        grant_extension(
            world.partner, world.period, by=world.person, deadline=datetime.date(2025, 3, 31), reason="Ill."
        )
    assert not Extension.objects.exists()


def test_two_people_who_give_the_same_partner_time_do_not_overwrite_each_other(world):
    first = grant_extension(
        world.partner, world.period, by=world.coordinator, deadline=datetime.date(2025, 3, 31), reason="Ill."
    )
    with pytest.raises(StaleRecordError):
        grant_extension(
            world.partner, world.period, by=world.coordinator, deadline=datetime.date(2025, 3, 5), reason="Busy."
        )
    grant_extension(
        world.partner, world.period, by=world.coordinator, deadline=datetime.date(2025, 4, 5), reason="Still ill.",
        seen_version=first.version,
    )  # fmt: skip
    assert Extension.objects.get().deadline == datetime.date(2025, 4, 5)


def test_more_time_is_given_from_the_page(world, coordination):
    sent = {"deadline": "2025-03-31", "reason": "A colleague is ill.", "seen_version": ""}
    coordination.post(address(world, "extension", world.partner.key), sent)
    assert "A colleague is ill." in coordination.get(address(world)).content.decode()
    assert row(world).deadline == datetime.date(2025, 3, 31)


def test_a_round_is_closed_and_opened_again_with_a_reason(world, coordination):
    coordination.post(address(world, "close"))
    assert Period.objects.get(pk=world.period.pk).closed
    refused = coordination.post(address(world, "reopen"), {"reason": " "}, follow=True)
    assert "Write why the round is opened again." in refused.content.decode()
    dates = coordination.get(address(world, "dates"), follow=True)
    assert "open it again before changing its dates" in dates.content.decode()

    coordination.post(address(world, "reopen"), {"reason": "A zone was ill."})
    assert not Period.objects.get(pk=world.period.pk).closed


# --- Questions ------------------------------------------------------------------------------------


def test_a_question_is_answered_on_the_board_and_leaves_it(world, coordination):
    question = builders.make_question(partner=world.partner, period=world.period, text="Whose is it?")
    assert "Whose is it?" in coordination.get(address(world)).content.decode()

    sent = {"answer": "Yours.", "seen_version": question.version}
    coordination.post(reverse("rounds:answer-question", args=[question.pk]), sent)

    question.refresh_from_db()
    assert (question.answer, question.answered_by, question.answered_at) == (
        "Yours.", world.coordinator, timezone.now(),
    )  # fmt: skip
    assert "Whose is it?" not in coordination.get(address(world)).content.decode()


def test_a_second_answer_at_the_same_time_is_shown_beside_the_first_and_neither_is_lost(world, coordination):
    question = builders.make_question(partner=world.partner, period=world.period)
    seen = question.version
    services.answer_question(question, by=world.coordinator, answer="The first answer.")

    sent = {"answer": "The second answer.", "seen_version": seen}
    page = coordination.post(reverse("rounds:answer-question", args=[question.pk]), sent).content.decode()

    assert [sentence in page for sentence in ("The first answer.", "The second answer.")] == [True, True]
    question.refresh_from_db()
    assert question.answer == "The first answer."

"""The answers of a partner, its submission, and what the Coordination decides of a round."""

import datetime
from copy import deepcopy

import pytest
from django.utils import timezone

from document.dates import PartialDate
from initiatives.models import Initiative, ReviewState, Update
from initiatives.services import TransitionRefused, advance_update
from records.access import may_edit
from rounds import services
from rounds.board import find_referents
from rounds.models import Question, Response
from rounds.queries import Answer, Progress, derive_progress, find_deadline, get_open_rounds, read_partner_round
from rounds.services import RoundRefused
from tests import builders
from tests.lasting import lasting
from zones.models import Partner

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


class World:
    """A partner with its referent, an earlier period, an open one, and an initiative that it reported before."""

    def __init__(self):
        self.partner = builders.make_partner()
        self.person = builders.make_user(partners=[self.partner])
        self.coordinator = builders.make_user(role="Coordination")
        self.before = builders.make_period(starts_on=datetime.date(2023, 1, 1), ends_on=datetime.date(2023, 12, 31))
        self.now = builders.make_period(
            starts_on=datetime.date(2024, 1, 1),
            ends_on=datetime.date(2024, 12, 31),
            opens_on=datetime.date(2025, 1, 6),
            deadline=datetime.date(2025, 2, 28),
        )
        self.initiative = builders.make_initiative(lead=self.partner)
        builders.make_update(
            initiative=self.initiative, period=self.before, body_fr="Avant.", body_nl="Voordien.", state="published"
        )


@pytest.fixture(scope="module")
def world_of_the_file(django_db_setup, django_db_blocker):
    with lasting(django_db_blocker):
        yield World()


@pytest.fixture
def world(world_of_the_file):
    return deepcopy(world_of_the_file)


def page(world):
    return read_partner_round(world.partner, world.now)


def card(world):
    return page(world).asked[0]


# --- What is asked --------------------------------------------------------------------------------


def test_every_round_is_open_that_has_opened_and_is_not_closed(world):
    def opened(*day):
        return list(get_open_rounds(datetime.date(*day)))

    later = builders.make_period(
        starts_on=datetime.date(2025, 1, 1), ends_on=datetime.date(2025, 12, 31), opens_on=datetime.date(2026, 1, 5)
    )
    assert (opened(2025, 1, 5), opened(2025, 1, 6), opened(2026, 1, 5)) == ([], [world.now], [world.now, later])

    services.close_period(world.now, by=world.coordinator)

    assert opened(2026, 1, 5) == [later]


def test_an_extension_is_the_deadline_of_its_partner_alone(world):
    builders.make_extension(partner=world.partner, period=world.now, deadline=datetime.date(2025, 3, 15))

    assert find_deadline(world.partner, world.now) == datetime.date(2025, 3, 15)
    assert find_deadline(builders.make_partner(), world.now) == datetime.date(2025, 2, 28)


def test_what_was_led_and_reported_before_is_asked_with_the_last_text(world):
    assert [(c.initiative, c.last.body_fr, c.answer) for c in page(world).asked] == [
        (world.initiative, "Avant.", Answer.NONE)
    ]
    assert (page(world).decided, page(world).remaining) == (0, 1)


@pytest.mark.parametrize("how", ["status", "date", "merged", "never reported", "another lead"])
def test_what_is_over_or_of_another_is_not_asked(world, how):
    other = builders.make_initiative(
        lead=builders.make_partner() if how == "another lead" else world.partner,
        ended=PartialDate.parse("2023-06") if how == "date" else None,
        merged_into=world.initiative if how == "merged" else None,
    )
    if how != "never reported":
        builders.make_update(
            initiative=other, period=world.before, status="ended" if how == "status" else "continued", state="published"
        )

    assert [c.initiative for c in page(world).asked] == [world.initiative]


def test_a_co_carrier_sees_it_but_is_not_asked(world):
    shared = builders.make_initiative(co_partners=[world.partner])
    builders.make_update(initiative=shared, period=world.before, state="published")

    assert ([c.initiative for c in page(world).shared], len(page(world).asked)) == ([shared], 1)


# --- Answers --------------------------------------------------------------------------------------


def test_unchanged_makes_an_update_without_text(world):
    update = services.continue_unchanged(world.initiative, world.now, by=world.person)

    assert (update.status, update.body_fr, update.partner, update.review_state) == (
        "continued", None, world.partner, ReviewState.DRAFT,
    )  # fmt: skip
    assert card(world).answer is Answer.UNCHANGED


def test_changed_starts_from_the_last_text_in_every_language(world):
    update = services.continue_changed(world.initiative, world.now, by=world.person)

    assert (update.status, update.body_fr, update.body_nl) == ("changed", "Avant.", "Voordien.")


def test_an_answer_can_change_until_it_is_handed_in_and_keeps_what_was_typed(world):
    update = services.continue_changed(world.initiative, world.now, by=world.person)
    update.body_fr = "Typed."
    update.save()

    services.continue_unchanged(world.initiative, world.now, by=world.person)
    again = services.continue_changed(world.initiative, world.now, by=world.person)

    assert (again.pk, again.body_fr) == (update.pk, "Typed.")


def test_ended_says_when_and_why_and_the_initiative_ends_when_it_is_published(world):
    update = services.end_initiative(
        world.initiative,
        world.now,
        by=world.person,
        ended=PartialDate.parse("2024-05"),
        body_fr="Fini.",
        body_nl="Klaar.",
    )
    for verb in ("submit", "validate", "publish"):
        update = advance_update(update, verb, by=world.coordinator)

    assert Initiative.objects.get(pk=world.initiative.pk).ended == PartialDate.parse("2024-05")


def test_not_ours_is_a_question_and_takes_the_draft_back(world):
    services.continue_unchanged(world.initiative, world.now, by=world.person)

    services.ask_question(
        world.partner, world.now, Question.Kind.NOT_OURS, "It is the commune's.", by=world.person,
        initiative=world.initiative,
    )  # fmt: skip

    assert card(world).answer is Answer.QUESTIONED
    assert not Update.objects.filter(period=world.now).exists()


def test_an_answer_takes_the_open_question_back(world):
    services.ask_question(world.partner, world.now, "duplicate", "Same.", by=world.person, initiative=world.initiative)

    services.continue_unchanged(world.initiative, world.now, by=world.person)

    assert not Question.objects.exists()


def test_an_added_initiative_is_led_by_the_partner_and_new(world):
    update = services.add_initiative(
        world.partner, world.now, by=world.person, volet=world.initiative.volet, kind="specific", key="alice",
        title={"fr": " Alice ", "nl": ""}, body_fr="Un projet.",
    )  # fmt: skip

    assert (update.initiative.title_fr, update.initiative.lead, update.status) == ("Alice", world.partner, "new")
    assert [c.answer for c in page(world).added] == [Answer.NEW]


def test_nothing_to_report_is_refused_while_drafts_exist_and_withdrawn_by_an_answer(world):
    services.continue_unchanged(world.initiative, world.now, by=world.person)
    with pytest.raises(RoundRefused, match="There is 1 answer"):
        services.report_nothing(world.partner, world.now, by=world.person)

    services.take_back_answer(world.initiative, world.now, by=world.person)
    services.report_nothing(world.partner, world.now, by=world.person)
    assert page(world).nothing_to_report
    services.continue_unchanged(world.initiative, world.now, by=world.person)
    assert not page(world).nothing_to_report


# --- Who, and when --------------------------------------------------------------------------------

STEPS = {
    "unchanged": lambda w, by: services.continue_unchanged(w.initiative, w.now, by=by),
    "changed": lambda w, by: services.continue_changed(w.initiative, w.now, by=by),
    "end": lambda w, by: services.end_initiative(w.initiative, w.now, by=by),
    "ask": lambda w, by: services.ask_question(w.partner, w.now, "other", "Why?", by=by),
    "take back": lambda w, by: services.take_back_answer(w.initiative, w.now, by=by),
    "add": lambda w, by: services.add_initiative(
        w.partner, w.now, by=by, volet=w.initiative.volet, kind="daily", key="new", title={"fr": "Neuf"}
    ),
    "nothing": lambda w, by: services.report_nothing(w.partner, w.now, by=by),
    "submit": lambda w, by: services.submit(w.partner, w.now, by=by),
}


@pytest.mark.parametrize("step", STEPS)
def test_another_partner_answers_nothing(world, step):
    stranger = builders.make_user(partners=[builders.make_partner()])
    counts = (Update.objects.count(), Question.objects.count(), Response.objects.count(), Initiative.objects.count())

    with pytest.raises(RoundRefused, match="Only the lead partner"):
        STEPS[step](world, stranger)

    assert counts == (
        Update.objects.count(), Question.objects.count(), Response.objects.count(), Initiative.objects.count(),
    )  # fmt: skip


@pytest.mark.parametrize("step", STEPS)
def test_a_closed_round_takes_no_answer(world, step):
    services.close_period(world.now, by=world.coordinator)

    with pytest.raises(RoundRefused, match="closed"):
        STEPS[step](world, world.person)


# --- Submitting -----------------------------------------------------------------------------------


def test_submitting_lists_everything_that_is_missing(world):
    changed = builders.make_initiative(lead=world.partner, title_fr="Coffee", title_nl="Coffee")
    builders.make_update(initiative=changed, period=world.before, state="published")
    update = services.continue_changed(changed, world.now, by=world.person)
    builders.make_figure(update=update, year=None, indicator=builders.make_indicator(name_en="Visits"))

    with pytest.raises(RoundRefused) as refused:
        services.submit(world.partner, world.now, by=world.person)

    assert refused.value.messages == [
        f"Not decided yet: {world.initiative}",
        "A text is missing: Coffee",
        "A figure has no year: Visits",
    ]
    assert Update.objects.get(pk=update.pk).review_state == ReviewState.DRAFT


def test_a_page_without_any_answer_is_not_handed_in(world):
    empty = builders.make_partner()
    person = builders.make_user(partners=[empty])

    with pytest.raises(RoundRefused, match="nothing to report"):
        services.submit(empty, world.now, by=person)


def test_submitting_locks_the_texts_until_they_are_returned(world):
    services.continue_unchanged(world.initiative, world.now, by=world.person)

    response = services.submit(world.partner, world.now, by=world.person)

    assert (response.submitted_by, card(world).is_editable) == (world.person, False)
    with pytest.raises(RoundRefused, match="handed in"):
        services.continue_changed(world.initiative, world.now, by=world.person)
    advance_update(
        card(world).update, "return", by=world.coordinator, remark="More.", field_remarks={"body_fr": "Say where."}
    )
    assert (card(world).last_remark.remark, card(world).last_remark.field_remarks) == (
        "More.",
        {"body_fr": "Say where."},
    )
    services.continue_changed(world.initiative, world.now, by=world.person)
    services.submit(world.partner, world.now, by=world.person)
    assert card(world).update.review_state == ReviewState.SUBMITTED


# --- The Coordination -----------------------------------------------------------------------------


def test_a_round_is_opened_closed_and_reopened_with_a_reason(world):
    day = datetime.date
    services.open_period(world.before, by=world.coordinator, opens_on=day(2024, 1, 1), deadline=day(2024, 2, 1))
    services.close_period(world.before, by=world.coordinator)
    with pytest.raises(RoundRefused, match="Write why"):
        services.reopen_period(world.before, by=world.coordinator, reason=" ")

    services.reopen_period(world.before, by=world.coordinator, reason="A zone was ill.")

    assert (world.before.closed, world.before.history.first().history_change_reason) == (False, "A zone was ill.")
    with pytest.raises(RoundRefused, match="opening day"):
        services.open_period(world.before, by=world.coordinator, opens_on=day(2024, 2, 1), deadline=day(2024, 1, 1))


def test_a_referent_does_not_run_the_round(world):
    question = builders.make_question(partner=world.partner, period=world.now)

    for step in (
        lambda: services.close_period(world.now, by=world.person),
        lambda: services.reopen_period(world.now, by=world.person, reason="Please"),
        lambda: services.answer_question(question, by=world.person, answer="Yes"),
    ):
        with pytest.raises(RoundRefused, match="Only the Coordination"):
            step()


def test_a_question_is_answered(world):
    question = builders.make_question(partner=world.partner, period=world.now)

    services.answer_question(question, by=world.coordinator, answer=" It is yours. ")

    assert (question.answer, question.answered_by, bool(question.answered_at)) == (
        "It is yours.", world.coordinator, True,
    )  # fmt: skip


def test_progress_is_derived():
    submitted = Response(submitted_at=datetime.datetime(2025, 2, 1, tzinfo=datetime.UTC))

    assert derive_progress([], None, 0) is Progress.NOT_STARTED
    assert derive_progress([], None, 1) is Progress.IN_PROGRESS
    assert derive_progress(["draft"], None, 0) is Progress.IN_PROGRESS
    assert derive_progress(["submitted"], submitted, 0) is Progress.SUBMITTED
    assert derive_progress(["submitted", "returned"], submitted, 0) is Progress.RETURNED
    assert derive_progress(["validated", "published"], submitted, 0) is Progress.VALIDATED
    assert derive_progress([], Response(nothing_to_report=True), 0) is Progress.NOTHING_TO_REPORT


def test_the_page_of_a_partner_takes_as_many_queries_for_one_initiative_as_for_twenty(world, django_assert_num_queries):
    builders.make_figure(update=card(world).last)
    with django_assert_num_queries(10):
        page(world)
    for _ in range(20):
        builders.make_figure(
            update=builders.make_update(initiative=builders.make_initiative(lead=world.partner), period=world.before)
        )
    with django_assert_num_queries(10):
        page(world)


# --- One text by itself ---------------------------------------------------------------------------


@pytest.mark.parametrize("verbs", [("submit", "return"), ("submit", "validate", "publish", "reopen")])
def test_a_text_that_was_given_back_is_handed_in_by_itself_after_its_round_was_closed(world, verbs):
    text = services.continue_unchanged(world.initiative, world.now, by=world.person)
    for verb in verbs:
        advance_update(text, verb, by=world.coordinator, remark="More.")
    services.close_period(world.now, by=world.coordinator)

    assert may_edit(world.person, text)
    services.hand_in_text(text, by=world.person)

    assert text.review_state == ReviewState.SUBMITTED


def test_what_a_closed_round_left_over_is_handed_in_by_the_coordination_alone(world):
    text = services.continue_unchanged(world.initiative, world.now, by=world.person)
    services.close_period(world.now, by=world.coordinator)
    text = Update.objects.get(pk=text.pk)

    assert not may_edit(world.person, text)
    with pytest.raises(TransitionRefused, match="The round is closed"):
        services.hand_in_text(text, by=world.person)
    services.hand_in_text(text, by=world.coordinator)

    assert text.review_state == ReviewState.SUBMITTED


def test_what_a_closed_round_left_over_can_be_given_back(world):
    text = services.continue_unchanged(world.initiative, world.now, by=world.person)
    services.close_period(world.now, by=world.coordinator)

    advance_update(text, "return", by=world.coordinator, remark="You may finish it.")

    assert may_edit(world.person, text)
    assert services.hand_in_text(text, by=world.person).review_state == ReviewState.SUBMITTED


def test_a_text_alone_says_what_is_missing_in_it(world):
    text = services.end_initiative(world.initiative, world.now, by=world.person)

    with pytest.raises(RoundRefused) as refused:
        services.hand_in_text(text, by=world.person)

    assert refused.value.messages == [f"A text is missing: {world.initiative}"]


def test_the_coordination_answers_for_a_partner_in_a_closed_round(world):
    services.close_period(world.now, by=world.coordinator)

    services.continue_unchanged(world.initiative, world.now, by=world.coordinator)
    services.submit(world.partner, world.now, by=world.coordinator)

    assert card(world).update.review_state == ReviewState.SUBMITTED


def test_a_round_that_has_not_opened_takes_no_answer_of_a_partner(world):
    world.now.opens_on = world.now.deadline = timezone.localdate() + datetime.timedelta(days=1)
    world.now.save()

    with pytest.raises(RoundRefused, match="not opened yet"):
        services.continue_unchanged(world.initiative, world.now, by=world.person)


def test_a_text_that_was_validated_once_is_not_taken_back(world):
    text = services.continue_unchanged(world.initiative, world.now, by=world.person)
    for verb in ("submit", "validate", "reopen"):
        advance_update(text, verb, by=world.coordinator, remark="More.")

    with pytest.raises(RoundRefused, match="validated before"):
        services.take_back_answer(world.initiative, world.now, by=world.person)

    assert Update.objects.filter(pk=text.pk).exists()


def test_who_speaks_for_a_partner_is_the_same_from_both_sides(world):
    people = [
        world.person,
        world.coordinator,
        builders.make_user(partners=[world.partner], is_active=False),
        builders.make_user(partners=[world.partner], role=None),
        builders.make_superuser(),
        builders.make_user(partners=[world.partner], role="Readers"),
        builders.make_user(partners=[world.partner], role="Coordination"),
    ]

    speaking = {user for user in people if Partner.objects.spoken_for_by(user).filter(pk=world.partner.pk).exists()}

    assert speaking == set(find_referents([world.partner.pk])[world.partner.pk]) == {people[0], *people[5:]}

"""The first page of the administration: what each role has to do."""

import datetime

import pytest
import time_machine
from django.urls import reverse

from initiatives.models import ReviewState
from initiatives.services import advance_update
from rounds import services
from rounds.models import Question
from tests import builders
from tests.reading import text, tree, under
from tests.rounds.rounds import OpenRound

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(datetime.datetime(2025, 2, 10, 9, tzinfo=datetime.UTC), tick=False):
        yield


@pytest.fixture
def world():
    return OpenRound()


def first_page(client, user):
    client.force_login(user)
    return client.get(reverse("admin:index"))


def said(response):
    """What the page says above the list of tables."""
    return text(tree(response).find_class("first-page")[0])


def addresses(response):
    return {link.get("href") for link in under(tree(response), "first-page", "a")}


def tables(response):
    return [text(caption) for caption in tree(response).iter("caption")]


# --- The referent ---------------------------------------------------------------------------------


def test_a_referent_sees_its_update_its_deadline_and_no_list_of_tables(world, client):
    world.add_initiative(world.partner)
    services.continue_unchanged(world.initiative, world.period, by=world.person)

    page = first_page(client, world.person)

    for words in ("Midi", "Your update 2024", "1 of 2 decided", "28 February 2025", "18 days left", "Go on"):
        assert words in said(page)
    assert reverse("rounds:partner-round", args=[world.partner.key, world.period.key]) in addresses(page)
    assert tables(page) == []


def test_a_referent_sees_nothing_of_another_partner(world, client):
    world.add_partner(name_en="Stranger")
    assert "Stranger" not in first_page(client, world.person).content.decode()


def test_a_text_that_came_back_is_shown_with_its_remarks_to_its_partner_alone(world, client):
    services.continue_unchanged(world.initiative, world.period, by=world.person)
    services.submit(world.partner, world.period, by=world.person)
    update = world.initiative.updates.get(period=world.period)
    advance_update(update, "return", by=world.coordinator, remark="How many?", field_remarks={"body_fr": "Say where."})
    _partner, stranger, _initiative = world.add_partner()

    page = first_page(client, world.person)
    assert [words in said(page) for words in ("returned", "How many?", "Say where.")] == [True, True, True]
    assert reverse("rounds:edit", args=[update.pk]) in addresses(page)
    assert "How many?" not in first_page(client, stranger).content.decode()


def test_a_referent_of_two_partners_sees_both(world, client):
    other, *_rest = world.add_partner(name_en="Jette")
    world.person.partners.add(other)
    assert [words in said(first_page(client, world.person)) for words in ("Midi", "Jette")] == [True, True]


def test_outside_a_round_a_referent_is_told_so(world, client):
    services.close_period(world.period, by=world.coordinator)
    assert "No round is open" in said(first_page(client, world.person))


# --- The Coordination -----------------------------------------------------------------------------


def test_the_coordination_sees_the_round_at_a_glance_and_the_tables_below(world, client):
    jette, person, initiative = world.add_partner()
    services.continue_unchanged(initiative, world.period, by=person)
    services.submit(jette, world.period, by=person)
    builders.make_partner()
    services.ask_question(world.partner, world.period, Question.Kind.OTHER, "Why?", by=world.person)

    page = first_page(client, world.coordinator)

    for words in (
        "1 of 3 partners have answered", "1 not started", "1 in progress", "1 submitted", "0 late", "1 no referent",
        "1 open question", "1 to review",
    ):  # fmt: skip
        assert words in said(page)
    names = ["board", "outbox"]
    expected = {reverse(f"rounds:{name}", args=[world.period.key]) for name in names}
    assert expected | {reverse("rounds:review-queue"), reverse("reporting:editions")} <= addresses(page)
    assert len(tables(page)) > 3


def test_without_a_round_the_coordination_is_offered_to_open_one(client):
    coordinator = builders.make_user(role="Coordination")
    assert reverse("rounds:new-period") in addresses(first_page(client, coordinator))


# --- Others ---------------------------------------------------------------------------------------


def test_a_reader_is_led_to_validated_work(world, client):
    page = first_page(client, builders.make_user(role="Readers"))
    assert "1 text was validated" in said(page)
    assert (reverse("admin:initiatives_update_changelist") in addresses(page), tables(page)) == (True, [])


def test_an_account_without_a_role_is_told_what_to_do(world, client):
    page = first_page(client, builders.make_user(role=None, partners=[world.partner]))
    assert said(page).startswith("Your account has no role yet.")


@pytest.mark.parametrize(("role", "queries"), [("person", 16), ("coordinator", 19)])
def test_the_page_takes_as_many_queries_for_one_partner_as_for_many(
    world, client, role, queries, django_assert_num_queries
):
    _send_back(world, world.partner)
    first_page(client, getattr(world, role))
    with django_assert_num_queries(queries):
        client.get(reverse("admin:index"))
    for _ in range(11):
        partner, *_rest = world.add_partner()
        world.person.partners.add(partner)
        _send_back(world, partner)
    with django_assert_num_queries(queries):
        client.get(reverse("admin:index"))


def _send_back(world, partner):
    update = builders.make_update(
        initiative=world.add_initiative(partner), period=world.period, state=ReviewState.RETURNED
    )
    builders.make_update_review(subject=update, from_state="submitted", to_state="returned", remark="More.")
    builders.make_question(partner=partner, period=world.period, asked_by=world.person)

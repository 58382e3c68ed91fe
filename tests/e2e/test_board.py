"""The board, the outbox and the first page of each role in a browser: sound for axe, within the policy, on a phone."""

import datetime

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone, translation
from playwright.sync_api import BrowserContext, Page, expect

from initiatives.services import advance_update
from rounds import services
from rounds.extensions import grant_extension
from tests.builders import READERS, make_message, make_partner, make_question, make_user
from tests.e2e.axe import findings
from tests.e2e.signing_in import sign_in
from tests.rounds.rounds import OpenRound

WIDTHS = [360, 1280]


@pytest.fixture
def world():
    """A round in which every state of the board can be seen."""
    today = timezone.localdate()
    world = OpenRound(opens_on=today - datetime.timedelta(days=30), deadline=today - datetime.timedelta(days=2))
    make_partner()
    make_question(partner=world.partner, period=world.period, initiative=world.initiative, asked_by=world.person)
    later, *_rest = world.add_partner()
    grant_extension(
        later, world.period, by=world.coordinator, deadline=today + datetime.timedelta(days=9), reason="Malade."
    )
    for verb in (None, "submit", "return"):
        partner, person, initiative = world.add_partner()
        update = services.continue_unchanged(initiative, world.period, by=person)
        if verb:
            services.submit(partner, world.period, by=person)
            update.refresh_from_db()
        if verb == "return":
            advance_update(update, "return", by=world.coordinator, remark="Combien ?")
            world.returned = person
    make_message(period=world.period, partner=world.partner, state="failed", failure="550 No such user")
    make_message(period=world.period, state="sending", sending_since=timezone.now() - datetime.timedelta(hours=1))
    make_message(period=world.period, state="sent", sent_at=timezone.now())
    waits = {"state": "queued", "attempts": 1, "not_before": timezone.now() + datetime.timedelta(hours=1)}
    waits |= {
        "queued_at": timezone.now() - datetime.timedelta(hours=1),
        "failure": "The mail server refused it.\n451 Later",
    }
    make_message(period=world.period, **waits)
    make_message(kind="account", **waits)
    make_message(kind="account", state="failed", failure="The mail server refused it.\n550 No such user")
    make_message(kind="error", state="sent", sent_at=timezone.now(), body="")
    world.message = make_message(period=world.period)
    return world


@pytest.fixture
def coordination(context: BrowserContext, live_server, world):
    sign_in(context, live_server.url, world.coordinator)


def pages(world):
    with translation.override("fr"):
        of_round = [
            reverse(f"rounds:{name}", args=[world.period.key]) for name in ("board", "dates", "close", "outbox")
        ]
        return [
            *of_round,
            reverse("admin:index"),
            reverse("rounds:new-period"),
            reverse("rounds:extension", args=[world.period.key, world.partner.key]),
            reverse("rounds:answer-question", args=[world.partner.questions.get().pk]),
            reverse("rounds:message", args=[world.message.pk]),
            reverse("rounds:account-mails"),
        ]


def judge(page: Page, address: str) -> tuple[list[str], bool]:
    """What axe finds, and whether the page is no wider than the window."""
    page.goto(address)
    width = page.evaluate("document.documentElement.scrollWidth")
    return findings(page), width <= page.viewport_size["width"]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_the_round_are_sound(page: Page, live_server, coordination, world, width, scheme):
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)
    judged = {address: judge(page, live_server.url + address) for address in pages(world)}
    assert judged == {address: ([], True) for address in judged}


def test_a_closed_round_is_sound(page: Page, live_server, coordination, world):
    services.close_period(world.period, by=world.coordinator)
    assert judge(page, f"{live_server.url}/nl/round/board/{world.period.key}/") == ([], True)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("role", ["referent", "reader", "nobody"])
def test_the_first_page_of_the_others_is_sound(page: Page, context, live_server, world, width, role):
    people = {"referent": world.returned, "reader": make_user(role=READERS), "nobody": make_user(role=None)}
    sign_in(context, live_server.url, people[role])
    page.set_viewport_size({"width": width, "height": 800})
    assert judge(page, f"{live_server.url}/nl/admin/") == ([], True)


def test_a_reminder_goes_from_the_board_to_the_mailbox(page: Page, live_server, coordination, world):
    world.message.delete()
    page.goto(f"{live_server.url}/en/round/board/{world.period.key}/")
    page.get_by_role("checkbox", name="Midi").check()
    page.get_by_role("button", name="Prepare for those I ticked").click()
    expect(page.get_by_role("status")).to_have_text("1 mail is ready.")
    page.get_by_role("link", name="your update was expected by").click()
    expect(page.locator(".letter")).to_contain_text("If you need more time")
    page.get_by_role("button", name="Send", exact=True).click()
    expect(page.get_by_role("status")).to_have_text("1 mail is leaving.")
    assert [message.to for message in mail.outbox] == [[world.person.email]]

"""Where the reader sets the colours (Windows contrast themes): what is current can be told from what is not."""

import pytest
from django.db import transaction
from django.urls import reverse
from django.utils import translation
from playwright.sync_api import BrowserContext, Page

from tests.e2e.signing_in import sign_in
from tests.public.whole_site import Site
from tests.rounds.rounds import OpenRound

# The marks of the page that look like the links beside them: (their words, the colours of both).
ALIKE = """() => [...document.querySelectorAll(':is(a, button)[aria-current]:not(.brand)')].flatMap((current) => {
  const look = (element) => {
    const style = getComputedStyle(element);
    return [style.backgroundColor, style.color].join(" on ");
  };
  const list = current.closest("ul, ol, nav");
  const others = [...list.querySelectorAll(":is(a, button):not([aria-current])")];
  return others.filter((other) => look(other) === look(current)).map((other) => current.textContent + look(other));
})"""
CURRENT = "document.querySelectorAll(':is(a, button)[aria-current]:not(.brand)').length"


def alike(page: Page, address: str) -> list[str]:
    """What cannot be told from its neighbours on the page; the page has something current."""
    page.emulate_media(forced_colors="active")
    page.goto(address)
    assert page.evaluate(CURRENT) > 0
    return page.evaluate(ALIKE)


@pytest.mark.parametrize(
    "address", ["", "initiatives/?sort=title", "antennas/?sort=opening", "search/?q=balade&kind=initiative"]
)
def test_the_language_the_section_and_the_choice_can_be_told(page: Page, live_server, address):
    with transaction.atomic():
        Site()
    assert alike(page, f"{live_server.url}/fr/{address}") == []


def test_what_the_coordination_is_at_can_be_told(page: Page, context: BrowserContext, live_server):
    world = OpenRound()
    sign_in(context, live_server.url, world.coordinator)
    with translation.override("fr"):
        pages = [
            reverse("rounds:board", args=[world.period.key]),
            reverse("rounds:outbox", args=[world.period.key]),
            reverse("rounds:review-queue"),
            reverse("reporting:editions"),
            reverse("mfa_index"),
            reverse("admin:index"),
        ]
    for address in pages:
        assert alike(page, live_server.url + address) == []

"""The public pages in a browser: sound for axe, within the policy, at home on small and dark screens, by keyboard."""

import pytest
from django.db import transaction
from playwright.sync_api import Page

from document.dates import PartialDate
from tests.builders import make_antenna, make_framework, make_recommendation, make_volet, make_zone
from tests.e2e import keyboard
from tests.e2e.axe import findings
from tests.e2e.page_kinds import page_kinds
from tests.public.whole_site import Site
from tests.reporting.issues import issue_pages, make_filled_edition

DESKTOP = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
SMALLEST = {"width": 320, "height": 640}


@pytest.fixture
def site():
    """Everything that is public, with a volet that no report covers, an answer that is missing, a zone that ended."""
    with transaction.atomic():
        site = Site()
        beside = make_framework(key="plan", position=2)
        make_volet(framework=beside, number=6, covered=False, note_fr="Pas traité.")
        make_recommendation(volet=site.volet, code="R17", source_url="https://source.example", competence="shared")
        make_zone(number="5399", communes=[site.commune], valid_to=site.earlier.ends_on)
        site.commune.tile_row = site.commune.tile_column = 1
        site.commune.save()
    return site


@pytest.fixture
def edition():
    """An issued edition, with one published update and one antenna beside."""
    edition = make_filled_edition(
        key="update-2024",
        title_fr="Rapport Citoyens-Police : mise à jour 2023-2024",
        title_nl="Verslag Burgers-Politie: actualisering 2023-2024",
    )
    make_antenna()
    issue_pages(edition)
    return edition


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def faults(page: Page) -> list[str]:
    """What is wrong with the page that was just opened: for axe, for the keyboard, for a telephone."""
    found = findings(page) + keyboard.faults(page)
    page.set_viewport_size(PHONE)
    found += findings(page)
    for size in (PHONE, SMALLEST):
        page.set_viewport_size(size)
        found += [f"{overflow(page)}px too wide at {size['width']}px"] if overflow(page) else []
    return found


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_every_kind_of_page_is_sound(page: Page, live_server, site, language):
    found = {}
    for address in page_kinds(language):
        page.set_viewport_size(DESKTOP)
        page.goto(f"{live_server.url}{address}")
        found[address] = faults(page)
    assert {address: faults for address, faults in found.items() if faults} == {}


def test_every_kind_of_page_is_sound_in_the_dark(page: Page, live_server, site):
    page.emulate_media(color_scheme="dark")
    found = {}
    for address in page_kinds("en"):
        page.goto(f"{live_server.url}{address}")
        found[address] = findings(page)
    assert {address: faults for address, faults in found.items() if faults} == {}


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_issued_report_is_sound_and_wears_its_style(page: Page, live_server, edition, language):
    page.goto(f"{live_server.url}/editions/update-2024/{language}.html")
    assert findings(page) == []
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(251, 249, 244)"
    page.set_viewport_size(SMALLEST)
    assert overflow(page) == 0


@pytest.mark.parametrize(("language", "heading"), [("fr", "Page introuvable"), ("nl", "Pagina niet gevonden")])
def test_a_page_that_is_not_found_is_sound(context, live_server, language, heading):
    page = context.new_page()
    refusals = []
    page.on("console", lambda message: refusals.append(message.text) if message.type == "error" else None)
    page.goto(f"{live_server.url}/{language}/nowhere/")
    assert (page.inner_text("h1"), findings(page)) == (heading, [])
    assert refusals == ["Failed to load resource: the server responded with a status of 404 (Not Found)"]


@pytest.mark.parametrize("address", ["/nl/nowhere/", "/nl/account/login/"])
def test_the_smallest_window_is_wide_enough(context, live_server, address):
    page = context.new_page()
    page.set_viewport_size(SMALLEST)
    page.goto(f"{live_server.url}{address}")
    assert overflow(page) == 0


def test_the_first_link_skips_the_navigation(page: Page, live_server):
    page.goto(f"{live_server.url}/fr/")
    skip = page.locator(".skip")
    assert skip.bounding_box()["y"] < 0
    page.keyboard.press("Tab")
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.querySelector('main :is(a, input)')")


def test_the_day_of_the_antennas_is_chosen_with_the_keyboard_alone(page: Page, live_server):
    make_antenna(operational_since=PartialDate.parse("2021"))
    page.goto(f"{live_server.url}/en/antennas/")
    page.get_by_label("On which day?").fill("2020-01-01")
    page.keyboard.press("Enter")
    page.wait_for_url("**/antennas/?date=2020-01-01")
    said = page.inner_text(".lead").replace("\xa0", " ")
    assert said == (
        "1 antenna is named here, 0 of them operational on 1 January 2020."
        " How many there were in all on that day is not known."
    )


def test_a_printed_page_leaves_out_what_paper_cannot_do(page: Page, live_server, edition):
    page.emulate_media(media="print")
    page.goto(f"{live_server.url}/fr/")
    shown = [page.locator(name).is_visible() for name in (".site-nav", ".languages", ".brand", "h1")]
    assert shown == [False, False, True, True]

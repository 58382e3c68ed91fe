"""The public pages in a browser: sound for axe, within the policy, at home on small and dark screens, by keyboard."""

import datetime

import pytest
from playwright.sync_api import Page

from initiatives.models import ReviewState
from public.changes import settle
from tests.builders import (
    make_antenna,
    make_commune,
    make_edition,
    make_figure,
    make_indicator,
    make_initiative,
    make_partner,
    make_period,
    make_update,
    make_zone,
)
from tests.e2e.axe import findings
from tests.reporting.issues import issue_pages, issue_stub, make_filled_edition

SMALLEST = {"width": 320, "height": 640}
SCREENS = {
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 360, "height": 740}},
    "dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
}


@pytest.fixture
def edition():
    """An issued edition, with one published update and one antenna beside."""
    edition = make_filled_edition(
        key="update-2024",
        title_fr="Rapport Citoyens-Police : mise à jour 2023-2024",
        title_nl="Verslag Burgers-Politie: bijwerking 2023-2024",
    )
    make_antenna()
    issue_pages(edition)
    return edition


def overflow(page: Page) -> int:
    """By how many pixels the page is wider than the window."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def focused(page: Page) -> tuple[str, float]:
    """What the element with the focus says to everybody, and how wide the outline around it is."""
    focus = page.locator(":focus")
    says = focus.evaluate(
        """element => {
            const spoken = element.cloneNode(true);
            spoken.querySelectorAll("[aria-hidden=true]").forEach(hidden => hidden.remove());
            return spoken.textContent.replace(/\\s+/g, " ").trim();
        }"""
    )
    return says, focus.evaluate("element => parseFloat(getComputedStyle(element).outlineWidth)")


@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_the_home_page_is_sound(page: Page, live_server, edition, language, screen):
    page.set_viewport_size(SCREENS[screen]["viewport"])
    page.emulate_media(color_scheme=SCREENS[screen].get("color_scheme", "light"))
    page.goto(f"{live_server.url}/{language}/")
    assert (findings(page), overflow(page)) == ([], 0)


@pytest.fixture
def places():
    """A zone with two communes that reports over two periods, and one beside it."""
    communes = [make_commune(tile_row=1, tile_column=place, nis_code=f"2100{place}") for place in (1, 2)]
    zone = make_zone(number="5341", communes=communes, valid_to=datetime.date(2027, 12, 31))
    make_zone(number="5399", communes=communes, valid_from=datetime.date(2028, 1, 1))
    make_antenna(commune=communes[0])
    partners = [make_partner(key="zp-5341", zone=zone), make_partner(key="asbl-jes", name_nl="")]
    indicator = make_indicator()
    for year in (2022, 2023):
        period = make_period(
            key=f"{year}-{year + 1}", starts_on=datetime.date(year, 7, 1), ends_on=datetime.date(year + 1, 6, 30),
            closed=True,
        )  # fmt: skip
        for partner in partners:
            initiative = partner.led_initiatives.first() or make_initiative(lead=partner)
            update = make_update(initiative=initiative, period=period, state=ReviewState.PUBLISHED, body_fr="Texte.")
            make_figure(update=update, indicator=indicator)
    settle()


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize(
    "address", ["places/", "zones/5341/", "communes/21001/", "partners/asbl-jes/", "compare/", "compare/?left=5341"]
)
def test_the_pages_of_the_places_are_sound(page: Page, live_server, places, address, language):
    page.set_viewport_size(SMALLEST)
    page.goto(f"{live_server.url}/{language}/{address}")
    assert (findings(page), overflow(page)) == ([], 0)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(SCREENS["desktop"]["viewport"])
    assert (findings(page), overflow(page)) == ([], 0)


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


@pytest.mark.parametrize("address", ["/fr/", "/nl/", "/nl/nowhere/", "/nl/account/login/"])
def test_the_smallest_window_is_wide_enough(context, live_server, edition, address):
    page = context.new_page()
    page.set_viewport_size(SMALLEST)
    page.goto(f"{live_server.url}{address}")
    assert overflow(page) == 0


def test_the_keyboard_reaches_everything_and_one_sees_where_it_is(page: Page, live_server, edition):
    page.goto(f"{live_server.url}/fr/")
    path = []
    for _ in range(8):
        page.keyboard.press("Tab")
        path.append(focused(page))
    assert [says for says, _ in path] == [
        "Aller au contenu",
        "Citoyens · Police",
        "Accueil",
        "Se connecter",
        "Français",
        "Nederlands",
        "English",
        "Lire en français",
    ]
    assert {width for _, width in path} == {3}


def test_the_first_link_skips_the_navigation(page: Page, live_server, edition):
    page.goto(f"{live_server.url}/fr/")
    skip = page.locator(".skip")
    assert skip.bounding_box()["y"] < 0
    page.keyboard.press("Tab")
    assert skip.bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert focused(page)[0] == "Lire en français"


def test_every_target_is_large_enough_for_a_finger(page: Page, live_server):
    issue_stub(make_edition())
    page.set_viewport_size(SCREENS["phone"]["viewport"])
    page.goto(f"{live_server.url}/nl/")
    heights = page.evaluate("[...document.querySelectorAll('a:not(.skip)')].map(a => a.getBoundingClientRect().height)")
    assert min(heights) >= 24


def test_a_printed_page_leaves_out_what_paper_cannot_do(page: Page, live_server, edition):
    page.emulate_media(media="print")
    page.goto(f"{live_server.url}/fr/")
    shown = [page.locator(name).is_visible() for name in (".site-nav", ".languages", ".brand", "h1")]
    assert shown == [False, False, True, True]

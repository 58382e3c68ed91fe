"""The public pages in a browser: sound for axe, within the policy, at home on small and dark screens, by keyboard."""

import pytest
from playwright.sync_api import Page

from tests.builders import make_antenna, make_edition
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

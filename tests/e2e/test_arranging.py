"""Arranging an edition in a browser: by keyboard, by mouse, without script; sound on small and dark screens."""

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from initiatives.models import Initiative
from tests.builders import COORDINATION, make_theme, make_user
from tests.e2e.axe import findings
from tests.e2e.signing_in import sign_in
from tests.reporting.ordered_edition import ArrangedEdition

SCREENS = [({"width": 1280, "height": 800}, "light"), ({"width": 360, "height": 740}, "dark")]


@pytest.fixture
def coordinator(context: BrowserContext, live_server):
    user = make_user(role=COORDINATION)
    sign_in(context, live_server.url, user)
    return user


@pytest.fixture
def world():
    world = ArrangedEdition()
    theme = make_theme(key="cafe", title_fr="Café avec un agent", title_nl="Koffie met een agent")
    return world.add("a", "b").add("c", "d", theme=theme).add("e").add("line", "daily", highlight=False)


def order():
    return "".join(Initiative.objects.exclude(key__in=["line", "daily"]).values_list("key", flat=True))


def grip(page, key):
    return page.locator(f"#initiative-{key} > .line [data-grip]")


def step(page, key, direction):
    return page.locator(f"#initiative-{key} > .line [data-step={direction}]")


def expect_moved(page, key, place):
    """It was said, and the line is marked: the server has answered."""
    expect(page.locator("main > [role=status] .success")).to_contain_text(f"« Le {key} »")
    expect(page.locator(f"#initiative-{key}[data-moved] > .line > .place")).to_have_text(str(place))


@pytest.mark.parametrize(("size", "scheme"), SCREENS, ids=["desk", "phone by night"])
@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_page_is_sound_and_no_wider_than_the_window(
    page: Page, live_server, coordinator, world, size, scheme, language
):
    page.set_viewport_size(size)
    page.emulate_media(color_scheme=scheme)
    for query in ("", "?set=initiative-c", "?set=theme-cafe", "?at=initiative-line"):
        page.goto(live_server.url + world.address(language=language) + query)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (query, findings(page), overflow) == (query, [], 0)
    step(page, "b", "up").click()
    expect(page.locator("#initiative-b[data-moved]")).to_be_visible()
    assert findings(page) == []


def test_the_arrow_keys_on_the_handle_move_a_line_and_the_focus_stays_on_it(
    page: Page, live_server, coordinator, world
):
    page.goto(live_server.url + world.address(language="fr"))
    grip(page, "e").focus()
    page.keyboard.press("ArrowUp")
    expect_moved(page, "e", 3)
    expect(grip(page, "e")).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect_moved(page, "e", 2)
    assert order() == "aebcd"
    page.keyboard.press("ArrowDown")
    expect_moved(page, "e", 3)
    assert order() == "abecd"


def test_a_button_pressed_twice_moves_a_line_twice(page: Page, live_server, coordinator, world):
    page.goto(live_server.url + world.address(language="fr"))
    step(page, "a", "down").focus()
    page.keyboard.press("Enter")
    expect_moved(page, "a", 2)
    expect(step(page, "a", "down")).to_be_focused()
    page.keyboard.press("Enter")
    expect_moved(page, "a", 3)
    assert world.report() == [
        "initiative-b", "theme-cafe", "initiative-c", "initiative-d", "initiative-a", "initiative-e",
    ]  # fmt: skip


def test_a_line_is_dragged_to_its_place(page: Page, live_server, coordinator, world):
    page.set_viewport_size({"width": 1280, "height": 1600})
    page.goto(live_server.url + world.address(language="fr"))
    start = grip(page, "e").bounding_box()
    target = page.locator("#initiative-a").bounding_box()
    page.mouse.move(start["x"] + 8, start["y"] + 8)
    page.mouse.down()
    page.mouse.move(start["x"] + 8, target["y"] + 40)
    page.mouse.move(start["x"] + 8, target["y"] + 6)
    expect(page.locator("#initiative-a.target-before")).to_be_visible()
    page.mouse.up()
    expect_moved(page, "e", 1)
    assert order() == "eabcd"


def test_a_place_and_a_theme_are_chosen_on_the_line(page: Page, live_server, coordinator, world):
    page.goto(live_server.url + world.address(language="fr"))
    page.locator("#initiative-a > .more a").click()
    expect(page.locator("#place-of-initiative-a")).to_be_focused()
    page.locator("#place-of-initiative-a").select_option(index=2)
    page.locator("#initiative-a form:has(#place-of-initiative-a) button").click()
    expect_moved(page, "a", 4)
    page.locator("#initiative-a > .more a").click()
    page.locator("#theme-of-initiative-a").select_option(label="Café avec un agent")
    page.locator("#initiative-a form:has(#theme-of-initiative-a) button").click()
    expect_moved(page, "a", 3)
    assert world.report() == [
        "initiative-b", "theme-cafe", "initiative-c", "initiative-d", "initiative-a", "initiative-e",
    ]  # fmt: skip


def test_a_lost_server_is_told(page: Page, live_server, coordinator, world):
    page.goto(live_server.url + world.address(language="fr"))
    page.evaluate("() => { window.fetch = () => Promise.reject(new TypeError('lost')) }")
    step(page, "b", "up").click()
    expect(page.locator("main > [role=status] .error")).to_be_visible()
    assert order() == "abcde"


def test_without_script_the_buttons_do_the_same(browser: Browser, live_server, world, browser_context_args):
    context = browser.new_context(**browser_context_args | {"java_script_enabled": False})
    sign_in(context, live_server.url, make_user(role=COORDINATION))
    page = context.new_page()
    page.goto(live_server.url + world.address(language="fr"))
    expect(grip(page, "b")).to_be_hidden()
    step(page, "b", "up").click()
    expect_moved(page, "b", 1)
    expect(page.locator("#initiative-b")).to_be_focused()
    assert (order(), page.url.rpartition("#")[2]) == ("bacde", "initiative-b")
    context.close()

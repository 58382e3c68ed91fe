"""What holds for every page that a visitor reaches without an account."""

import pytest
from playwright.sync_api import Page

from tests.e2e.axe import findings

PAGES = ["/", "/account/login/", "/account/password/reset/", "/account/password/reset/done/"]
LANGUAGES = ["fr", "nl"]
# A telephone, or a desk whose text is enlarged four times (WCAG 1.4.10); a tablet; a desk.
WIDTHS = [320, 768, 1280]


def addresses() -> list[str]:
    return [f"/{language}{page}" for language in LANGUAGES for page in PAGES]


@pytest.mark.parametrize("address", addresses())
def test_axe_finds_nothing(page: Page, live_server, address: str):
    page.goto(live_server.url + address)
    assert findings(page) == []


@pytest.mark.parametrize("address", addresses())
def test_nothing_sticks_out_of_the_window(page: Page, live_server, address: str):
    page.goto(live_server.url + address)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= width, width

"""The Coordination's review in a browser: sound for axe, within the policy, on small and dark screens, by keyboard."""

import datetime

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from initiatives.services import advance_update
from tests.builders import (
    COORDINATION,
    make_antenna,
    make_antenna_update,
    make_figure,
    make_initiative,
    make_partner,
    make_period,
    make_question,
    make_update,
    make_user,
)
from tests.e2e.axe import findings
from tests.e2e.signing_in import sign_in

SCREENS = {
    "desktop": {"width": 1280, "height": 800},
    "phone": {"width": 360, "height": 740},
}


@pytest.fixture
def coordinator(context: BrowserContext, live_server):
    user = make_user(role=COORDINATION)
    sign_in(context, live_server.url, user)
    return user


@pytest.fixture
def text():
    """A submitted text with another before it, and all that can stand on its page."""
    before = make_period(key="2023", starts_on=datetime.date(2023, 1, 1), ends_on=datetime.date(2023, 12, 31))
    initiative = make_initiative(title_fr="Café avec un agent", title_nl="Koffie met een agent")
    make_update(initiative=initiative, period=before, body_fr="Dix agents.", body_nl="Tien agenten.", state="published")
    text = make_update(
        initiative=initiative, period=make_period(key="2024"), status="changed", highlight=True, state="submitted",
        body_fr="Onze agents [^1].\n\n### Résultats\n\nMieux.", body_nl="Elf agenten.",
    )  # fmt: skip
    make_figure(update=text)
    make_figure(update=text)
    make_question(initiative=initiative, period=text.period, partner=text.partner)
    return text


def overflow(page: Page) -> int:
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_pages_are_sound(page: Page, live_server, coordinator, text, language, screen, scheme):
    page.set_viewport_size(SCREENS[screen])
    page.emulate_media(color_scheme=scheme)
    antenna = make_antenna_update(state="submitted", antenna=make_antenna(partners=[make_partner()]), body_fr="Texte.")
    original = make_initiative(volet=text.initiative.volet)
    places = [
        "review/",
        f"review/initiative/{text.pk}/",
        f"review/antenna/{antenna.pk}/",
        f"review/merge/{text.initiative.pk}/?q=initiative",
        f"review/merge/{text.initiative.pk}/?original={original.pk}",
    ]
    seen = {}
    for place in places:
        page.goto(f"{live_server.url}/{language}/round/{place}")
        seen[place] = (findings(page), overflow(page))
    assert seen == {place: ([], 0) for place in places}


def test_a_text_goes_back_with_a_remark_on_a_field_by_keyboard(page: Page, live_server, coordinator, text):
    page.goto(f"{live_server.url}/fr/round/review/")
    page.get_by_role("link", name="Café avec un agent").focus()
    page.keyboard.press("Enter")
    page.locator("details.on-fields summary").focus()
    page.keyboard.press("Enter")
    page.locator("[name=on_body_nl]").focus()
    page.keyboard.type("Hoeveel agenten?")
    button = page.locator("button[value=return]")
    while not button.evaluate("button => button === document.activeElement"):
        page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(".messages .success")).to_be_visible()
    (line,) = text.review_log.all()
    assert (line.by, line.to_state, line.field_remarks) == (
        coordinator, "returned", {"body_nl": "Hoeveel agenten?"},
    )  # fmt: skip
    expect(page.get_by_text("Hoeveel agenten?")).to_be_visible()


def test_the_page_of_an_action_in_the_administration_is_sound(page: Page, live_server, coordinator, text):
    advance_update(text, "validate", by=coordinator)
    page.goto(f"{live_server.url}/fr/admin/initiatives/initiative/")
    page.locator(".action-select").first.check()
    page.locator("select[name=action]").select_option("link_to_recommendation")
    page.locator("button[name=index]").click()
    expect(page.locator("select[name=recommendation]")).to_be_visible()
    assert findings(page) == []

"""The antennas, the recommendations, the reports and the working group in a browser: sound on every screen."""

import pytest
from playwright.sync_api import Page

from document.dates import PartialDate
from initiatives.models import ReviewState
from public.changes import settle
from tests.builders import (
    make_antenna,
    make_antenna_figure,
    make_antenna_service,
    make_antenna_update,
    make_commune,
    make_event,
    make_framework,
    make_indicator,
    make_initiative,
    make_period,
    make_recommendation,
    make_theme,
    make_update,
    make_volet,
    make_zone,
)
from tests.e2e.axe import findings
from tests.reporting.issues import issue_pages, issue_stub, make_filled_edition

SCREENS = (
    ({"width": 1280, "height": 800}, "light"),
    ({"width": 1280, "height": 800}, "dark"),
    ({"width": 360, "height": 740}, "light"),
    ({"width": 320, "height": 640}, "light"),
)


@pytest.fixture
def followed():
    """Something of everything that the pages show."""
    _antennas()
    _recommendations()
    edition = make_filled_edition(key="update-2024", title_fr="Rapport", title_nl="Verslag")
    issue_pages(edition)
    issue_stub(edition, number=2, reason="Un chiffre.")
    settle()


def _antennas():
    communes = [make_commune(tile_row=1, tile_column=place, zones=[make_zone()]) for place in (1, 2)]
    antenna = make_antenna(
        key="broeck", commune=communes[0], operational_since=PartialDate.parse("2021"), address_fr="Parc 15",
        provisional=True, website="https://antenne.example", former_names="Peterbos",
    )  # fmt: skip
    make_antenna(commune=communes[1], mark="planned")
    make_antenna_service(antenna=antenna, permanent=True)
    make_antenna_update(antenna=antenna, state=ReviewState.PUBLISHED, body_fr="## Titre\n\nDu texte.")
    indicator = make_indicator()
    for year in (2021, 2022, 2023):
        make_antenna_figure(antenna=antenna, indicator=indicator, year=year, note_fr="Une note.")
    make_antenna_figure(antenna=antenna)


def _recommendations():
    volet = make_volet(framework=make_framework(key="resolution"), number=4, note_fr="Une note.")
    make_volet(framework=make_framework(key="plan", position=2), number=6, covered=False, note_fr="Pas traité.")
    asked = make_recommendation(volet=volet, code="R16", competence="shared", source_url="https://source.example")
    make_recommendation(volet=volet, code="R17")
    theme = make_theme(key="working-group", body_fr="Il réunit.")
    for key in ("gt-cipol", "newsletter-zoom"):
        initiative = make_initiative(key=key, volet=volet, recommendations=[asked], theme=theme)
        update = make_update(initiative=initiative, period=make_period(), state=ReviewState.PUBLISHED)
        make_event(update=update, date=PartialDate.parse("2024-04-04"), place="Bruxelles", attendance=12)


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
@pytest.mark.parametrize(
    "address",
    [
        "antennas/?date=nothing&sort=opening",
        "antennas/broeck/",
        "volets/",
        "volets/resolution/4/",
        "volets/resolution/4/R16/",
        "volets/resolution/4/R17/",
        "editions/",
        "editions/update-2024/",
        "working-group/",
    ],
)
def test_the_page_is_sound_on_every_screen(page: Page, live_server, followed, address, language):
    for size, scheme in SCREENS:
        page.set_viewport_size(size)
        page.emulate_media(color_scheme=scheme)
        page.goto(f"{live_server.url}/{language}/{address}")
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (size["width"], scheme, findings(page), overflow) == (size["width"], scheme, [], 0)


def test_the_day_is_chosen_with_the_keyboard_alone(page: Page, live_server, followed):
    page.goto(f"{live_server.url}/en/antennas/")
    page.get_by_label("On which day?").fill("2020-01-01")
    page.keyboard.press("Enter")
    page.wait_for_url("**/antennas/?date=2020-01-01")
    said = page.inner_text(".lead").replace("\xa0", " ")
    assert said == "On 1 January 2020, 0 antennas named here are operational."

"""The home page: what it says, in which language, and what it keeps to itself."""

import datetime

import pytest
from django.urls import reverse
from django.utils import translation

from document.dates import PartialDate
from initiatives.models import ReviewState
from public.index.changes import refresh_pending
from tests.builders import (
    COORDINATION,
    make_antenna,
    make_antenna_count,
    make_commune,
    make_edition,
    make_initiative,
    make_period,
    make_update,
    make_user,
    make_volet,
)
from tests.reading import text, tree, under
from tests.reporting.issues import issue_stub

pytestmark = pytest.mark.django_db
LANGUAGES = pytest.mark.parametrize("language", ["fr", "nl", "en"])


def home(client, language="fr"):
    """The page as a tree of elements."""
    response = client.get(f"/{language}/")
    assert response.status_code == 200
    return tree(response)


def links(page, name):
    return [(text(link), link.get("href")) for link in under(page, name, "a")]


def facts(page):
    return [int(fact.text_content()) for fact in under(page, "facts", "dd")]


@pytest.mark.parametrize(
    ("language", "heading", "file"),
    [
        ("fr", "Le dernier rapport", "Word – français"),
        ("nl", "Het laatste verslag", "Word – Frans"),
        ("en", "The latest report", "Word – French"),
    ],
)
def test_the_page_speaks_the_language_of_its_address(client, language, heading, file):
    issue_stub(make_edition())
    page = home(client, language)
    assert (page.get("lang"), text(page.get_element_by_id("latest"))) == (language, heading)
    assert text(under(page, "files", "a")[0]) == file


@LANGUAGES
def test_the_page_leads_to_itself_in_the_other_languages(client, language):
    page = home(client, language)
    assert [
        (link.get("href"), link.get("lang"), link.get("aria-current")) for link in under(page, "languages", "a")
    ] == [(f"/{other}/", other, "true" if other == language else None) for other in ("fr", "nl", "en")]
    assert [link.get("href") for link in page.xpath("//link[@rel='alternate']")] == [
        f"http://127.0.0.1:8000/{other}/" for other in ("fr", "nl", "en")
    ]


def test_the_page_leads_to_the_report_its_downloads_and_the_sign_in(client):
    issue_stub(make_edition(key="update-2024"))
    page = home(client, "en")
    assert links(page, "copy") == [
        ("Read in French", "/editions/update-2024/fr.html"),
        ("Word – French", "/editions/update-2024/fr.docx"),
        ("PDF – French", "/editions/update-2024/fr.pdf"),
        ("Excel – French", "/editions/update-2024/fr.xlsx"),
        ("Read in Dutch", "/editions/update-2024/nl.html"),
        ("Word – Dutch", "/editions/update-2024/nl.docx"),
        ("PDF – Dutch", "/editions/update-2024/nl.pdf"),
        ("Excel – Dutch", "/editions/update-2024/nl.xlsx"),
    ]
    assert [text(link) for link in under(page, "site-nav", "a")] == [
        "Initiatives", "Recommendations", "Zones and communes", "LISA antennas", "Reports", "Data", "Search",
    ]  # fmt: skip
    assert ("Sign in", "/en/account/login/") in links(page, "site-footer")
    assert links(page, "work-bar") == []


def test_the_coordination_finds_its_work_above_the_page(client):
    client.force_login(make_user(role=COORDINATION))
    assert links(home(client, "en"), "work-bar") == [
        ("The round", "/en/round/board/"),
        ("Review", "/en/round/review/"),
        ("Editions", "/en/reports/"),
        ("Administration", "/en/admin/"),
        ("My account", "/en/account/mfa/"),
    ]


def test_a_referent_finds_the_update_above_the_page_and_no_edition(client):
    client.force_login(make_user())
    page = home(client, "en")
    assert links(page, "work-bar") == [
        ("My update", "/en/round/my-update/"),
        ("Administration", "/en/admin/"),
        ("My account", "/en/account/mfa/"),
    ]
    assert "Sign in" not in text(page.find_class("site-footer")[0])


def test_a_title_that_is_missing_in_a_language_is_shown_in_french_and_marked_as_such(client):
    issue_stub(make_edition(title_fr="Rapport : l'essentiel"))
    title = home(client, "en").find(".//h3/a/span")
    assert (title.get("lang"), title.text) == ("fr", "Rapport\u00a0: l’essentiel")


def test_dates_and_sizes_are_written_as_the_language_does(client):
    issue_stub(make_edition(), content=b"-" * 81_600)
    assert "Du 1er\u00a0juillet\u00a02023 au" in home(client, "fr").find_class("edition")[0].find("p").text
    assert home(client, "fr").find_class("size")[0].text == "82\u00a0ko"
    assert home(client, "nl").find_class("size")[0].text == "82\u00a0kB"


def test_only_the_latest_issue_of_an_edition_is_offered(client):
    edition = make_edition()
    issue_stub(edition, content=b"-" * 1_000)
    issue_stub(edition, number=2, reason="A figure.", content=b"-" * 5_000)
    page = home(client)
    assert len(list(page.iter("article"))) == 1
    assert {size.text for size in page.find_class("size")} == {"5\u00a0ko"}


@LANGUAGES
def test_an_edition_that_was_not_issued_is_not_mentioned(client, language):
    make_edition(title_fr="Secret", title_nl="Geheim", title_en="Secret")
    page = home(client, language)
    assert list(page.iter("article")) == []
    assert "Secret" not in page.text_content()
    assert "Geheim" not in page.text_content()


def test_what_is_not_published_does_not_count(client):
    make_update(state=ReviewState.PUBLISHED)
    for state in (state for state in ReviewState if state != ReviewState.PUBLISHED):
        make_update(state=state)
    make_antenna()
    refresh_pending()
    assert facts(home(client)) == [1, 1, 1]


@LANGUAGES
def test_each_volet_says_how_many_initiatives_it_has_in_each_period(client, language):
    volet = make_volet(number=4, title_fr="Quartier", title_nl="Wijk", title_en="Neighbourhood")
    earlier = make_period(key="2021-2022", starts_on=datetime.date(2021, 7, 1), ends_on=datetime.date(2022, 6, 30))
    later = make_period(key="2023-2024")
    first, second = make_initiative(volet=volet), make_initiative(volet=volet)
    for initiative, period in ((first, earlier), (first, later), (second, later)):
        make_update(initiative=initiative, period=period, state=ReviewState.PUBLISHED)
    refresh_pending()
    (row,) = home(client, language).find_class("volet-table")[0].find("tbody")
    title = {"fr": "Quartier", "nl": "Wijk", "en": "Neighbourhood"}[language]
    assert [text(cell) for cell in row][:5] == ["4", title, "1", "2", "2"]
    assert row.find("th/a").get("href") == f"/{language}/volets/{volet.framework.key}/4/"


def test_the_map_says_how_many_initiatives_each_commune_has_and_leads_to_it(client):
    commune = make_commune(nis_code="21009", name_fr="Ixelles", tile_row=1, tile_column=1)
    make_update(initiative=make_initiative(communes=[commune]), state=ReviewState.PUBLISHED)
    refresh_pending()
    (place,) = home(client).find_class("place")
    assert (place.get("aria-label"), place.get("href")) == ("Ixelles\u00a0: 1", "/fr/communes/21009/")


def test_an_empty_database_has_a_home_page(client):
    page = home(client, "en")
    assert facts(page) == [0, 0, 0]
    assert [text(note) for note in page.find_class("empty")] == [
        "Nothing has been published yet.", "No report has been issued yet.",
    ]  # fmt: skip


def test_antennas_that_a_source_counts_are_said_where_none_is_named(client):
    make_antenna_count(number=14, counted_on=PartialDate.parse("2024-12"), source_en="The Region")

    beside = [text(fact) for fact in home(client, "en").find_class("beside")]
    listed = tree(client.get("/en/antennas/")).find_class("lead")

    assert beside == ["14 counted in all (December 2024) · The Region"]
    assert [text(line) for line in listed] == ["In all, named or not, The Region counts 14 (December 2024)."]


def test_the_page_answers_head_and_refuses_to_be_written(client):
    with translation.override("fr"):
        address = reverse("public:home")
    assert (client.head(address).status_code, client.post(address).status_code) == (200, 405)

"""Two places, partners or periods side by side: the numbers, what they count alike, and whatever an address says."""

import datetime
from itertools import product

import pytest

from initiatives.models import ReviewState
from public.index.changes import refresh_pending
from tests.builders import (
    make_commune,
    make_figure,
    make_indicator,
    make_initiative,
    make_partner,
    make_period,
    make_theme,
    make_update,
    make_volet,
    make_zone,
)
from tests.reading import text, tree

pytestmark = pytest.mark.django_db
UNPUBLISHED = [state for state in ReviewState if state != ReviewState.PUBLISHED]


@pytest.fixture
def volet():
    return make_volet(number=4, title_fr="Quartier")


@pytest.fixture
def periods():
    return [
        make_period(
            key=f"{year}-{year + 1}", starts_on=datetime.date(year, 7, 1), ends_on=datetime.date(year + 1, 6, 30)
        )
        for year in (2021, 2022, 2023)
    ]


@pytest.fixture
def zones():
    """Two zones that report, as partners."""
    return [
        make_partner(key=f"zp-{number}", zone=make_zone(number=number, name_fr=f"Zone {number}"))
        for number in ("5341", "5342")
    ]


def published(partner, *periods, statuses=None, **fields):
    """An initiative of the partner with a published update in each of the periods."""
    initiative = make_initiative(lead=partner, **fields)
    for period, status in zip(periods, statuses or ["continued"] * len(periods), strict=True):
        make_update(initiative=initiative, period=period, state=ReviewState.PUBLISHED, status=status)
    return initiative


def page(client, parameters="", language="fr"):
    refresh_pending()
    response = client.get(f"/{language}/compare/{parameters}")
    assert response.status_code == 200
    return tree(response)


def table(page, place=0):
    """Title of the group → (name of the line, left, right)."""
    found = {}
    for group in page.xpath(f"(//table)[{place + 1}]/tbody"):
        heading, *rows = group.iter("tr")
        found[text(heading)] = [tuple(text(cell) for cell in row) for row in rows]
    return found


def headings(page):
    return [text(heading) for heading in page.xpath("(//table)[1]/thead//th")]


# --- Two places -----------------------------------------------------------------------------------


def test_two_zones_stand_side_by_side(client, volet, periods, zones):
    theme = make_theme(title_fr="Café")
    published(zones[0], periods[0], volet=volet, theme=theme, kind="daily", statuses=["new"])
    published(zones[0], periods[0], volet=volet, kind="specific", statuses=["ended"])
    published(zones[1], periods[0], volet=volet, theme=theme, kind="specific", statuses=["new"])
    published(zones[1], periods[0], theme=make_theme(title_fr="Seul"), volet=volet, kind="specific")
    published(make_partner(), periods[0], volet=volet, theme=theme)
    found = page(client, "?left=5341&right=5342")
    assert headings(found) == ["ZP 5341 Zone 5341", "ZP 5342 Zone 5342"]
    assert list(table(found).values()) == [
        [("Initiatives", "2", "2")],
        [("4. Quartier", "2", "2")],
        [("nouvelle", "1", "1"), ("poursuivie", "0", "1"), ("terminée", "1", "0")],
        [("fonctionnement quotidien", "1", "0"), ("initiative spécifique", "1", "2")],
        [("Café", "1", "1")],
    ]


def test_each_number_leads_to_the_initiatives_that_it_counts(client, volet, periods, zones):
    mine = published(zones[0], periods[0], volet=volet, kind="daily", title_fr="À nous")
    published(zones[1], periods[0], volet=volet, kind="specific")
    addresses = page(client, "?left=5341&right=5342").xpath("//table[1]//tr[th[contains(., 'quotidien')]]/td/a/@href")
    assert addresses == ["/fr/initiatives/?zone=5341&kind=daily"]
    listed = tree(client.get(addresses[0])).xpath("//ul[@class='rows']/li/h2/a/@href")
    assert listed == [f"/fr/initiatives/{mine.key}/"]


def test_a_zone_can_stand_beside_a_commune_or_a_partner(client, periods, zones):
    commune = make_commune(nis_code="21001", name_fr="Anderlecht")
    own = make_partner(key="commune-anderlecht", commune=commune, name_fr="Commune d'Anderlecht")
    published(own, periods[0])
    published(zones[0], periods[0])
    assert headings(page(client, "?left=5341&right=21001")) == ["ZP 5341 Zone 5341", "Anderlecht"]
    assert headings(page(client, "?left=21001&right=commune-anderlecht")) == ["Anderlecht", "Commune d’Anderlecht"]


def test_only_what_both_count_is_compared_in_figures(client, periods, zones):
    shared, alone = make_indicator(name_fr="Participants"), make_indicator(name_fr="Seul")
    values = {zones[0]: 1200, zones[1]: 40}
    for partner, value in values.items():
        initiative = published(partner, periods[0], title_fr=f"De {partner.zone.number}")
        year, note = (2022, "Par an") if value == 40 else (None, "")
        total = make_figure(update=initiative.updates.get(), indicator=shared, value=value, year=year, note_fr=note)
        make_figure(update=total.update, indicator=shared, value=5, part_of=total)
        hidden = make_update(initiative=initiative, period=periods[1], state=ReviewState.VALIDATED)
        make_figure(update=hidden, indicator=shared, value=999, year=2023)
    make_figure(update=zones[0].updates.first(), indicator=alone)
    rows = page(client, "?left=5341&right=5342").xpath("(//table)[2]/tbody/tr")
    assert [[text(cell) for cell in row] for row in rows] == [
        ["Participants", "1 200 (2021–2022) · De 5341", "40 (2022) – Par an · De 5342"]
    ]


def test_what_is_not_published_is_not_counted(client, periods, zones):
    for partner in zones:
        published(partner, periods[0])
    for state in UNPUBLISHED:
        hidden = make_initiative(lead=zones[0], title_fr="Secret", title_nl="Geheim")
        make_update(initiative=hidden, period=periods[1], state=state)
    assert table(page(client, "?left=5341&right=5342", "en"))["In all"][0][1:] == ("1", "1")
    assert "Secret" not in page(client, "?period=2021-2022&with=2022-2023").text_content()


# --- Two periods ----------------------------------------------------------------------------------


def test_two_periods_stand_side_by_side_as_things_stood_in_each(client, volet, periods, zones):
    both = published(zones[0], periods[0], periods[1], volet=volet, kind="daily", statuses=["new", "ended"])
    gone = published(zones[0], periods[0], volet=volet, kind="daily", statuses=["new"])
    came = published(zones[1], periods[1], periods[2], volet=volet, kind="daily", statuses=["new", "continued"])
    found = page(client, "?period=2021-2022&with=2022-2023")
    assert headings(found) == ["2021–2022 juillet 2021 – juin 2022", "2022–2023 juillet 2022 – juin 2023"]
    assert list(table(found).values()) == [
        [("Initiatives", "2", "2")],
        [("4. Quartier", "2", "2")],
        [("nouvelle", "2", "1"), ("terminée", "0", "1")],
        [("fonctionnement quotidien", "2", "2")],
    ]
    alone = [found.xpath(f"//section[@aria-labelledby='{side}']//li/a/@href") for side in ("only-right", "only-left")]
    assert alone == [[f"/fr/initiatives/{came.key}/"], [f"/fr/initiatives/{gone.key}/"]]
    assert both.key not in str(alone)


def test_the_periods_of_one_zone_can_be_compared(client, periods, zones):
    published(zones[0], periods[0], periods[1], title_fr="À nous")
    published(zones[1], periods[1], title_fr="À eux")
    found = page(client, "?period=2021-2022&with=2022-2023&left=5341")
    assert next(iter(table(found).values())) == [("Initiatives", "1", "1")]
    assert "À eux" not in found.text_content()
    assert found.xpath("(//table)[1]//td/a/@href")[0] == "/fr/initiatives/?zone=5341&period=2021-2022"


def test_without_a_question_the_last_two_periods_stand_side_by_side(client, periods, zones):
    published(zones[0], *periods)
    assert headings(page(client)) == ["2022–2023 juillet 2022 – juin 2023", "2023–2024 juillet 2023 – juin 2024"]


# --- What is asked --------------------------------------------------------------------------------


def test_the_forms_hold_what_was_asked(client, periods, zones):
    for partner in zones:
        published(partner, *periods)
    found = page(client, "?left=5342&right=5341")
    chosen = {s.get("name"): s.xpath(".//option[@selected]/@value") for s in found.xpath("(//form)[last()-1]//select")}
    assert chosen == {"left": ["5342"], "right": ["5341"]}
    found = page(client, "?period=2021-2022&with=2023-2024&left=5342")
    chosen = {s.get("id"): s.xpath(".//option[@selected]/@value") for s in found.xpath("(//form)[last()]//select")}
    assert chosen == {"period": ["2021-2022"], "with": ["2023-2024"], "of": ["5342"]}


def test_half_a_question_is_answered_with_the_forms(client, periods, zones):
    for partner in zones:
        published(partner, *periods)
    for parameters in ("?left=5341", "?left=5341&right=5341", "?left=5341&right=nobody", "?right=5341"):
        found = page(client, parameters, "en")
        assert (found.xpath("//table"), text(found.find_class("empty")[0])) == (
            [], "Choose two different zones, communes, partners or periods.",
        )  # fmt: skip


def test_where_nothing_is_published_the_page_says_so(client):
    make_zone(number="5341")
    assert text(page(client, "", "en").find_class("empty")[0]) == "Nothing has been published yet."


def test_no_address_breaks_the_page(client, periods, zones):
    published(zones[0], *periods)
    refresh_pending()
    odd = ("\x00", "'; DROP TABLE", "<script>", "9" * 5000, "😀é", "5341\n")
    for name, value in product(("left", "right", "period", "with"), odd):
        assert client.get("/fr/compare/", {name: value}).status_code == 200

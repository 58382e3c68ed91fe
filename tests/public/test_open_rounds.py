"""A round that is open: what is published of its period is read, marked, and stands in no column and no comparison."""

import datetime

import pytest

from initiatives.models import Period, ReviewState
from initiatives.services import advance_update
from public.index.changes import refresh_pending
from public.models import Facet, InitiativeFacet, InitiativeIndex
from rounds import services
from tests.builders import (
    COORDINATION,
    make_antenna,
    make_antenna_update,
    make_initiative,
    make_partner,
    make_period,
    make_response,
    make_update,
    make_user,
    make_volet,
)
from tests.reading import text, tree

pytestmark = pytest.mark.django_db


@pytest.fixture
def volet():
    return make_volet(number=4, title_fr="Quartier")


@pytest.fixture
def periods():
    """Two that were loaded, as long as they were, and one whose round is open."""
    return [
        make_period(key="2021-2022", starts_on=datetime.date(2021, 1, 1), ends_on=datetime.date(2022, 8, 31)),
        make_period(key="2023-2024", starts_on=datetime.date(2023, 9, 1), ends_on=datetime.date(2024, 12, 31)),
        make_period(
            key="2025",
            starts_on=datetime.date(2025, 1, 1),
            ends_on=datetime.date(2025, 12, 31),
            opens_on=datetime.date(2026, 1, 5),
        ),
    ]


@pytest.fixture
def followed(volet, periods):
    """An initiative that is published of all three, and is over in the last one."""
    initiative = make_initiative(volet=volet, lead=make_partner(key="zp-5341"), title_fr="Rencontres")
    for period, status in zip(periods, ("new", "continued", "ended"), strict=True):
        make_update(initiative=initiative, period=period, status=status, state=ReviewState.PUBLISHED)
    refresh_pending()
    return initiative


@pytest.fixture
def came(volet, periods):
    """An initiative that is published of the open period alone."""
    update = make_update(
        initiative=make_initiative(volet=volet, title_fr="Nouveau projet", title_nl="Nieuw project"),
        period=periods[2], status="new", state=ReviewState.PUBLISHED,
    )  # fmt: skip
    refresh_pending()
    return update.initiative


def page(client, address):
    refresh_pending()
    response = client.get(address)
    assert response.status_code == 200
    return tree(response)


def columns(page):
    return [text(cell) for cell in page.xpath("//table[contains(@class, 'volet-table')]/thead//th")]


def close(period):
    services.close_period(period, by=make_user(role=COORDINATION))
    refresh_pending()


def test_the_columns_of_the_home_page_are_the_periods_that_count_with_their_days(client, followed, came):
    assert columns(page(client, "/fr/")) == [
        "Volet", "2021–2022 janvier 2021 – août 2022", "2023–2024 septembre 2023 – décembre 2024", "Au total", "",
    ]  # fmt: skip


def test_the_comparison_opens_on_the_last_two_periods_that_count(client, followed, came):
    found = page(client, "/nl/compare/")
    assert [text(cell) for cell in found.xpath("(//table)[1]/thead//th")] == [
        "2021–2022 januari 2021 – augustus 2022",
        "2023–2024 september 2023 – december 2024",
    ]
    assert found.xpath("//select[@name='period']/option/@value") == ["2023-2024", "2021-2022"]


def test_who_asks_for_the_open_period_is_told_that_it_is_not_compared(client, followed):
    found = page(client, "/fr/compare/?period=2023-2024&with=2025")
    assert text(found.xpath("//p[@class='notice']")[0]) == (
        "Les textes de 2025 sont en cours de collecte : la période n’est comparée qu’une fois son cycle clôturé."
    )
    assert "2025" not in found.xpath("(//table)[1]")[0].text_content()


def test_a_badge_says_the_last_period_that_counts_and_what_was_said_of_it_then(client, followed, came):
    listed = InitiativeIndex.objects.order_by("pk").values_list("key", "period", "status")
    assert list(listed) == [(followed.key, "2023-2024", "continued"), (came.key, "", "new")]
    rows = [text(row) for row in page(client, "/fr/initiatives/").xpath("//ul[@class='rows']/li/p[@class='meta']")]
    assert sorted(row.partition(" · ")[0] for row in rows) == ["nouvelle en cours de collecte", "poursuivie 2023–2024"]


def test_the_open_period_is_found_and_marked_and_adds_no_year(client, followed, came):
    found = page(client, "/fr/initiatives/?period=2025")
    labels = [text(label) for label in found.xpath("//input[@name='period']/following-sibling::span[1]")]
    assert labels == ["2025 (en cours de collecte)", "2023–2024", "2021–2022"]
    assert len(found.xpath("//ul[@class='rows']/li")) == 2
    years = (
        InitiativeFacet.objects.filter(facet=Facet.YEAR).order_by("value").values_list("value", flat=True).distinct()
    )
    assert list(years) == ["2021", "2022", "2023", "2024"]


@pytest.mark.parametrize(("language", "mark"), [("fr", "en cours de collecte"), ("nl", "wordt nog verzameld")])
def test_what_is_published_of_it_stands_on_its_page_marked(client, followed, language, mark):
    marked = page(client, f"/{language}/initiatives/{followed.key}/").xpath("//h2[span[contains(@class, 'collected')]]")
    assert [heading.get("id") for heading in marked] == ["2025"]
    assert mark in text(marked[0])
    partner = page(client, f"/{language}/partners/zp-5341/")
    assert [text(heading) for heading in partner.xpath("//h3[span]")] == [f"2025 {mark}"]


def test_the_text_of_an_antenna_is_marked_too(client, periods):
    antenna = make_antenna(key="midi")
    for period in periods:
        make_antenna_update(antenna=antenna, period=period, body_fr="Ouverte.", state=ReviewState.PUBLISHED)
    headings = page(client, "/fr/antennas/midi/").xpath("//ol[@class='timeline']/li/h3")
    assert [text(heading) for heading in headings] == ["2025 en cours de collecte", "2023–2024", "2021–2022"]


def test_an_initiative_is_followed_since_no_period_that_is_open(client, volet, came):
    recommendation = volet.recommendations.create(code="R10", text_fr="Créer.", text_nl="Oprichten.")
    came.recommendations.add(recommendation)
    came.save()
    found = page(client, f"/fr/volets/{volet.framework.key}/4/R10/")
    assert text(found.xpath("//p[@class='meta'][span[contains(@class, 'tag')]]")[0]) == "en cours de collecte nouvelle"


def test_the_open_data_say_which_period_is_not_complete(client, followed):
    rows = client.get("/api/v1/periods/").json()["rows"]
    assert {row["key"]: row["complete"] for row in rows} == {"2021-2022": True, "2023-2024": True, "2025": False}


def test_the_feed_says_that_the_period_is_being_collected(client, periods):
    update = make_update(period=periods[2], state=ReviewState.VALIDATED)
    advance_update(update, "publish", by=make_user(role=COORDINATION))
    refresh_pending()
    assert "2025 (en cours de collecte)" in client.get("/fr/feed.xml").content.decode()


def test_a_period_that_is_closed_is_a_column_like_the_others(client, followed, periods):
    close(periods[2])
    assert columns(page(client, "/fr/"))[1:4] == [
        "2021–2022 janvier 2021 – août 2022", "2023–2024 septembre 2023 – décembre 2024", "2025 2025",
    ]  # fmt: skip
    assert InitiativeIndex.objects.get().period == "2025"


def test_reopening_takes_nothing_away(client, followed, periods):
    close(periods[2])
    services.reopen_period(
        Period.objects.get(key="2025"), by=make_user(role=COORDINATION), reason="Une zone a oublié un texte."
    )
    assert columns(page(client, "/fr/"))[3] == "2025 2025"
    assert page(client, f"/fr/initiatives/{followed.key}/").xpath("//span[contains(@class, 'collected')]") == []
    assert (InitiativeIndex.objects.get().period, InitiativeIndex.objects.get().status) == ("2025", "ended")


def test_what_a_partner_answers_in_a_round_that_was_opened_again_stays_in_it(client, followed, periods):
    response = make_response(partner=followed.lead, period=periods[2], note_fr="Note", note_nl="Nota")
    close(periods[2])
    assert "Note" in page(client, "/fr/partners/zp-5341/").text_content()
    services.reopen_period(Period.objects.get(key="2025"), by=make_user(role=COORDINATION), reason="Un oubli.")
    response.refresh_from_db()
    response.note_fr, response.note_nl = "Brouillon", "Ontwerp"
    response.save()
    assert "Brouillon" not in page(client, "/fr/partners/zp-5341/").text_content()


def test_a_round_on_a_period_that_counts_takes_nothing_away(client, followed, periods):
    services.open_period(
        periods[1], by=make_user(role=COORDINATION),
        opens_on=datetime.date(2026, 2, 1), deadline=datetime.date(2026, 3, 1),
    )  # fmt: skip
    assert columns(page(client, "/fr/"))[2] == "2023–2024 septembre 2023 – décembre 2024"


# no round, a round, closed, opened again: whether it counts
@pytest.mark.parametrize(
    ("fields", "counts"),
    [
        ({}, True),
        ({"opens_on": datetime.date(2026, 1, 5)}, False),
        ({"opens_on": datetime.date(2099, 1, 5)}, False),
        ({"opens_on": datetime.date(2026, 1, 5), "closed": True}, True),
        ({"closed": True}, True),
        ({"opens_on": datetime.date(2026, 1, 5), "has_counted": True}, True),
    ],
)
def test_the_database_and_the_record_agree_on_what_counts(fields, counts):
    period = make_period(**fields)
    assert (period.counts, Period.objects.counted().exists()) == (counts, counts)

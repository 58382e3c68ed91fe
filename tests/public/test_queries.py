"""What the pages ask of the database: as often for thirty of everything as for one."""

import datetime
from dataclasses import dataclass

import pytest
from django.core.cache import caches
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from document.dates import PartialDate
from public.index.caching import clear_pages
from public.index.changes import refresh_pending
from public.opendata.tables import TABLES
from tests.builders import (
    make_antenna,
    make_antenna_count,
    make_antenna_figure,
    make_antenna_service,
    make_antenna_update,
    make_commune,
    make_edition,
    make_event,
    make_figure,
    make_indicator,
    make_initiative,
    make_issue,
    make_issued_report,
    make_partner,
    make_period,
    make_photo,
    make_recommendation,
    make_theme,
    make_update,
    make_update_review,
    make_volet,
    make_zone,
)
from tests.public.opendata.world import PUBLISHED, World

pytestmark = pytest.mark.django_db

PAGES = {
    "/fr/": 4,
    "/nl/": 4,
    "/en/": 4,
    "/fr/initiatives/": 2,
    "/fr/initiatives/?kind=specific": 2,
    "/fr/initiatives/cafe/": 4,
    "/fr/volets/": 4,  # one of them counts the initiatives with any recommendation: the others are of each one
    "/fr/volets/resolution-2020/4/": 4,
    "/fr/volets/resolution-2020/4/R12/": 4,
    "/fr/places/": 5,
    "/fr/zones/5339/": 5,
    "/fr/communes/21004/": 4,
    "/fr/partners/zp-5339/": 4,
    "/fr/compare/?left=5339&right=5341": 3,
    "/fr/compare/?period=2022-2023&with=2023-2024&left=5339": 4,
    "/fr/antennas/?date=2024-01-01": 4,
    "/fr/antennas/lisa-nord/": 3,
    "/fr/working-group/": 4,
    "/fr/editions/": 4,
    "/fr/editions/update-2024/": 5,
    "/fr/feed.xml": 5,
    "/data/initiatives.csv": 3,
}
"""Address → how many queries its page takes, where the facets were counted already, and what it tells was read."""

FIRST_READER = 10
"""Queries of the first who asks for facets after a publication: one counts, the others read names."""

FIRST_READS = {
    "/fr/initiatives/cafe/": 16,
    "/fr/zones/5339/": 13,
    "/fr/partners/zp-5339/": 12,
    "/fr/antennas/lisa-nord/": 8,
}
"""Address → how many queries its page takes for who reads first what it tells."""

NARROWED = "/fr/initiatives/?kind=specific&status=new&sort=title"
LISTS = [f"/api/v1/{name}/?limit=200" for name in TABLES]


class Growing(World):
    """A site on which each list and each detail can become longer by one."""

    def __init__(self):
        super().__init__()
        self.earlier = make_period(
            key="2022-2023", starts_on=datetime.date(2022, 7, 1), ends_on=datetime.date(2023, 6, 30)
        )
        self.beside = make_partner(key="zp-5341", zone=make_zone(number="5341"))
        self.group = make_theme(key="working-group")

    def grow(self, number):
        """One more of everything: of the rows themselves, and of what hangs on those of the world."""
        year = datetime.date(1950 + number, 1, 1)
        period = make_period(key=f"{year.year}", starts_on=year, ends_on=year.replace(month=12, day=31))
        self._places(year)
        self._volets()
        self._texts(period)
        self._antennas(period)
        self._editions(period, number)

    def _places(self, year):
        make_commune(zones=[self.zone])
        make_commune(zones=[make_zone(successor=self.zone)])
        make_zone(communes=[self.commune], valid_from=year, valid_to=year.replace(month=12))

    def _volets(self):
        make_volet(framework=self.framework)
        self.asked = make_recommendation(volet=self.volet)
        make_recommendation()

    def _texts(self, period):
        told = make_update(initiative=self.initiative, period=period, state=PUBLISHED, status="continued")
        make_figure(update=told, indicator=make_indicator())
        mine = {"communes": [self.commune], "co_partners": [make_partner()], "theme": make_theme()}
        theirs = {"co_partners": [self.beside], "theme": self.group}
        for lead, links in ((self.lead, mine), (make_partner(zone=make_zone()), theirs)):
            initiative = make_initiative(
                lead=lead, volet=self.volet, recommendations=[self.recommendation, self.asked], **links
            )
            for when in (self.earlier, self.period):
                update = make_update(
                    initiative=initiative, period=when, state=PUBLISHED, status="new", body_fr="Texte."
                )
            make_figure(update=update, indicator=self.indicator)
            make_event(update=update, date=PartialDate.parse("2024"))
            make_photo(update=update)
            make_update_review(subject=update, from_state="validated", to_state=PUBLISHED)

    def _antennas(self, period):
        make_antenna(commune=self.commune, partners=[self.lead])
        make_antenna_update(antenna=self.antenna, period=period, state=PUBLISHED, body_fr="Texte.")
        make_antenna_figure(antenna=self.antenna, indicator=self.indicator, year=period.starts_on.year)
        make_antenna_service(antenna=self.antenna)
        self.antenna.partners.add(make_partner())
        make_antenna_count()

    def _editions(self, period, number):
        self.edition.periods.add(period)
        make_issued_report(issue=make_issue(edition=self.edition, number=number + 1, reason="Encore."))
        make_issued_report(issue=make_issue(edition=make_edition()))


@dataclass(frozen=True)
class Answer:
    queries: int
    said: bytes


@pytest.fixture(scope="module")
def asked(django_db_setup, django_db_blocker):
    """Address → what was answered for one of everything, and for thirty."""
    with django_db_blocker.unblock(), transaction.atomic():
        site, answers = Growing(), []
        for numbers in (range(1, 2), range(2, 31)):
            for number in numbers:
                site.grow(number)
            refresh_pending()
            first = {("first", address): first_answer(address) for address in FIRST_READS}
            for address in FIRST_READS:
                answer(address)
            answers.append(first | {address: answer(address) for address in (*PAGES, NARROWED, *LISTS)})
            clear_pages()
            answers[-1][FIRST_READER] = asked_for("/fr/initiatives/")
        transaction.set_rollback(True)
    return {address: (answers[0][address], answers[1][address]) for address in answers[0]}


def first_answer(address):
    caches["details"].clear()
    return answer(address)


def answer(address):
    count_facets(address[:3])
    return asked_for(address)


def asked_for(address):
    with CaptureQueriesContext(connection) as queries:
        response = Client().get(address)
        said = b"".join(response.streaming_content) if response.streaming else response.content
    assert response.status_code == 200
    return Answer(len(queries), said)


def count_facets(language):
    """Nothing is kept but how many initiatives stand under each value: a page of that language asked before."""
    clear_pages()
    Client().get(f"/{language.strip('/')}/compare/")


@pytest.mark.parametrize(("address", "number"), PAGES.items())
def test_a_page_asks_as_often_for_thirty_rows_as_for_one(asked, address, number):
    of_one, of_thirty = asked[address]
    assert (of_one.queries, of_thirty.queries) == (number, number)
    assert of_one.said != of_thirty.said


def test_the_first_reader_has_the_facets_counted_and_named(asked):
    kept = PAGES["/fr/initiatives/"]

    assert [answer.queries - kept for answer in asked[FIRST_READER]] == [FIRST_READER, FIRST_READER]


@pytest.mark.parametrize(("address", "number"), FIRST_READS.items())
def test_a_first_read_asks_as_often_for_thirty_rows_as_for_one(asked, address, number):
    of_one, of_thirty = asked["first", address]
    assert (of_one.queries, of_thirty.queries) == (number, number)


def test_a_list_that_is_narrowed_by_several_things_is_counted_once_where_it_is_longer_than_a_page(asked):
    assert [answer.queries for answer in asked[NARROWED]] == [2, 3]


@pytest.mark.parametrize("address", LISTS)
def test_a_list_of_the_api_asks_as_often_for_thirty_rows_as_for_one(asked, address):
    of_one, of_thirty = asked[address]
    assert of_one.queries == of_thirty.queries <= 5
    assert len(of_one.said) < len(of_thirty.said)

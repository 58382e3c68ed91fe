"""Antennas: the status at a day follows from the dates, and a mark says what no date can say."""

import datetime
import itertools

import pytest

from document.dates import PartialDate
from lisa.models import Antenna, AntennaService
from lisa.queries import take_census
from lisa.services import get_reporting_partners
from tests.builders import make_antenna, make_antenna_count, make_commune, make_partner

DAY = datetime.date(2024, 6, 15)


def partial(text):
    return text and PartialDate.parse(text)


# operational since, inaugurated on, closed, mark, marked since: status on 15 June 2024, as it is known on 1 June 2026
STATUSES = [
    (None, None, None, "", None, "not_known"),
    ("2024-06-15", None, None, "", None, "operational"),
    ("2024-06-16", None, None, "", None, "not_open"),
    ("2024-05", None, None, "", None, "operational"),
    ("2024-06", None, None, "", None, "not_known"),
    ("2024", None, None, "", None, "not_known"),
    ("2023", None, None, "", None, "operational"),
    ("2022-10/2023-12", None, None, "", None, "operational"),
    ("2023-12/2024-07", None, None, "", None, "not_known"),
    ("2024-07/2025-02", None, None, "", None, "not_open"),
    ("2024-07", None, None, "", None, "not_open"),
    ("2027", None, None, "", None, "not_open"),
    (None, "2023", None, "", None, "operational"),
    (None, "2025", None, "", None, "not_open"),
    ("2023", "2025", None, "", None, "operational"),
    ("2025", "2023", None, "", None, "not_open"),
    ("2020", None, "2024-06-14", "", None, "closed"),
    ("2020", None, "2024-06-15", "", None, "operational"),
    ("2020", None, "2024-06", "", None, "not_known"),
    ("2020", None, "2024", "", None, "not_known"),
    ("2020", None, "2024-05", "", None, "closed"),
    (None, None, "2023", "", None, "closed"),
    (None, None, "2025", "", None, "not_known"),
    ("2020", None, "2027", "", None, "operational"),
    # A mark without a day is known of today alone: what is planned or starts up now was not open before.
    (None, None, None, "planned", None, "not_open"),
    (None, None, None, "starting", None, "not_open"),
    (None, None, None, "suspended", None, "not_known"),
    (None, None, None, "closed", None, "not_known"),
    ("2020", None, None, "suspended", None, "not_known"),
    ("2020", None, None, "planned", None, "not_known"),
    ("2025", None, None, "suspended", None, "not_open"),
    (None, None, None, "planned", "2024-06-15", "planned"),
    (None, None, None, "planned", "2024-06-16", "not_open"),
    (None, None, None, "planned", "2024", "not_known"),
    (None, None, None, "starting", "2022-09/2023-08", "starting"),
    ("2025", None, None, "planned", "2023", "planned"),
    ("2020", None, None, "suspended", "2023", "suspended"),
    ("2020", None, None, "suspended", "2024", "not_known"),
    ("2020", None, None, "suspended", "2025", "operational"),
    (None, None, None, "suspended", "2025", "not_known"),
    ("2020", None, "2023", "suspended", "2022", "closed"),
    ("2020", None, "2025", "suspended", "2022", "suspended"),
]
TODAY = datetime.date(2026, 6, 1)


@pytest.mark.parametrize(("since", "inaugurated", "closed", "mark", "marked", "status"), STATUSES)
def test_the_status_at_a_day(since, inaugurated, closed, mark, marked, status):
    antenna = Antenna(
        operational_since=partial(since), inaugurated_on=partial(inaugurated), closed=partial(closed),
        mark=mark, marked_since=partial(marked),
    )  # fmt: skip

    assert antenna.get_status_on(DAY, TODAY) == status


# operational since, closed, mark: status today, 15 June 2024
@pytest.mark.parametrize(
    ("since", "closed", "mark", "status"),
    [
        (None, None, "", "operational"),
        ("2024", None, "", "not_known"),
        ("2024-07", None, "", "planned"),
        ("2020", "2024-06-14", "", "closed"),
        ("2020", "2024-06-30", "", "operational"),
        (None, None, "planned", "planned"),
        (None, None, "starting", "starting"),
        ("2020", None, "suspended", "suspended"),
        ("2020", None, "closed", "closed"),
        ("2020", None, "planned", "planned"),
    ],
)
def test_of_today_a_mark_and_an_opening_to_come_are_known(since, closed, mark, status):
    antenna = Antenna(operational_since=partial(since), closed=partial(closed), mark=mark)

    assert antenna.get_status_on(DAY, today=DAY) == status


@pytest.mark.parametrize("mark", ["", *Antenna.Mark.values])
@pytest.mark.parametrize("since", [None, "2020", "2024-06-20", "2030"])
@pytest.mark.parametrize("closed", [None, "2024-06-18", "2031"])
def test_of_a_day_to_come_nothing_is_known_yet(mark, since, closed):
    antenna = Antenna(operational_since=partial(since), closed=partial(closed), mark=mark, marked_since=partial(since))

    assert antenna.get_status_on(datetime.date(2032, 1, 1), today=DAY) == "not_yet_known"


def test_what_is_closed_stays_closed_on_the_days_to_come():
    antenna = Antenna(operational_since=partial("2020"), closed=partial("2023"))

    assert antenna.get_status_on(datetime.date(2032, 1, 1), today=DAY) == "closed"


def test_every_mix_of_dates_and_marks_has_a_status_that_no_future_day_makes_a_fact():
    dates = [None, "2020", "2024-06", "2025-01-31", "2023-05/2024-09"]
    days = [datetime.date(1990, 1, 1), DAY, datetime.date(2032, 1, 1)]
    statuses = {day: set() for day in days}

    for since, inaugurated, closed, marked in itertools.product(dates, repeat=4):
        for mark in ["", *Antenna.Mark.values]:
            antenna = Antenna(
                operational_since=partial(since), inaugurated_on=partial(inaugurated), closed=partial(closed),
                mark=mark, marked_since=partial(marked),
            )  # fmt: skip
            for day in days:
                statuses[day].add(antenna.get_status_on(day, TODAY))

    assert statuses[days[0]] == {"not_open", "not_known"}
    assert statuses[DAY] == {"operational", "suspended", "starting", "planned", "not_open", "closed", "not_known"}
    assert statuses[days[2]] == {"closed", "not_yet_known"}


def test_the_status_changes_with_the_day():
    antenna = Antenna(operational_since=partial("2020"), closed=partial("2024-06-15"))
    days = [
        datetime.date(2019, 12, 31), datetime.date(2020, 1, 1), datetime.date(2020, 12, 31), DAY,
        datetime.date(2024, 6, 16),
    ]  # fmt: skip

    assert [antenna.get_status_on(day, TODAY) for day in days] == [
        "not_open", "not_known", "operational", "operational", "closed",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("since", "inaugurated", "opened"),
    [("2020", "2021", "2020"), ("2020", None, "2020"), (None, "2021", "2021"), (None, None, None)],
)
def test_it_opened_when_it_became_operational_or_else_when_it_was_inaugurated(since, inaugurated, opened):
    antenna = Antenna(operational_since=partial(since), inaugurated_on=partial(inaugurated))
    assert antenna.opened == partial(opened)


@pytest.mark.django_db
def test_its_partners_report_on_it():
    commune = make_commune()
    make_partner(commune=commune)
    named = [make_partner(), make_partner()]
    assert get_reporting_partners(make_antenna(commune=commune, partners=named)) == named


@pytest.mark.django_db
def test_without_partners_its_commune_reports_on_it():
    commune = make_commune()
    partner = make_partner(commune=commune)
    make_partner(commune=make_commune())
    assert get_reporting_partners(make_antenna(commune=commune)) == [partner]


@pytest.mark.django_db
def test_without_partners_and_with_a_commune_that_is_none_nobody_reports_on_it():
    make_partner()
    assert get_reporting_partners(make_antenna()) == []


@pytest.mark.django_db
def test_a_census_counts_what_is_named_beside_what_a_source_counts():
    make_antenna(operational_since=PartialDate.parse("2021"), closed=PartialDate.parse("2023-06-30"))
    make_antenna(operational_since=PartialDate.parse("2024"))
    make_antenna(mark="planned")
    count = make_antenna_count(counted_on=PartialDate.parse("2023-12"), number=14)
    make_antenna_count(counted_on=PartialDate.parse("2021"), number=10)
    days = [datetime.date(2020, 1, 1), datetime.date(2022, 1, 1), datetime.date(2024, 1, 1), datetime.date(2025, 1, 1)]

    found = [take_census(day) for day in days]

    assert [(census.named, census.operational, census.not_known) for census in found] == [
        (3, 0, 0), (3, 1, 0), (3, 0, 1), (3, 1, 0),
    ]  # fmt: skip
    assert [census.count and census.count.number for census in found] == [None, 10, 14, 14]
    assert found[-1].count == count


@pytest.mark.parametrize(
    ("names", "permanent", "unsaid"),
    [
        (("CPAS (permanences)", "OCMW (zitdagen)"), False, None),
        (("Police, sans permanence d'agents", "Politie, zonder zitdagen"), False, None),
        (("Guichet permanent", "Permanent loket"), True, None),
        (("Irisbox", "Irisbox"), True, True),
        (("Médiation scolaire", "Schoolbemiddeling"), False, False),
        (("Gardiens de la paix", "Gemeenschapswachten"), None, None),
    ],
)
def test_what_the_name_of_a_service_says_is_not_said_again(names, permanent, unsaid):
    service = AntennaService(name_fr=names[0], name_nl=names[1], permanent=permanent)

    assert service.permanence_unsaid is unsaid

"""Antennas: the status at a day follows from the dates, and a mark says what no date can say."""

import datetime
import itertools

import pytest

from document.dates import PartialDate
from lisa.models import Antenna, AntennaService
from lisa.queries import open_antenna_count
from lisa.services import reporting_partners
from tests.builders import make_antenna, make_commune, make_partner

DAY = datetime.date(2024, 6, 15)


def partial(text):
    return text and PartialDate.parse(text)


# operational since, inaugurated on, closed, mark: status on 15 June 2024
STATUSES = [
    (None, None, None, "", "operational"),
    ("2024-06-15", None, None, "", "operational"),
    ("2024-06-16", None, None, "", "planned"),
    ("2024-06", None, None, "", "operational"),
    ("2024", None, None, "", "operational"),
    ("2024-07", None, None, "", "planned"),
    ("2025", None, None, "", "planned"),
    (None, "2023", None, "", "operational"),
    (None, "2025", None, "", "planned"),
    ("2023", "2025", None, "", "operational"),
    ("2025", "2023", None, "", "planned"),
    ("2020", None, "2024-06-14", "", "closed"),
    ("2020", None, "2024-06-15", "", "operational"),
    ("2020", None, "2024-06", "", "operational"),
    ("2020", None, "2024-05", "", "closed"),
    ("2020", None, "2023", "", "closed"),
    (None, None, "2023", "", "closed"),
    (None, None, "2025", "", "operational"),
    (None, None, None, "planned", "planned"),
    (None, None, None, "suspended", "suspended"),
    (None, None, None, "closed", "closed"),
    ("2020", None, None, "planned", "planned"),
    ("2020", None, None, "suspended", "suspended"),
    ("2020", None, None, "closed", "closed"),
    ("2025", None, None, "suspended", "suspended"),
    ("2020", None, "2023", "suspended", "closed"),
    ("2020", None, "2023", "planned", "closed"),
    ("2020", None, "2025", "suspended", "suspended"),
]


@pytest.mark.parametrize(("since", "inaugurated", "closed", "mark", "status"), STATUSES)
def test_the_status_at_a_day(since, inaugurated, closed, mark, status):
    antenna = Antenna(
        operational_since=partial(since), inaugurated_on=partial(inaugurated), closed=partial(closed), mark=mark
    )
    assert antenna.status_on(DAY) == status


def test_every_mix_of_dates_and_marks_has_a_status():
    dates = [None, "2020", "2024-06", "2025-01-31"]
    statuses = {
        Antenna(
            operational_since=partial(since), inaugurated_on=partial(inaugurated), closed=partial(closed), mark=mark
        ).status_on(DAY)
        for since, inaugurated, closed in itertools.product(dates, repeat=3)
        for mark in ["", *Antenna.Mark.values]
    }
    assert statuses == {"planned", "operational", "suspended", "closed"}


def test_the_status_changes_with_the_day():
    antenna = Antenna(operational_since=partial("2020"), closed=partial("2024-06-15"))
    days = [datetime.date(2019, 12, 31), datetime.date(2020, 1, 1), DAY, datetime.date(2024, 6, 16)]
    assert [antenna.status_on(day) for day in days] == ["planned", "operational", "operational", "closed"]


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
    assert reporting_partners(make_antenna(commune=commune, partners=named)) == named


@pytest.mark.django_db
def test_without_partners_its_commune_reports_on_it():
    commune = make_commune()
    partner = make_partner(commune=commune)
    make_partner(commune=make_commune())
    assert reporting_partners(make_antenna(commune=commune)) == [partner]


@pytest.mark.django_db
def test_without_partners_and_with_a_commune_that_is_none_nobody_reports_on_it():
    make_partner()
    assert reporting_partners(make_antenna()) == []


@pytest.mark.django_db
def test_an_antenna_counts_as_open_between_its_opening_and_its_closing():
    make_antenna(operational_since=PartialDate.parse("2021"), closed=PartialDate.parse("2023-06"))
    make_antenna(operational_since=PartialDate.parse("2024"))
    make_antenna(mark="planned")

    assert [open_antenna_count(datetime.date(year, 1, 1)) for year in (2020, 2022, 2023, 2024, 2025)] == [0, 1, 1, 1, 1]


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

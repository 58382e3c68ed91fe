"""The founding dataset, as it is in the repository."""

import pytest

from initiatives.models import ReviewState, Update
from lisa.models import AntennaUpdate
from reporting import dataset
from reporting.dataset.oddities import Kind
from reporting.dataset.schema import TABLES
from reporting.models import LoadedRow
from tests.reporting.dataset.datasets import FOUNDING, load

pytestmark = pytest.mark.django_db

ROWS = {
    "frameworks": 1,
    "volets": 7,
    "recommendations": 16,
    "zones": 6,
    "communes": 19,
    "partners": 35,
    "periods": 3,
    "indicators": 34,
    "themes": 6,
    "initiatives": 162,
    "updates": 349,
    "figures": 73,
    "events": 61,
    "antennas": 11,
    "antenna_services": 44,
    "antenna_updates": 22,
    "antenna_figures": 18,
    "editions": 2,
    "partner_notes": 1,
    "edition_texts": 11,
}


def test_the_founding_dataset_loads_whole_and_once():
    _plan, outcome = load(FOUNDING)
    again = dataset.plan(FOUNDING)
    assert {name: table.model.objects.count() for name, table in TABLES.items()} == ROWS
    assert LoadedRow.objects.count() == sum(ROWS.values())
    assert set(Update.objects.values_list("review_state", flat=True)) == {ReviewState.PUBLISHED}
    assert set(AntennaUpdate.objects.values_list("review_state", flat=True)) == {ReviewState.PUBLISHED}
    assert (outcome.published, outcome.validated, outcome.notices) == (349 + 22, 0, [])
    assert (again.writes_something, [left for table in again.tables for left in table.left]) == (False, [])


def test_its_oddities_are_the_known_ones():
    kinds = [oddity.kind for oddity in dataset.plan(FOUNDING).oddities]
    assert {kind: kinds.count(kind) for kind in Kind} == {
        Kind.FIGURE_WITHOUT_YEAR: 38,
        Kind.EVENT_WITHOUT_DATE: 2,
        Kind.EVENT_OUTSIDE_PERIOD: 3,
        Kind.ENDED_WITHOUT_DATE: 2,
        Kind.SEVERAL_FIGURES: 6,
        Kind.ANTENNA_WITHOUT_DATE: 3,
        Kind.ONE_LANGUAGE: 0,
    }

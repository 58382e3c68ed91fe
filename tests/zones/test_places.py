"""The zone of a commune is a question with a date."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from tests.builders import make_commune, make_zone
from zones.models import PoliceZone

pytestmark = pytest.mark.django_db
LAST_DAY = datetime.date(2027, 12, 31)
FIRST_DAY = datetime.date(2028, 1, 1)


@pytest.fixture
def merger():
    """A commune whose zone is merged into another one on the first of January 2028: (commune, before, after)."""
    after = make_zone(valid_from=FIRST_DAY)
    before = make_zone(valid_to=LAST_DAY, successor=after)
    return make_commune(zones=[before, after]), before, after


@pytest.mark.parametrize("day", [datetime.date(1999, 1, 1), LAST_DAY])
def test_until_its_last_day_the_old_zone_is_the_answer(merger, day):
    commune, before, _ = merger
    assert commune.get_zone_on(day) == before


@pytest.mark.parametrize("day", [FIRST_DAY, datetime.date(2050, 1, 1)])
def test_from_its_first_day_the_new_zone_is_the_answer(merger, day):
    commune, _, after = merger
    assert commune.get_zone_on(day) == after


def test_between_two_zones_there_is_none():
    commune = make_commune(zones=[make_zone(valid_to=LAST_DAY), make_zone(valid_from=datetime.date(2028, 2, 1))])
    assert commune.get_zone_on(datetime.date(2028, 1, 15)) is None


def test_the_old_zone_knows_its_successor_and_the_new_one_its_predecessors(merger):
    _, before, after = merger
    assert (before.successor, list(after.predecessors.all())) == (after, [before])


def test_the_order_of_the_communes_of_a_zone_names_its_own_ones_only():
    zone = make_zone(communes=[make_commune(nis_code="21001"), make_commune(nis_code="21013")])
    make_commune(nis_code="21007")

    zone.communes_order = "21013;21001"
    zone.clean()
    zone.communes_order = "21013;21007;x"
    with translation.override("en"):
        with pytest.raises(ValidationError) as refusal:
            zone.clean()
        told = refusal.value.message_dict

    assert told == {"communes_order": ["21007, x: not a code of a commune of this zone. Its communes: 21001;21013."]}


def test_a_zone_without_communes_has_no_order_of_them():
    with pytest.raises(ValidationError):
        PoliceZone(number="5399", name_fr="Unique", communes_order="21001").clean()

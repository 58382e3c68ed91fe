"""A partial date on a model: one attribute, two columns."""

import datetime

import pytest

from document.dates import PartialDate
from initiatives.models import Initiative
from tests.builders import make_initiative

pytestmark = pytest.mark.django_db
OCTOBER = PartialDate.parse("2023-10")


def test_the_attribute_writes_both_columns():
    initiative = Initiative()
    initiative.started = OCTOBER
    columns = initiative.started_earliest, initiative.started_latest
    assert columns == (datetime.date(2023, 10, 1), datetime.date(2023, 10, 31))


def test_the_attribute_is_a_keyword_like_any_field():
    assert Initiative(started=OCTOBER).started == OCTOBER


def test_none_empties_both_columns():
    initiative = Initiative(started=OCTOBER)
    initiative.started = None
    assert (initiative.started, initiative.started_earliest, initiative.started_latest) == (None, None, None)


@pytest.mark.parametrize("text", ["2023", "2023-10", "2023-10-17"])
def test_what_is_stored_comes_back_as_precise_as_it_was(text):
    pk = make_initiative(started=PartialDate.parse(text)).pk
    assert str(Initiative.objects.get(pk=pk).started) == text


def test_an_unknown_date_comes_back_as_none():
    assert Initiative.objects.get(pk=make_initiative().pk).started is None


def test_queries_use_the_columns():
    year, october, _unknown = [make_initiative(started=date) for date in (PartialDate.parse("2023"), OCTOBER, None)]
    autumn = datetime.date(2023, 9, 1)
    assert list(Initiative.objects.filter(started_earliest__gte=autumn)) == [october]
    assert set(Initiative.objects.filter(started_latest__gte=autumn)) == {october, year}

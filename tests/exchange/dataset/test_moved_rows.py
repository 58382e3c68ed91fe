"""What the Coordination moved stays where it was put when the dataset is loaded again, and the summary says so."""

import pytest

from exchange import dataset
from exchange.dataset.planning import Reason
from exchange.dataset.summary import describe_plan
from initiatives.models import Initiative, Theme
from initiatives.ordering import move_before, set_theme
from tests import builders
from tests.exchange.dataset.datasets import load, small

pytestmark = pytest.mark.django_db


@pytest.fixture
def loaded(tmp_path):
    """The directory of a dataset of four initiatives, which has been loaded."""
    data = small()
    for key in ("second", "third", "fourth"):
        data.append("initiatives", key=key)
    load(data.write(tmp_path))
    return tmp_path


def order():
    return list(Initiative.objects.order_by("position", "pk").values_list("key", flat=True))


def test_a_moved_initiative_stays_where_it_was_put(loaded):
    coordinator = builders.make_user(role=builders.COORDINATION)
    third, first = (Initiative.objects.get(key=key) for key in ("third", "cadets"))
    move_before([third], first, by=coordinator)
    assert order() == ["third", "cadets", "second", "fourth"]

    plan = dataset.plan(loaded)
    left = {(table.table.name, one.key, one.columns) for table in plan.tables for one in table.list_left(Reason.EDITED)}
    lines = list(describe_plan(plan))
    load(loaded)

    assert left == {("initiatives", "third", ("position",))}
    assert "  initiatives third: order of the rows" in lines
    assert order() == ["third", "cadets", "second", "fourth"]


def test_a_theme_that_was_set_here_stays_too(loaded):
    coordinator = builders.make_user(role=builders.COORDINATION)
    second = Initiative.objects.get(key="second")
    set_theme(second, Theme.objects.get(key="lisa"), by=coordinator)
    plan, _outcome = load(loaded)
    left = [(one.key, one.columns) for table in plan.tables for one in table.list_left(Reason.EDITED)]
    assert left == [("second", ("theme",))]
    assert Initiative.objects.get(key="second").theme.key == "lisa"


def test_overwriting_brings_the_order_of_the_dataset_back(loaded):
    coordinator = builders.make_user(role=builders.COORDINATION)
    fourth, second = (Initiative.objects.get(key=key) for key in ("fourth", "second"))
    move_before([fourth], second, by=coordinator)
    assert order() == ["cadets", "fourth", "second", "third"]
    load(loaded, overwrite=True)
    assert order() == ["cadets", "second", "third", "fourth"]

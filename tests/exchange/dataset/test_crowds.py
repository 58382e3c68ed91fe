"""A dataset holds no more rows under a text or an antenna than a form takes."""

import pytest

from exchange.dataset import rules
from tests.exchange.dataset.datasets import problems, small

pytestmark = pytest.mark.django_db


def test_the_first_row_that_is_one_too_many_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(rules.CROWDS, "events", (("initiative", "period"), 3))
    dataset = small()
    for number in range(4):
        dataset.append("events", title_fr=f"Fête {number}", title_nl=f"Feest {number}")

    (problem,) = problems(dataset.write(tmp_path))

    assert "events.csv" in problem
    assert "at most 3 rows for" in problem

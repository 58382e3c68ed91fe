import pytest

from exchange import dataset
from exchange.dataset.oddities import OddityKind, describe_oddities
from tests.exchange.dataset.datasets import small

pytestmark = pytest.mark.django_db


def oddities(directory):
    return [(oddity.kind, str(oddity)) for oddity in dataset.plan(directory).oddities]


@pytest.mark.parametrize(
    ("table", "cells", "kind", "line"),
    [
        ("figures", {"year": ""}, OddityKind.FIGURE_WITHOUT_YEAR, "figures.csv, row 2: cadets/2023-2024/1"),
        ("events", {"date": ""}, OddityKind.EVENT_WITHOUT_DATE, "events.csv, row 2: cadets/2023-2024/1"),
        ("events", {"date": "2025-01"}, OddityKind.EVENT_OUTSIDE_PERIOD, "events.csv, row 2: cadets/2023-2024/1"),
        ("events", {"date": "2023-08"}, OddityKind.EVENT_OUTSIDE_PERIOD, "events.csv, row 2: cadets/2023-2024/1"),
        ("antennas", {"operational": ""}, OddityKind.ANTENNA_WITHOUT_DATE, "antennas.csv, row 2: broeck"),
        ("updates", {"body_nl": ""}, OddityKind.ONE_LANGUAGE, "updates.csv, row 2: cadets/2023-2024, body"),
        ("edition_texts", {"body_nl": ""}, OddityKind.ONE_LANGUAGE, "edition_texts.csv, row 2: update/volet/1/1, body"),
        ("initiatives", {"audience_fr": "Jeunes"}, OddityKind.ONE_LANGUAGE, "initiatives.csv, row 2: cadets, audience"),
    ],
)
def test_what_is_odd_is_pointed_out_and_not_refused(tmp_path, table, cells, kind, line):
    assert oddities(small().change(table, **cells).write(tmp_path)) == [(kind, line)]


def test_a_plain_dataset_has_nothing_odd(tmp_path):
    assert oddities(small().write(tmp_path)) == []


def test_a_date_that_may_lie_in_the_period_is_not_odd(tmp_path):
    """The period starts in September 2023."""
    assert oddities(small().change("events", date="2023").write(tmp_path)) == []


def test_an_ended_initiative_should_say_when(tmp_path):
    directory = small().change("updates", status="ended").change("initiatives", ended="").write(tmp_path)
    assert oddities(directory) == [(OddityKind.ENDED_WITHOUT_DATE, "updates.csv, row 2: cadets/2023-2024")]


def test_several_figures_of_one_indicator_count_once(tmp_path):
    figures = small().change("figures", 1, indicator="requests", value="1")
    figures.append("figures", note_fr="dont", note_nl="waarvan")
    assert oddities(figures.write(tmp_path)) == [
        (OddityKind.SEVERAL_FIGURES, "figures.csv, row 2: cadets/2023-2024/requests")
    ]


@pytest.mark.parametrize("kind", OddityKind)
def test_every_kind_is_counted_in_words(kind):
    one, many = describe_oddities(kind, 1), describe_oddities(kind, 2)
    assert (one[:2], many[:2]) == ("1 ", "2 ")

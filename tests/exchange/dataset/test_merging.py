import pytest

from exchange.dataset.merging import Merge, merge_row, place_in_order

DATASET, HERE, BEFORE = "dataset", "here", "before"


@pytest.mark.parametrize(
    ("given", "stored", "remembered", "expected"),
    [
        (DATASET, DATASET, {}, Merge()),
        (DATASET, DATASET, {"a": BEFORE}, Merge()),
        (DATASET, BEFORE, {"a": BEFORE}, Merge(take=("a",))),
        (DATASET, HERE, {"a": BEFORE}, Merge(leave=("a",))),
        (DATASET, HERE, {"a": DATASET}, Merge(leave=("a",))),
        (DATASET, "", {"a": BEFORE}, Merge(leave=("a",))),
        (DATASET, HERE, {}, Merge(leave=("a",))),
        (DATASET, "", {}, Merge(take=("a",))),
        ("", BEFORE, {"a": BEFORE}, Merge(take=("a",))),
    ],
)
def test_a_value_follows_the_dataset_unless_it_was_edited_here(given, stored, remembered, expected):
    assert merge_row({"a": given}, {"a": stored}, remembered) == expected


def test_each_column_is_compared_by_itself():
    merged = merge_row({"a": 2, "b": 2, "c": 2}, {"a": 1, "b": 3, "c": 2}, {"a": 1, "b": 1, "c": 1})
    assert merged == Merge(take=("a",), leave=("b",))


def test_overwriting_takes_everything_that_differs():
    assert merge_row({"a": DATASET, "b": 1}, {"a": HERE, "b": 1}, {"a": BEFORE}, overwrite=True) == Merge(take=("a",))


def test_an_edited_value_never_comes_to_stand_under_another_indicator():
    """At the place of an edited figure the dataset now has another figure: it is left whole."""
    before = {"indicator": "pupils", "value": "5"}
    edited = {"indicator": "pupils", "value": "6"}
    given = {"indicator": "classes", "value": "2"}
    merged = merge_row(given, edited, before, essence=("indicator",))
    assert merged == Merge(leave=("indicator", "value"))


def test_an_unedited_figure_may_become_another():
    before = {"indicator": "pupils", "value": "5"}
    given = {"indicator": "classes", "value": "2"}
    assert merge_row(given, before, before, essence=("indicator",)) == Merge(take=("indicator", "value"))


@pytest.mark.parametrize(
    ("known", "highest", "expected"),
    [
        ([None, None, None], 0, [1, 2, 3]),
        ([1, 2, 3], 3, [1, 2, 3]),
        ([5, 17, 40], 160, [5, 17, 40]),
        ([1, None, 2, 3], 3, [1, 2, 3, 4]),
        ([1, 2, None], 2, [1, 2, 3]),
        ([3, 1, 2], 3, [3, 4, 5]),
        ([None, None], 7, [8, 9]),
    ],
)
def test_rows_keep_the_order_of_the_file_and_their_positions_where_they_can(known, highest, expected):
    assert place_in_order(known, highest) == expected

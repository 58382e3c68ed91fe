"""Problems are summed up: the first ones of each kind, and how many there are of the others."""

from exchange.dataset.problems import SHOWN_IN_ALL, SHOWN_OF_A_KIND, DatasetRefused, Problem


def wrong(row, *, column="status", file="updates.csv", expected="one of: new, continued"):
    return Problem(file, row, column, '"?"', expected)


def test_a_few_are_all_shown_in_the_order_of_files_and_rows():
    refused = DatasetRefused([wrong(3), wrong(2), wrong(9, file="events.csv")])

    assert [(problem.file, problem.row) for problem in refused.problems] == [
        ("events.csv", 9), ("updates.csv", 2), ("updates.csv", 3),
    ]  # fmt: skip
    assert (refused.count, refused.summary) == (3, [])


def test_of_2000_of_one_kind_the_first_are_shown_and_the_others_counted():
    refused = DatasetRefused([*(wrong(row) for row in range(2, 2_002)), wrong(5, column="kind")])

    assert [problem.row for problem in refused.problems if problem.column == "status"] == list(
        range(2, 2 + SHOWN_OF_A_KIND)
    )
    assert [problem.row for problem in refused.problems if problem.column == "kind"] == [5]
    assert refused.count == 2_001
    assert refused.summary == ["updates.csv, column status: 1980 more like this; expected one of: new, continued."]


def test_what_is_quoted_and_counted_makes_no_kind_of_its_own():
    refused = DatasetRefused(
        wrong(row, expected=f'at most 300 characters instead of {row}, after "{row}"') for row in range(400, 440)
    )

    assert (len(refused.problems), refused.count, len(refused.summary)) == (SHOWN_OF_A_KIND, 40, 1)


def test_there_are_bounds_to_the_kinds_too():
    refused = DatasetRefused(wrong(row, column=f"column{row}") for row in range(2_000))

    assert (len(refused.problems), refused.count) == (SHOWN_IN_ALL, 2_000)
    assert refused.summary == [f"{2_000 - SHOWN_IN_ALL} more of other kinds."]

"""The reader of reports finds what runs over to the next page, and nothing else."""

import pytest

from tests.reporting.reports.annual.reading import holds


@pytest.mark.parametrize(
    ("pages", "expected"),
    [
        (["onetwothree", "x"], True),  # on one page
        (["x one two", "three y"], True),  # in the text, with a note below it
        (["onetwo note", "three y"], True),
        (["x onetwo", "y three note"], True),  # in a note that goes on at the foot of the next page
        (["onetwo note", "y three"], False),
        (["x onetwo", "y", "three"], False),
    ],
)
def test_words_are_found_on_a_page_or_where_they_go_on(pages, expected):
    assert holds([page.replace(" ", "") for page in pages], "One two three") is expected

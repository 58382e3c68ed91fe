"""The facts that the sentences refuse to tell."""

import pytest

from document.blocks import make_inlines
from initiatives.wording.continuity import MOST_ENDED, Continuity, Speaker


def test_more_ended_initiatives_than_sentences_can_name_are_refused() -> None:
    ended = tuple(make_inlines(f"Agora {number}") for number in range(MOST_ENDED + 1))

    with pytest.raises(ValueError, match="at most 3"):
        Continuity(Speaker.ZONE, "2022-2023", "2021-2022", 5, ended)


def test_a_period_that_follows_none_is_refused() -> None:
    with pytest.raises(ValueError, match="nothing goes on"):
        Continuity(Speaker.ZONE, "2022-2023", "2021-2022", 0, added=(make_inlines("Second Wave"),))


def test_a_negative_number_of_continued_initiatives_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        Continuity(Speaker.ZONE, "2022-2023", "2021-2022", -1)

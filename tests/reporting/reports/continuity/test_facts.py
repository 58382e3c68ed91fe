"""The facts that the sentences refuse to tell."""

import pytest

from document.blocks import text
from reporting.reports.continuity import MOST_DROPPED, Actor, Continuity


def test_more_initiatives_dropped_than_sentences_can_name_are_refused() -> None:
    dropped = tuple(text(f"Agora {number}") for number in range(MOST_DROPPED + 1))

    with pytest.raises(ValueError, match="at most 3"):
        Continuity(Actor.ZONE, "2022-2023", "2021-2022", 5, dropped)


def test_an_ended_initiative_that_is_not_among_the_dropped_is_refused() -> None:
    with pytest.raises(ValueError, match="one of those that do not go on"):
        Continuity(Actor.ZONE, "2022-2023", "2021-2022", 5, ended=(text("Second Wave"),))


def test_a_negative_number_of_continued_initiatives_is_refused() -> None:
    with pytest.raises(ValueError, match="not negative"):
        Continuity(Actor.ZONE, "2022-2023", "2021-2022", -1)

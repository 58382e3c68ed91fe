"""The sentences of a period of which no continuity is told: nothing reported, or a list that follows."""

import pytest

from document.blocks import extract_text
from initiatives.wording.continuity import Actor, ReportLanguage, list_introduction, nothing_reported


@pytest.mark.parametrize(
    ("actor", "language", "expected"),
    [
        (Actor.ZONE, "fr", "Pour la période 2023-2024, la zone a indiqué n'avoir rien à signaler."),
        (Actor.REGIONAL, "fr", "Pour la période 2023-2024, l'organisme a indiqué n'avoir rien à signaler."),
        (Actor.ZONE, "nl", "Voor de periode 2023-2024 heeft de zone laten weten dat ze niets te melden heeft."),
        (Actor.CAMPUS, "nl", "Voor de periode 2023-2024 heeft de campus laten weten dat hij niets te melden heeft."),
    ],
)
def test_the_partner_answered_that_it_has_nothing_to_report(
    actor: Actor, language: ReportLanguage, expected: str
) -> None:
    assert extract_text(nothing_reported(actor, "2023-2024", language)) == expected


@pytest.mark.parametrize(
    ("count", "language", "expected"),
    [
        (9, "fr", "Pour la période 2023-2024, la zone a mené les initiatives suivantes."),
        (1, "fr", "Pour la période 2023-2024, la zone a mené l'initiative suivante."),
        (9, "nl", "In de periode 2023-2024 heeft de zone de volgende initiatieven uitgevoerd."),
        (1, "nl", "In de periode 2023-2024 heeft de zone het volgende initiatief uitgevoerd."),
    ],
)
def test_a_list_of_initiatives_is_introduced(count: int, language: ReportLanguage, expected: str) -> None:
    assert extract_text(list_introduction(Actor.ZONE, "2023-2024", language, count=count)) == expected


@pytest.mark.parametrize(
    ("count", "language", "expected"),
    [
        (2, "fr", "Pour la période 2023-2024, la zone a annoncé les initiatives suivantes."),
        (1, "fr", "Pour la période 2023-2024, la zone a annoncé l'initiative suivante."),
        (2, "nl", "In de periode 2023-2024 heeft de zone de volgende initiatieven aangekondigd."),
        (1, "nl", "In de periode 2023-2024 heeft de zone het volgende initiatief aangekondigd."),
    ],
)
def test_what_is_only_planned_was_announced_and_not_carried_out(
    count: int, language: ReportLanguage, expected: str
) -> None:
    told = list_introduction(Actor.ZONE, "2023-2024", language, count=count, only_planned=True)

    assert extract_text(told) == expected

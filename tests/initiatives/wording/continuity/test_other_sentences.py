"""The sentences of a period of which no continuity is told: nothing reported, or a list that follows."""

import pytest

from document.blocks import extract_text
from initiatives.wording.continuity import ReportLanguage, Speaker, write_list_introduction, write_nothing_reported


@pytest.mark.parametrize(
    ("speaker", "language", "expected"),
    [
        (Speaker.ZONE, "fr", "Pour la période 2023-2024, la zone a indiqué n'avoir rien à signaler."),
        (Speaker.REGIONAL, "fr", "Pour la période 2023-2024, l'organisme a indiqué n'avoir rien à signaler."),
        (Speaker.ZONE, "nl", "Voor de periode 2023-2024 heeft de zone laten weten dat ze niets te melden heeft."),
        (Speaker.CAMPUS, "nl", "Voor de periode 2023-2024 heeft de campus laten weten dat hij niets te melden heeft."),
    ],
)
def test_the_partner_answered_that_it_has_nothing_to_report(
    speaker: Speaker, language: ReportLanguage, expected: str
) -> None:
    assert extract_text(write_nothing_reported(speaker, "2023-2024", language)) == expected


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
    assert extract_text(write_list_introduction(Speaker.ZONE, "2023-2024", language, count=count)) == expected


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
    told = write_list_introduction(Speaker.ZONE, "2023-2024", language, count=count, only_planned=True)

    assert extract_text(told) == expected

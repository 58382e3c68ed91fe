"""How the sentences cite a title: its punctuation, its own quotation marks, its language and its mark-up."""

import pytest

from document.blocks import Emphasis, Footnote, Foreign, Inlines, Link, Strong, Text, extract_text, make_inlines
from initiatives.wording.continuity import Continuity, ReportLanguage, Speaker, write_paragraph


def exception(title: Inlines, language: ReportLanguage) -> Inlines:
    """The paragraph of a zone that continued everything but one initiative that ended."""
    return write_paragraph(Continuity(Speaker.ZONE, "2022-2023", "2021-2022", 5, ended=(title,)), language)


OPENING_FR = (
    "Pour la période 2022-2023, la zone a poursuivi l'ensemble des initiatives de la période 2021-2022, à l'exception "
)
ENDING: dict[ReportLanguage, str] = {"fr": ", qui a pris fin", "nl": ""}
OPENING_NL = (
    "In de periode 2022-2023 heeft de zone alle initiatieven uit de periode 2021-2022 voortgezet, "
    "behalve één, dat beëindigd is: "
)


@pytest.mark.parametrize(
    ("typed", "cited"),
    [
        ("Opération cartable", "d'« Opération cartable »"),
        ("Harcèlement de rue", "de « Harcèlement de rue »"),
        ("Les Maux bleus", "de « Les Maux bleus »"),
        ("1 jour sans", "de « 1 jour sans »"),
        ("EMUT", "d'« EMUT »"),
        ("veloflic", "de « veloflic »"),
        ("LISA Centre historique, Peterbos et Cureghem", "de « LISA Centre historique, Peterbos et Cureghem »"),
        ("Projets scolaires : parrainage", "de « Projets scolaires : parrainage »"),
        ("Et si on se présentait ?", "d'« Et si on se présentait ? »"),
        ("Stop !", "de « Stop ! »"),
        ("Médiation, etc.", "de « Médiation, etc. »"),
    ],
)
def test_a_french_title_stands_between_guillemets_as_it_was_typed(typed: str, cited: str) -> None:
    assert extract_text(exception(make_inlines(typed), "fr")) == f"{OPENING_FR}{cited}, qui a pris fin."


@pytest.mark.parametrize(
    ("typed", "cited"),
    [
        ("Operatie Boekentas", "“Operatie Boekentas”"),
        ("'t Pleintje", "“'t Pleintje”"),
        ("Team Herscham: hulp aan dakloze personen", "“Team Herscham: hulp aan dakloze personen”"),
        ("Veilig?", "“Veilig?”"),
    ],
)
def test_a_dutch_title_stands_between_quotation_marks_as_it_was_typed(typed: str, cited: str) -> None:
    assert extract_text(exception(make_inlines(typed), "nl")) == f"{OPENING_NL}{cited}."


@pytest.mark.parametrize(
    ("language", "typed", "cited"),
    [
        ("fr", "« Tournée Sécurité »", "« Tournée Sécurité »"),
        ("fr", '"Tournée Sécurité"', '"Tournée Sécurité"'),
        ("nl", "“Veiligheidsronde”", "“Veiligheidsronde”"),
    ],
)
def test_a_title_that_is_one_quotation_gets_no_marks_around_its_own(
    language: ReportLanguage, typed: str, cited: str
) -> None:
    opening = f"{OPENING_FR}de " if language == "fr" else OPENING_NL
    assert extract_text(exception(make_inlines(typed), language)) == f"{opening}{cited}{ENDING[language]}."


@pytest.mark.parametrize(
    ("language", "typed", "cited"),
    [
        ("fr", "Journée « Place aux enfants »", "de « Journée “Place aux enfants” »"),
        ("fr", 'Journée "Place aux enfants"', "de « Journée “Place aux enfants” »"),
        ("fr", "« In de kijker » et « Zoom sur »", "d'« “In de kijker” et “Zoom sur” »"),
        ("nl", "Dag “Place aux enfants”", "“Dag ‘Place aux enfants’”"),
        ("nl", "Dag « Place aux enfants »", "“Dag ‘Place aux enfants’”"),
        ("nl", 'Dag "Place aux enfants"', "“Dag ‘Place aux enfants’”"),
        ("nl", "“Veiligheidsronde” (Tournée Sécurité)", "“‘Veiligheidsronde’ (Tournée Sécurité)”"),
    ],
)
def test_a_quotation_inside_a_title_takes_the_marks_of_a_second_level(
    language: ReportLanguage, typed: str, cited: str
) -> None:
    opening = OPENING_FR if language == "fr" else OPENING_NL
    assert extract_text(exception(make_inlines(typed), language)) == f"{opening}{cited}{ENDING[language]}."


def test_a_title_of_the_other_language_keeps_its_language_inside_the_marks_of_the_sentence() -> None:
    title = (Foreign(make_inlines("Hond voor emotionele steun"), "nl"),)

    assert exception(title, "fr") == (Text(f"{OPENING_FR}de « "), *title, Text(" », qui a pris fin."))


def test_a_title_of_the_other_language_keeps_its_own_quotation_marks() -> None:
    dutch = (Foreign(make_inlines("Dag “Place aux enfants”"), "nl"),)
    french = (Foreign(make_inlines("Journée « Place aux enfants »"), "fr"),)

    assert exception(dutch, "fr") == (Text(f"{OPENING_FR}de « "), *dutch, Text(" », qui a pris fin."))
    assert exception(french, "nl") == (Text(f"{OPENING_NL}“"), *french, Text("”."))


def test_an_english_title_in_a_dutch_sentence_yields_its_marks_to_those_of_the_sentence() -> None:
    title = (Foreign(make_inlines('The "Second Wave" talks'), "en"),)

    assert exception(title, "nl") == (
        Text(f"{OPENING_NL}“"),
        Foreign(make_inlines("The ‘Second Wave’ talks"), "en"),
        Text("”."),
    )


def test_the_mark_up_of_a_title_is_kept() -> None:
    title = (
        Link(
            (Strong(make_inlines("Team «Herscham»")), Text(" : "), Emphasis(make_inlines("aide"))),
            "#initiative-herscham",
        ),
        Footnote(make_inlines("Dite « Herscham ».")),
    )

    assert exception(title, "fr") == (
        Text(f"{OPENING_FR}de « "),
        Link(
            (Strong(make_inlines("Team “Herscham”")), Text(" : "), Emphasis(make_inlines("aide"))),
            "#initiative-herscham",
        ),
        Footnote(make_inlines("Dite « Herscham ».")),
        Text(" », qui a pris fin."),
    )


def test_plain_titles_and_the_words_around_them_are_one_piece_of_text() -> None:
    assert exception(make_inlines("Second Wave"), "fr") == (Text(f"{OPENING_FR}de « Second Wave », qui a pris fin."),)

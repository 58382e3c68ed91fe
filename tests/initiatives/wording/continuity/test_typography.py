"""The paragraph as it is printed, after the typography of its language."""

import datetime

from document.blocks import Document, Foreign, Heading, Paragraph, Section, Text, extract_text, make_inlines
from document.typography import typeset, typeset_document
from initiatives.wording.continuity import Continuity, Speaker, write_paragraph

FACTS = {
    "ended": (make_inlines("Et si on se présentait ?"), make_inlines("Journée « Place aux enfants »")),
    "added": (make_inlines("CYPA - Prévention"), make_inlines("« Tournée Sécurité »")),
}


def test_french_has_guillemets_with_narrow_spaces_and_periods_with_en_dashes() -> None:
    paragraph = write_paragraph(Continuity(Speaker.NON_PROFIT, "2022-2023", "2021-2022", 5, **FACTS), "fr")

    assert typeset(extract_text(paragraph), "fr") == (
        "Pour la période 2022–2023, l’association a poursuivi l’ensemble des initiatives de la période 2021–2022, "
        "à l’exception d’«\u202fEt si on se présentait\u202f?\u202f» et "
        "de «\u202fJournée “Place aux enfants”\u202f», qui ont pris fin. "
        "Elle y a ajouté deux initiatives\u00a0: «\u202fCYPA – Prévention\u202f» et «\u202fTournée Sécurité\u202f»."
    )


def test_dutch_has_double_quotation_marks_and_single_ones_inside() -> None:
    paragraph = write_paragraph(Continuity(Speaker.ZONE, "2022-2023", "2021-2022", 5, **FACTS), "nl")

    assert typeset(extract_text(paragraph), "nl") == (
        "In de periode 2022–2023 heeft de zone alle initiatieven uit de periode 2021–2022 voortgezet, "
        "behalve twee, die beëindigd zijn: “Et si on se présentait ?” en “Journée ‘Place aux enfants’”. "
        "Ze voegde er twee initiatieven aan toe: “CYPA – Prévention” en “Tournée Sécurité”."
    )


def test_the_words_around_a_title_of_the_other_language_are_typeset_as_elsewhere() -> None:
    title = (Foreign(make_inlines("Hond voor emotionele steun"), "nl"),)
    paragraph = Paragraph(write_paragraph(Continuity(Speaker.ZONE, "2022-2023", "2021-2022", 5, ended=(title,)), "fr"))

    before, foreign, after = printed(paragraph).content

    assert extract_text((before,)).endswith("à l’exception de «\u202f")
    assert isinstance(foreign, Foreign)
    assert after == Text("\u202f», qui a pris fin.")


def printed(paragraph: Paragraph) -> Paragraph:
    section = Section(Heading(make_inlines("Annexe"), "annex"), (paragraph,))
    document = Document("", "", "fr", "", datetime.date(2025, 1, 1), "", (section,))
    block = typeset_document(document).sections[0].blocks[0]
    assert isinstance(block, Paragraph)
    return block

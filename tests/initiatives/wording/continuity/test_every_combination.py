"""What holds for the paragraph whatever the facts."""

import re
from itertools import product

import pytest

from document.blocks import extract_text, make_inlines
from initiatives.wording.continuity import Continuity, ReportLanguage, Speaker, write_paragraph

TITLES = tuple(
    make_inlines(title)
    for title in (
        "Opération cartable",
        "Et si on se présentait ?",
        "Un commissariat, trois communes et une fête",
        "Hotspots : plan d'été",
        "« Tournée Sécurité »",
        "1 jour sans",
        "Les Maux bleus",
        "Yoga",
    )
)

OPENINGS: dict[ReportLanguage, tuple[str, ...]] = {
    "fr": ("Pour la période 2022-2023, ",),
    "nl": ("In de periode 2022-2023 heeft ", "In de periode 2022-2023 liep"),
}
NEVER = re.compile(
    r"  | [.,]|[.?!,:][.?!,:]|None|\(\)|ci-d|hier(?:onder|boven)"
    r"|n'a |repris|mis fin|niet voortgezet|geen |hern(?:am|omen)"
)
ELISION_MISSED = re.compile(r"\b(?:de|que|la|le|ne|se|je) (?:[«“] ?)?[AEIOUYaeiouàéèêîôh]\w*")


def continuities(speaker: Speaker) -> list[Continuity]:
    return [
        Continuity(
            speaker,
            "2022-2023",
            "2021-2022",
            continued,
            ended=TITLES[:ended],
            added=TITLES[3 : 3 + added],
            carried=TITLES[6 : 6 + carried],
        )
        for continued, ended, added, carried in product((0, 1, 2, 5), range(4), range(4), range(3))
        if continued or ended
    ]


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize("speaker", Speaker)
def test_every_combination_makes_a_clean_paragraph_that_names_its_periods(
    speaker: Speaker, language: ReportLanguage
) -> None:
    for continuity in continuities(speaker):
        paragraph = extract_text(write_paragraph(continuity, language))

        assert re.search(r"[^.?!]\.\Z", paragraph), paragraph
        assert not NEVER.search(paragraph), paragraph
        assert paragraph.startswith(OPENINGS[language]), paragraph
        assert paragraph.count("2021-2022") == 1, paragraph


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_every_title_is_named_once(language: ReportLanguage) -> None:
    for continuity in continuities(Speaker.ZONE):
        paragraph = extract_text(write_paragraph(continuity, language))

        for title in (*continuity.ended, *continuity.added, *continuity.carried):
            assert paragraph.count(extract_text(title)) == 1, paragraph


def test_no_elision_is_missed_in_french() -> None:
    for speaker in Speaker:
        for continuity in continuities(speaker):
            assert ELISION_MISSED.findall(extract_text(write_paragraph(continuity, "fr"))) == []

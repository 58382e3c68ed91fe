"""The words of the founding report, of the interface and of the guides: those that an administration of Brussels uses,
one for one thing."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.conf import settings

from cipol.catalogues import LOCALE

FOUNDING = settings.BASE_DIR / "data" / "founding-report"
GUIDES = settings.BASE_DIR / "docs"

INSTEAD = {
    "fr": {
        r"[ée]lus municipaux": "élus communaux",
        r"travailleurs (?:sociaux )?jeunesse": "travailleurs de jeunesse, travailleurs sociaux de la jeunesse",
        r"respect réciproque": "respect mutuel",
        r"\bUCL\b": "UCLouvain",
        r"\bBruno\b": "BruNo",
        r"BRUresponse": "BRU response",
        r"Micro-quartier": "Microquartier",
        r"[Tt]echno-prévention": "technoprévention",
        r"Infor(?:-J|j)eunes": "Infor Jeunes",
    },
    "nl": {
        r"(?i)bijwerking": "actualisering: a bijwerking is a side effect",
        r"(?i)interpellati|staandehouding": "aanspreking of controle: an interpellatie is a question to a minister",
        r"(?i)nabijheidspolitie": "buurtpolitie",
        r"(?i)nabijheidsantenne": "wijkantenne",
        r"(?i)preventiepartnerschap": "buurtinformatienetwerk (BIN)",
        r"(?i)vredeshandhaver|stadswacht": "gemeenschapswacht",
        r"(?i)debatduel": "woordduel",
        r"(?i)wijkhui": "buurthuis",
        r"\bVIF\b": "intrafamiliaal geweld (IFG)",
        r"\bERAP\b": "GSOB",
        r"\bUCL\b": "UCLouvain",
        r"\bBruno\b": "BruNo",
        r"BRUresponse": "BRU response",
        r"Infor(?:-J|j)eunes": "Infor Jeunes",
    },
}


def rows(table: str) -> list[dict[str, str]]:
    with (FOUNDING / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def founding_texts(language: str) -> Iterator[tuple[str, str]]:
    for path in sorted(FOUNDING.glob("*.csv")):
        for number, row in enumerate(rows(path.stem), start=1):
            for column, text in row.items():
                if column.endswith(f"_{language}"):
                    yield f"{path.name}, row {number}, {column}", text


def interface_texts(language: str) -> Iterator[tuple[str, str]]:
    for entry in polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po")):
        for text in (entry.msgstr, *entry.msgstr_plural.values()):
            yield entry.msgid, text


def guide_texts(language: str) -> Iterator[tuple[str, str]]:
    for path in (GUIDES / f"referents.{language}.md", GUIDES / "coordination.md"):
        yield path.name, _part(path, language)


def _part(path: Path, language: str) -> str:
    """What a guide says in a language: the guide of the Coordination has two halves."""
    text = path.read_text(encoding="utf-8")
    french, dutch = text.split("\n## Nederlands\n") if path.name == "coordination.md" else (text, text)
    return french if language == "fr" else dutch


@pytest.mark.parametrize("language", INSTEAD)
@pytest.mark.parametrize("texts", [founding_texts, interface_texts, guide_texts])
def test_a_word_is_the_one_that_the_administration_uses(language: str, texts):
    found = [
        (place, match.group(), right)
        for place, text in texts(language)
        for wrong, right in INSTEAD[language].items()
        for match in re.finditer(wrong, text)
    ]

    assert found == []


def test_the_cover_of_the_update_says_what_it_is_in_both_languages():
    [edition] = [row for row in rows("editions") if row["key"] == "update-2023-2024"]

    assert edition["title_fr"] == "Rapport Citoyens-Police : mise à jour 2023-2024"
    assert edition["title_nl"] == "Verslag Burgers-Politie: actualisering 2023-2024"


def test_the_place_of_an_event_stands_in_both_languages():
    """The column holds both; a name that is the same in both stands once."""
    names = {row["name_fr"]: row["name_nl"] for row in rows("communes")} | {"Bruxelles": "Brussel"}
    places = [row["place"] for row in rows("events") if row["place"]]

    alone = {place for place in places if " / " not in place}
    assert alone == {"Ganshoren", "Koekelberg", "Espace Eugène Moreau"}
    for place in places:
        french, dutch = place.split(" / ")[0], place.split(" / ")[-1]
        assert [name for name in names if name in french and names[name] not in dutch] == []


def test_both_languages_of_the_founding_report_give_the_same_numbers():
    uneven = [
        (path.name, number, column)
        for path in sorted(FOUNDING.glob("*.csv"))
        for number, row in enumerate(rows(path.stem), start=1)
        for column, text in row.items()
        if column.endswith("_fr") and _numbers(text) != _numbers(row[f"{column[:-3]}_nl"])
    ]

    assert uneven == []


def _numbers(text: str) -> list[str]:
    """The numbers of a text, without those of its addresses and without the marks between thousands."""
    without_addresses = re.sub(r"\(https?://[^)]*\)", "", text)
    joined = re.sub(r"(?<=\d)[.\s](?=\d{3}\b)", "", without_addresses)
    return sorted(re.findall(r"\d+", joined))

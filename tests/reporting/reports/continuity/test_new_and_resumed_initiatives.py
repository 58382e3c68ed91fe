"""What is new and what is taken up again after an absence, in French and in Dutch."""

import pytest

from reporting.reports.continuity import ReportLanguage
from tests.reporting.reports.continuity.stories import (
    ANTENNES,
    CADETS,
    CARTABLE,
    DOPE_TALKS,
    QUESTION,
    SECOND_WAVE,
    TOURNEE,
    Initiative,
    Story,
)

ADDED_AND_RESUMED = (
    Story(
        "all go on, one new",
        continued=5,
        added=(CADETS,),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi l'ensemble des initiatives de la période 2021-2022. "
            "Elle y a ajouté une initiative : « Les Cadets de PolBru »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone alle initiatieven uit de periode 2021-2022 voortgezet. "
            "Ze voegde er een initiatief aan toe: “De Cadetten van PolBru”."
        ),
    ),
    Story(
        "all go on, three new",
        continued=5,
        added=(CADETS, ANTENNES, TOURNEE),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi l'ensemble des initiatives de la période 2021-2022. "
            "Elle y a ajouté trois initiatives : « Les Cadets de PolBru », "
            "« LISA Centre historique, Peterbos et Cureghem » et « Tournée Sécurité »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone alle initiatieven uit de periode 2021-2022 voortgezet. "
            "Ze voegde er drie initiatieven aan toe: “De Cadetten van PolBru”, "
            "“LISA Historisch Centrum, Peterbos en Kuregem” en “Veiligheidsronde”."
        ),
    ),
    Story(
        "all go on, two taken up again",
        continued=2,
        resumed=(SECOND_WAVE, QUESTION),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi les deux initiatives de la période 2021-2022. "
            "Elle a également repris deux initiatives plus anciennes : « Second Wave » et "
            "« Et si on se présentait ? »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone de twee initiatieven uit de periode 2021-2022 voortgezet. "
            "Ze hernam ook twee oudere initiatieven: “Second Wave” en “Et si on se présentait ?”."
        ),
    ),
    Story(
        "all but one go on, two new, one taken up again",
        continued=5,
        dropped=(SECOND_WAVE,),
        added=(CADETS, DOPE_TALKS),
        resumed=(CARTABLE,),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi l'ensemble des initiatives de la période 2021-2022, "
            "à l'exception de « Second Wave ». "
            "Elle y a ajouté deux initiatives : « Les Cadets de PolBru » et « Dope Talks ». "
            "Elle a également repris une initiative plus ancienne : « Opération cartable »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone alle initiatieven uit de periode 2021-2022 voortgezet, "
            "met uitzondering van “Second Wave”. "
            "Ze voegde er twee initiatieven aan toe: “De Cadetten van PolBru” en “Dope Talks”. "
            "Ze hernam ook een ouder initiatief: “Operatie Boekentas”."
        ),
    ),
    Story(
        "only one new",
        added=(CADETS,),
        fr="Pour la période 2022-2023, la zone a lancé une nouvelle initiative : « Les Cadets de PolBru ».",
        nl="In de periode 2022-2023 heeft de zone een nieuw initiatief gestart: “De Cadetten van PolBru”.",
    ),
    Story(
        "only two new",
        added=(CADETS, DOPE_TALKS),
        fr=(
            "Pour la période 2022-2023, la zone a lancé deux nouvelles initiatives : "
            "« Les Cadets de PolBru » et « Dope Talks »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone twee nieuwe initiatieven gestart: "
            "“De Cadetten van PolBru” en “Dope Talks”."
        ),
    ),
    Story(
        "only one taken up again",
        resumed=(CARTABLE,),
        fr="Pour la période 2022-2023, la zone a repris une initiative plus ancienne : « Opération cartable ».",
        nl="In de periode 2022-2023 heeft de zone een ouder initiatief hernomen: “Operatie Boekentas”.",
    ),
    Story(
        "one new and one taken up again, with no previous ones",
        added=(CADETS,),
        resumed=(CARTABLE,),
        fr=(
            "Pour la période 2022-2023, la zone a lancé une nouvelle initiative : « Les Cadets de PolBru ». "
            "Elle a également repris une initiative plus ancienne : « Opération cartable »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone een nieuw initiatief gestart: “De Cadetten van PolBru”. "
            "Ze hernam ook een ouder initiatief: “Operatie Boekentas”."
        ),
    ),
    Story(
        "no initiative, before or now",
        fr="Pour la période 2022-2023, la zone n'a communiqué aucune initiative.",
        nl="Voor de periode 2022-2023 heeft de zone geen initiatieven meegedeeld.",
    ),
)


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize("story", ADDED_AND_RESUMED, ids=lambda story: story.name)
def test_the_paragraph_names_what_is_new_and_what_is_taken_up_again(story: Story, language: ReportLanguage) -> None:
    assert story.told(language) == story.expected(language)


@pytest.mark.parametrize(
    ("count", "fr", "nl"),
    [
        (16, "seize", "zestien"),
        (17, "17", "zeventien"),
        (20, "20", "twintig"),
        (21, "21", "21"),
    ],
)
def test_numbers_are_words_as_far_as_each_language_writes_them_so(count: int, fr: str, nl: str) -> None:
    many = Story("many", "", "", continued=5, added=(Initiative("Agora", "Agora"),) * count)

    assert f" Elle y a ajouté {fr} initiatives : « Agora », « Agora »" in many.told("fr")
    assert f" Ze voegde er {nl} initiatieven aan toe: “Agora”, “Agora”" in many.told("nl")

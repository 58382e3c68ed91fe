"""What is new, and what is carried besides without anybody having called it new, in French and in Dutch."""

import pytest

from initiatives.wording.continuity import ReportLanguage
from tests.initiatives.wording.continuity.stories import (
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

ADDED_AND_CARRIED = (
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
        "all go on, two carried besides",
        continued=2,
        carried=(SECOND_WAVE, QUESTION),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi les deux initiatives de la période 2021-2022. "
            "Elle a également mené deux autres initiatives : « Second Wave » et "
            "« Et si on se présentait ? »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone de twee initiatieven uit de periode 2021-2022 voortgezet. "
            "Ze voerde ook twee andere initiatieven uit: “Second Wave” en “Et si on se présentait ?”."
        ),
    ),
    Story(
        "all but one go on, two new, one carried besides",
        continued=5,
        ended=(SECOND_WAVE,),
        added=(CADETS, DOPE_TALKS),
        carried=(CARTABLE,),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi l'ensemble des initiatives de la période 2021-2022, "
            "à l'exception de « Second Wave », qui a pris fin. "
            "Elle y a ajouté deux initiatives : « Les Cadets de PolBru » et « Dope Talks ». "
            "Elle a également mené une autre initiative : « Opération cartable »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone alle initiatieven uit de periode 2021-2022 voortgezet, "
            "behalve één, dat beëindigd is: “Second Wave”. "
            "Ze voegde er twee initiatieven aan toe: “De Cadetten van PolBru” en “Dope Talks”. "
            "Ze voerde ook een ander initiatief uit: “Operatie Boekentas”."
        ),
    ),
    Story(
        "the only one ended, one new and one carried besides",
        ended=(SECOND_WAVE,),
        added=(CADETS,),
        carried=(CARTABLE,),
        fr=(
            "Pour la période 2022-2023, la zone a vu prendre fin son initiative de la période 2021-2022 : "
            "« Second Wave ». "
            "Elle a lancé une nouvelle initiative : « Les Cadets de PolBru ». "
            "Elle a également mené une autre initiative : « Opération cartable »."
        ),
        nl=(
            "In de periode 2022-2023 liep het initiatief van de zone uit de periode 2021-2022 ten einde: "
            "“Second Wave”. "
            "Ze startte een nieuw initiatief: “De Cadetten van PolBru”. "
            "Ze voerde ook een ander initiatief uit: “Operatie Boekentas”."
        ),
    ),
    Story(
        "half ended, two new",
        continued=1,
        ended=(SECOND_WAVE,),
        added=(CADETS, DOPE_TALKS),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi l'une des deux initiatives de la période 2021-2022. "
            "L'autre a pris fin : « Second Wave ». "
            "Elle a lancé deux nouvelles initiatives : « Les Cadets de PolBru » et « Dope Talks »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone een van de twee initiatieven uit de periode 2021-2022 voortgezet. "
            "Het andere liep ten einde: “Second Wave”. "
            "Ze startte twee nieuwe initiatieven: “De Cadetten van PolBru” en “Dope Talks”."
        ),
    ),
)


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize("story", ADDED_AND_CARRIED, ids=lambda story: story.name)
def test_the_paragraph_names_what_is_new_and_what_is_carried_besides(story: Story, language: ReportLanguage) -> None:
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

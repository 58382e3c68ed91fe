"""What became of the initiatives of the previous period: every case, in French and in Dutch."""

import pytest

from reporting.reports.continuity import ReportLanguage
from tests.reporting.reports.continuity.stories import CADETS, CARTABLE, DOPE_TALKS, QUESTION, SECOND_WAVE, Story

EVERYTHING_GOES_ON = (
    Story(
        "all of many",
        continued=5,
        fr="Pour la période 2022-2023, la zone a poursuivi l'ensemble des initiatives de la période 2021-2022.",
        nl="In de periode 2022-2023 heeft de zone alle initiatieven uit de periode 2021-2022 voortgezet.",
    ),
    Story(
        "both",
        continued=2,
        fr="Pour la période 2022-2023, la zone a poursuivi les deux initiatives de la période 2021-2022.",
        nl="In de periode 2022-2023 heeft de zone de twee initiatieven uit de periode 2021-2022 voortgezet.",
    ),
    Story(
        "the only one",
        continued=1,
        fr="Pour la période 2022-2023, la zone a poursuivi son initiative de la période 2021-2022.",
        nl="In de periode 2022-2023 heeft de zone haar initiatief uit de periode 2021-2022 voortgezet.",
    ),
)

MOST_GO_ON = (
    Story(
        "all but one",
        continued=5,
        dropped=(SECOND_WAVE,),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi l'ensemble des initiatives de la période 2021-2022, "
            "à l'exception de « Second Wave »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone alle initiatieven uit de periode 2021-2022 voortgezet, "
            "met uitzondering van “Second Wave”."
        ),
    ),
    Story(
        "all but two",
        continued=5,
        dropped=(SECOND_WAVE, CARTABLE),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi l'ensemble des initiatives de la période 2021-2022, "
            "à l'exception de « Second Wave » et d'« Opération cartable »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone alle initiatieven uit de periode 2021-2022 voortgezet, "
            "met uitzondering van “Second Wave” en “Operatie Boekentas”."
        ),
    ),
    Story(
        "all but three",
        continued=5,
        dropped=(SECOND_WAVE, CARTABLE, CADETS),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi l'ensemble des initiatives de la période 2021-2022, "
            "à l'exception de « Second Wave », d'« Opération cartable » et de "
            "« Les Cadets de PolBru »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone alle initiatieven uit de periode 2021-2022 voortgezet, "
            "met uitzondering van “Second Wave”, “Operatie Boekentas” en “De Cadetten van PolBru”."
        ),
    ),
    Story(
        "all but one that ended",
        continued=5,
        dropped=(SECOND_WAVE,),
        ended=(SECOND_WAVE,),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi l'ensemble des initiatives de la période 2021-2022, "
            "à l'exception de « Second Wave », qui a pris fin."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone alle initiatieven uit de periode 2021-2022 voortgezet, "
            "behalve één, dat beëindigd is: “Second Wave”."
        ),
    ),
    Story(
        "all but two that ended",
        continued=5,
        dropped=(SECOND_WAVE, CARTABLE),
        ended=(SECOND_WAVE, CARTABLE),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi l'ensemble des initiatives de la période 2021-2022, "
            "à l'exception de « Second Wave » et d'« Opération cartable », qui ont pris fin."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone alle initiatieven uit de periode 2021-2022 voortgezet, "
            "behalve twee, die beëindigd zijn: “Second Wave” en “Operatie Boekentas”."
        ),
    ),
    Story(
        "all but two, one of which ended",
        continued=5,
        dropped=(SECOND_WAVE, CARTABLE),
        ended=(SECOND_WAVE,),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi l'ensemble des initiatives de la période 2021-2022, "
            "à l'exception de « Second Wave » (terminée) et d'« Opération cartable »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone alle initiatieven uit de periode 2021-2022 voortgezet, "
            "met uitzondering van “Second Wave” (beëindigd) en “Operatie Boekentas”."
        ),
    ),
)

HALF_OR_FEWER_GO_ON = (
    Story(
        "one of two",
        continued=1,
        dropped=(CARTABLE,),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi l'une des deux initiatives de la période 2021-2022. "
            "Elle n'a pas poursuivi l'autre : « Opération cartable »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone een van de twee initiatieven uit de periode 2021-2022 voortgezet. "
            "Het andere heeft ze niet voortgezet: “Operatie Boekentas”."
        ),
    ),
    Story(
        "one of two, the other ended",
        continued=1,
        dropped=(CARTABLE,),
        ended=(CARTABLE,),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi l'une des deux initiatives de la période 2021-2022. "
            "Elle a mis fin à l'autre : « Opération cartable »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone een van de twee initiatieven uit de periode 2021-2022 voortgezet. "
            "Het andere heeft ze beëindigd: “Operatie Boekentas”."
        ),
    ),
    Story(
        "two of five, one of the others ended",
        continued=2,
        dropped=(CARTABLE, SECOND_WAVE, CADETS),
        ended=(SECOND_WAVE,),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi deux des cinq initiatives de la période 2021-2022. "
            "Elle n'a pas poursuivi les trois autres : « Opération cartable », « Second Wave » (terminée) et "
            "« Les Cadets de PolBru »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone twee van de vijf initiatieven uit de periode 2021-2022 voortgezet. "
            "De drie andere heeft ze niet voortgezet: “Operatie Boekentas”, “Second Wave” (beëindigd) en "
            "“De Cadetten van PolBru”."
        ),
    ),
    Story(
        "one of four, the others ended, one new and one taken up again",
        continued=1,
        dropped=(CARTABLE, SECOND_WAVE, CADETS),
        ended=(CARTABLE, SECOND_WAVE, CADETS),
        added=(DOPE_TALKS,),
        resumed=(QUESTION,),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi l'une des quatre initiatives de la période 2021-2022. "
            "Elle a mis fin aux trois autres : « Opération cartable », « Second Wave » et « Les Cadets de PolBru ». "
            "Elle en a lancé une nouvelle : « Dope Talks ». "
            "Elle a également repris une initiative plus ancienne : « Et si on se présentait ? »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone een van de vier initiatieven uit de periode 2021-2022 voortgezet. "
            "De drie andere heeft ze beëindigd: “Operatie Boekentas”, “Second Wave” en “De Cadetten van PolBru”. "
            "Ze startte een nieuw initiatief: “Dope Talks”. "
            "Ze hernam ook een ouder initiatief: “Et si on se présentait ?”."
        ),
    ),
)

NOTHING_GOES_ON = (
    Story(
        "the only one does not go on",
        dropped=(CADETS,),
        fr=(
            "Pour la période 2022-2023, la zone n'a pas poursuivi son initiative de la période 2021-2022 : "
            "« Les Cadets de PolBru »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone haar initiatief uit de periode 2021-2022 niet voortgezet: "
            "“De Cadetten van PolBru”."
        ),
    ),
    Story(
        "the only one ended",
        dropped=(CADETS,),
        ended=(CADETS,),
        fr=(
            "Pour la période 2022-2023, la zone a mis fin à son initiative de la période 2021-2022 : "
            "« Les Cadets de PolBru »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone haar initiatief uit de periode 2021-2022 beëindigd: "
            "“De Cadetten van PolBru”."
        ),
    ),
    Story(
        "neither of two",
        dropped=(CADETS, SECOND_WAVE),
        fr=(
            "Pour la période 2022-2023, la zone n'a poursuivi aucune des deux initiatives de la période 2021-2022 : "
            "« Les Cadets de PolBru » et « Second Wave »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone geen van de twee initiatieven uit de periode 2021-2022 voortgezet: "
            "“De Cadetten van PolBru” en “Second Wave”."
        ),
    ),
    Story(
        "neither of two, one of which ended",
        dropped=(CADETS, SECOND_WAVE),
        ended=(SECOND_WAVE,),
        fr=(
            "Pour la période 2022-2023, la zone n'a poursuivi aucune des deux initiatives de la période 2021-2022 : "
            "« Les Cadets de PolBru » et « Second Wave » (terminée)."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone geen van de twee initiatieven uit de periode 2021-2022 voortgezet: "
            "“De Cadetten van PolBru” en “Second Wave” (beëindigd)."
        ),
    ),
    Story(
        "all three ended",
        dropped=(CADETS, SECOND_WAVE, CARTABLE),
        ended=(CADETS, SECOND_WAVE, CARTABLE),
        fr=(
            "Pour la période 2022-2023, la zone a mis fin aux trois initiatives de la période 2021-2022 : "
            "« Les Cadets de PolBru », « Second Wave » et « Opération cartable »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone de drie initiatieven uit de periode 2021-2022 beëindigd: "
            "“De Cadetten van PolBru”, “Second Wave” en “Operatie Boekentas”."
        ),
    ),
    Story(
        "the only one does not go on, a new one takes its place",
        dropped=(CADETS,),
        added=(DOPE_TALKS,),
        fr=(
            "Pour la période 2022-2023, la zone n'a pas poursuivi son initiative de la période 2021-2022 : "
            "« Les Cadets de PolBru ». Elle en a lancé une nouvelle : « Dope Talks »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone haar initiatief uit de periode 2021-2022 niet voortgezet: "
            "“De Cadetten van PolBru”. Ze startte een nieuw initiatief: “Dope Talks”."
        ),
    ),
    Story(
        "neither of two goes on, an older one is taken up again",
        dropped=(CADETS, CARTABLE),
        resumed=(SECOND_WAVE,),
        fr=(
            "Pour la période 2022-2023, la zone n'a poursuivi aucune des deux initiatives de la période 2021-2022 : "
            "« Les Cadets de PolBru » et « Opération cartable ». "
            "Elle a repris une initiative plus ancienne : « Second Wave »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone geen van de twee initiatieven uit de periode 2021-2022 voortgezet: "
            "“De Cadetten van PolBru” en “Operatie Boekentas”. "
            "Ze hernam een ouder initiatief: “Second Wave”."
        ),
    ),
)

STORIES = (*EVERYTHING_GOES_ON, *MOST_GO_ON, *HALF_OR_FEWER_GO_ON, *NOTHING_GOES_ON)


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_the_paragraph_tells_what_goes_on_and_names_what_does_not(story: Story, language: ReportLanguage) -> None:
    assert story.told(language) == story.expected(language)

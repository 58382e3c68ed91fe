"""What became of the initiatives of the previous period: every case, in French and in Dutch."""

import pytest

from initiatives.wording.continuity import ReportLanguage
from tests.initiatives.wording.continuity.stories import CADETS, CARTABLE, QUESTION, SECOND_WAVE, Story

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
        "all but one that ended",
        continued=5,
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
        "all but three that ended",
        continued=5,
        ended=(SECOND_WAVE, CARTABLE, CADETS),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi l'ensemble des initiatives de la période 2021-2022, "
            "à l'exception de « Second Wave », d'« Opération cartable » et de « Les Cadets de PolBru », "
            "qui ont pris fin."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone alle initiatieven uit de periode 2021-2022 voortgezet, "
            "behalve drie, die beëindigd zijn: “Second Wave”, “Operatie Boekentas” en “De Cadetten van PolBru”."
        ),
    ),
)

HALF_OR_FEWER_GO_ON = (
    Story(
        "two of four",
        continued=2,
        ended=(SECOND_WAVE, CARTABLE),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi deux des quatre initiatives de la période 2021-2022. "
            "Les deux autres ont pris fin : « Second Wave » et « Opération cartable »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone twee van de vier initiatieven uit de periode 2021-2022 voortgezet. "
            "De twee andere liepen ten einde: “Second Wave” en “Operatie Boekentas”."
        ),
    ),
    Story(
        "one of two",
        continued=1,
        ended=(QUESTION,),
        fr=(
            "Pour la période 2022-2023, la zone a poursuivi l'une des deux initiatives de la période 2021-2022. "
            "L'autre a pris fin : « Et si on se présentait ? »."
        ),
        nl=(
            "In de periode 2022-2023 heeft de zone een van de twee initiatieven uit de periode 2021-2022 voortgezet. "
            "Het andere liep ten einde: “Et si on se présentait ?”."
        ),
    ),
)

NOTHING_GOES_ON = (
    Story(
        "the only one ended",
        ended=(SECOND_WAVE,),
        fr="Pour la période 2022-2023, la zone a vu prendre fin son initiative de la période 2021-2022 : "
        "« Second Wave ».",
        nl="In de periode 2022-2023 liep het initiatief van de zone uit de periode 2021-2022 ten einde: “Second Wave”.",
    ),
    Story(
        "both ended",
        ended=(SECOND_WAVE, CARTABLE),
        fr="Pour la période 2022-2023, la zone a vu prendre fin les deux initiatives de la période 2021-2022 : "
        "« Second Wave » et « Opération cartable ».",
        nl="In de periode 2022-2023 liepen de twee initiatieven van de zone uit de periode 2021-2022 ten einde: "
        "“Second Wave” en “Operatie Boekentas”.",
    ),
)


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize(
    "story",
    [*EVERYTHING_GOES_ON, *MOST_GO_ON, *HALF_OR_FEWER_GO_ON, *NOTHING_GOES_ON],
    ids=lambda story: story.name,
)
def test_what_became_of_the_previous_initiatives(story: Story, language: ReportLanguage) -> None:
    assert story.told(language) == story.expected(language)

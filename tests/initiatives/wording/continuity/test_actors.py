"""How each kind of partner is spoken of, in French and in Dutch."""

import pytest

from initiatives.wording.continuity import ReportLanguage, Speaker
from tests.initiatives.wording.continuity.stories import CADETS, CARTABLE, SECOND_WAVE, Story

ACTORS = tuple(
    Story(
        f"spoken of as {noun_fr}",
        speaker=speaker,
        continued=1,
        ended=(CARTABLE,),
        added=(CADETS,),
        fr=(
            f"Pour la période 2022-2023, {noun_fr} a poursuivi l'une des deux initiatives de la période 2021-2022. "
            "L'autre a pris fin : « Opération cartable ». "
            f"{pronoun_fr} a lancé une nouvelle initiative : « Les Cadets de PolBru »."
        ),
        nl=(
            f"In de periode 2022-2023 heeft {noun_nl} een van de twee initiatieven uit de periode 2021-2022 "
            "voortgezet. Het andere liep ten einde: “Operatie Boekentas”. "
            f"{pronoun_nl} startte een nieuw initiatief: “De Cadetten van PolBru”."
        ),
    )
    for speaker, noun_fr, pronoun_fr, noun_nl, pronoun_nl in (
        (Speaker.ZONE, "la zone", "Elle", "de zone", "Ze"),
        (Speaker.COMMUNE, "la commune", "Elle", "de gemeente", "Ze"),
        (Speaker.NON_PROFIT, "l'association", "Elle", "de vereniging", "Ze"),
        (Speaker.REGIONAL, "l'organisme", "Il", "de instelling", "Ze"),
        (Speaker.CAMPUS, "le campus", "Il", "de campus", "Hij"),
        (Speaker.FEDERAL_POLICE, "la direction", "Elle", "de directie", "Ze"),
        (Speaker.STANDING_COMMITTEE, "la commission", "Elle", "de commissie", "Ze"),
    )
)

POSSESSIVES = (
    Story(
        "the only one of the campus",
        speaker=Speaker.CAMPUS,
        continued=1,
        fr="Pour la période 2022-2023, le campus a poursuivi son initiative de la période 2021-2022.",
        nl="In de periode 2022-2023 heeft de campus zijn initiatief uit de periode 2021-2022 voortgezet.",
    ),
    Story(
        "the only one of the commune ended",
        speaker=Speaker.COMMUNE,
        ended=(SECOND_WAVE,),
        fr=(
            "Pour la période 2022-2023, la commune a vu prendre fin son initiative de la période 2021-2022 : "
            "« Second Wave »."
        ),
        nl=(
            "In de periode 2022-2023 liep het initiatief van de gemeente uit de periode 2021-2022 ten einde: "
            "“Second Wave”."
        ),
    ),
)


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize("story", [*ACTORS, *POSSESSIVES], ids=lambda story: story.name)
def test_the_partner_has_its_noun_its_pronoun_and_its_possessive(story: Story, language: ReportLanguage) -> None:
    assert story.told(language) == story.expected(language)

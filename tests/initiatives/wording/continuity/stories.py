"""The same facts told in both languages, for the tests of the sentences."""

from __future__ import annotations

from dataclasses import dataclass

from document.blocks import extract_text, make_inlines
from initiatives.wording.continuity import Continuity, ReportLanguage, Speaker, write_paragraph


@dataclass(frozen=True)
class Initiative:
    fr: str
    nl: str


SECOND_WAVE = Initiative("Second Wave", "Second Wave")
CARTABLE = Initiative("Opération cartable", "Operatie Boekentas")
CADETS = Initiative("Les Cadets de PolBru", "De Cadetten van PolBru")
DOPE_TALKS = Initiative("Dope Talks", "Dope Talks")
ANTENNES = Initiative("LISA Centre historique, Peterbos et Cureghem", "LISA Historisch Centrum, Peterbos en Kuregem")
TOURNEE = Initiative("« Tournée Sécurité »", "“Veiligheidsronde”")
QUESTION = Initiative("Et si on se présentait ?", "Et si on se présentait ?")


@dataclass(frozen=True)
class Story:
    """What happened between 2021-2022 and 2022-2023, and the paragraph that tells it in each language."""

    name: str
    fr: str
    nl: str
    continued: int = 0
    ended: tuple[Initiative, ...] = ()
    added: tuple[Initiative, ...] = ()
    carried: tuple[Initiative, ...] = ()
    speaker: Speaker = Speaker.ZONE

    def told(self, language: ReportLanguage) -> str:
        groups = {
            name: tuple(make_inlines(getattr(initiative, language)) for initiative in getattr(self, name))
            for name in ("ended", "added", "carried")
        }
        continuity = Continuity(self.speaker, "2022-2023", "2021-2022", self.continued, **groups)
        return extract_text(write_paragraph(continuity, language))

    def expected(self, language: ReportLanguage) -> str:
        return self.fr if language == "fr" else self.nl

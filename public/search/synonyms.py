"""What has several names here: whoever types one of them finds what is called by another.

A line of the table is one thing, in French, Dutch and English. A name of several words counts where they stand one
after the other; words that say nothing do not part them.
"""

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache

from public.search.analysis import fold, stem, words
from public.search.stopwords import STOP_WORDS

TABLE = """
PLP; RIQ; partenariat local de prévention; réseau d'information de quartier; BIN; buurtinformatienetwerk
LISA; antenne de sécurité; ASI; veiligheidsantenne; wijkantenne
ZP; zone de police; PZ; politiezone; police zone
subside; subvention; financement; subsidie; toelage; financiering; grant; funding
appel à projets; projectoproep; call for projects
SAC; sanction administrative; amende administrative; GAS; administratieve sanctie; administratieve boete
gardien de la paix; gemeenschapswacht; vredeshandhaver; stadswacht; peacekeeper; community warden
agent de quartier; inspecteur de quartier; policier de quartier; wijkagent; wijkinspecteur; neighbourhood officer
police de proximité; community policing; buurtpolitie; wijkpolitie; nabijheidspolitie
éducateur de rue; travailleur social de rue; straathoekwerker; street worker
caméra de surveillance; vidéosurveillance; bewakingscamera; camerabewaking; CCTV
technoprévention; techno-prévention; technopreventie
bodycam; caméra-piéton; caméra corporelle
brigade cycliste; brigade vélo; fietsbrigade
cambriolage; vol dans une habitation; inbraak; burglary
violences intrafamiliales; violences conjugales; VIF; intrafamiliaal geweld; partnergeweld; IFG; domestic violence
ASBL; association sans but lucratif; VZW; vereniging zonder winstoogmerk
CPAS; centre public d'action sociale; OCMW; openbaar centrum voor maatschappelijk welzijn
SIAMU; pompiers; DBDMH; brandweer; firefighters
GT CiPol; groupe de travail citoyens-police; werkgroep burgers-politie
safe.brussels; Bruxelles Prévention & Sécurité; BPS; Brussel Preventie & Veiligheid; BPV
OBPS; observatoire bruxellois pour la prévention; BOPV; Brussels Observatorium voor Preventie
CPPL; commission permanente de la police locale; VCLP; vaste commissie van de lokale politie
DCA; direction de coordination et d'appui; CSD; coördinatie- en steundirectie
PGSP; plan global de sécurité et de prévention; GVPP; globaal veiligheids- en preventieplan
PLPP; plan local de prévention et de proximité; LPBP; lokaal preventie- en buurtplan
plan zonal de sécurité; ZVP; zonaal veiligheidsplan
ERAP; école régionale d'administration publique; GSOB; gewestelijke school voor openbaar bestuur
BPL; Bruxelles Pouvoirs locaux; BPB; Brussel Plaatselijke Besturen
SPRB; service public régional de Bruxelles; GOB; gewestelijke overheidsdienst Brussel
STIB; MIVB
SNCB; NMBS
"""


@dataclass(frozen=True)
class Thing:
    """One line of the table."""

    token: str  # of the entries that name it
    names: tuple  # as they stand in a folded text


THINGS = [
    Thing(f"c_{number}", tuple(fold(name.strip()) for name in line.split(";")))
    for number, line in enumerate(TABLE.strip().splitlines())
]


@lru_cache
def _by_first_stem(language):
    """The first stem of a name, in the language → [(all stems of the name, thing)]."""
    found = defaultdict(list)
    for thing in THINGS:
        for stems in {list_stems(name, language) for name in thing.names}:
            found[stems[0]].append((stems, thing))
    return found


def list_stems(text, language):
    """The stems of the words that say something, in the order of the text."""
    return tuple(stem(word, language) for word in words(text) if word not in STOP_WORDS)


def find_things(stems, language):
    """(thing, the stems by which it is named) for each name that stands among the stems."""
    names = _by_first_stem(language)
    for place, first in enumerate(stems):
        for name, thing in names.get(first, ()):
            if stems[place : place + len(name)] == name:
                yield thing, name

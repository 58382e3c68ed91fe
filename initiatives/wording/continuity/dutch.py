"""The paragraph in Dutch, as it is written in Belgium.

The first sentence opens with the period, the verb before its subject; those after it open with the pronoun,
or with what ended, since nobody said who put an end to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from document.blocks import Inlines
from initiatives.wording.continuity.composition import Sentence, Style, compose, named
from initiatives.wording.continuity.facts import Actor, Continuity, Course

_STYLE = Style("nl", quotes=("“", "”"), inner_quotes=("‘", "’"), conjunction="en")


@dataclass(frozen=True, slots=True)
class _Subject:
    noun: str
    pronoun: str
    possessive: str


_SUBJECTS = {
    Actor.ZONE: _Subject("de zone", "ze", "haar"),
    Actor.COMMUNE: _Subject("de gemeente", "ze", "haar"),
    Actor.NON_PROFIT: _Subject("de vereniging", "ze", "haar"),
    Actor.REGIONAL: _Subject("de instelling", "ze", "haar"),
    Actor.CAMPUS: _Subject("de campus", "hij", "zijn"),
    Actor.FEDERAL_POLICE: _Subject("de directie", "ze", "haar"),
    Actor.STANDING_COMMITTEE: _Subject("de commissie", "ze", "haar"),
}

_NUMBERS = (
    *("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    *("elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig"),
)


def sentences(continuity: Continuity) -> Inlines:
    """The paragraph of `initiatives.wording.continuity.sentences`, in Dutch."""
    return compose((*_previous(continuity), *_added(continuity), *_carried(continuity)), _STYLE)


def nothing_reported(actor: Actor, period: str) -> Inlines:
    """The sentence of `initiatives.wording.continuity.nothing_reported`, in Dutch."""
    subject = _SUBJECTS[actor]
    words = f"heeft {subject.noun} laten weten dat {subject.pronoun} niets te melden heeft"
    return compose((Sentence(f"Voor de periode {period} {words}"),), _STYLE)


def list_introduction(actor: Actor, period: str, *, count: int, only_planned: bool) -> Inlines:
    """The sentence of `initiatives.wording.continuity.list_introduction`, in Dutch."""
    verb = "aangekondigd" if only_planned else "uitgevoerd"
    initiatives = "het volgende initiatief" if count == 1 else "de volgende initiatieven"
    return compose((Sentence(f"In de periode {period} heeft {_SUBJECTS[actor].noun} {initiatives} {verb}"),), _STYLE)


def _opening(continuity: Continuity, rest: str, titles: tuple[Inlines, ...] = ()) -> Sentence:
    noun = _SUBJECTS[continuity.actor].noun
    return Sentence(f"In de periode {continuity.period} heeft {noun} {rest}", named(titles))


def _following(continuity: Continuity, rest: str, titles: tuple[Inlines, ...]) -> Sentence:
    return Sentence(f"{_SUBJECTS[continuity.actor].pronoun.capitalize()} {rest}", named(titles))


def _previous(continuity: Continuity) -> tuple[Sentence, ...]:
    match continuity.course:
        case Course.ALL:
            return (_all(continuity),)
        case Course.MOST:
            return (_all_but(continuity),)
        case Course.HALF_OR_FEWER:
            return (_part(continuity), _others(continuity))
        case Course.NONE:
            return (_none(continuity),)


def _all(continuity: Continuity) -> Sentence:
    match continuity.continued:
        case 1:
            initiatives = f"{_SUBJECTS[continuity.actor].possessive} initiatief"
        case 2:
            initiatives = "de twee initiatieven"
        case _:
            initiatives = "alle initiatieven"
    return _opening(continuity, f"{initiatives} uit de periode {continuity.previous_period} voortgezet")


def _none(continuity: Continuity) -> Sentence:
    noun, number = _SUBJECTS[continuity.actor].noun, len(continuity.ended)
    ended = f"liep het initiatief van {noun}" if number == 1 else f"liepen de {_number(number)} initiatieven van {noun}"
    words = f"In de periode {continuity.period} {ended} uit de periode {continuity.previous_period} ten einde: "
    return Sentence(words, named(continuity.ended))


def _all_but(continuity: Continuity) -> Sentence:
    number = len(continuity.ended)
    exception = "één, dat beëindigd is" if number == 1 else f"{_number(number)}, die beëindigd zijn"
    rest = f"alle initiatieven uit de periode {continuity.previous_period} voortgezet, behalve {exception}: "
    return _opening(continuity, rest, continuity.ended)


def _part(continuity: Continuity) -> Sentence:
    part = f"{_number(continuity.continued)} van de {_number(continuity.previous)} initiatieven"
    return _opening(continuity, f"{part} uit de periode {continuity.previous_period} voortgezet")


def _others(continuity: Continuity) -> Sentence:
    number = len(continuity.ended)
    words = "Het andere liep ten einde" if number == 1 else f"De {_number(number)} andere liepen ten einde"
    return Sentence(f"{words}: ", named(continuity.ended))


def _added(continuity: Continuity) -> Iterator[Sentence]:
    number = len(continuity.added)
    if not number:
        return
    if continuity.mostly_continued:
        initiatives = "initiatief" if number == 1 else "initiatieven"
        yield _following(continuity, f"voegde er {_number(number)} {initiatives} aan toe: ", continuity.added)
    else:
        initiatives = "nieuw initiatief" if number == 1 else "nieuwe initiatieven"
        yield _following(continuity, f"startte {_number(number)} {initiatives}: ", continuity.added)


def _carried(continuity: Continuity) -> Iterator[Sentence]:
    number = len(continuity.carried)
    if number:
        others = "ander initiatief" if number == 1 else "andere initiatieven"
        yield _following(continuity, f"voerde ook {_number(number)} {others} uit: ", continuity.carried)


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)

"""The paragraph in Dutch, as it is written in Belgium.

The first sentence opens with the period, the verb before its subject; those after it open with the pronoun.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from document.blocks import Inlines
from reporting.reports.continuity.composition import Named, Sentence, Style, compose, named
from reporting.reports.continuity.facts import Actor, Continuity, Course

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
    """The paragraph of `reporting.reports.continuity.sentences`, in Dutch."""
    told = (*_previous(continuity), *_added(continuity), *_resumed(continuity))
    return compose(told or (_for(continuity.actor, continuity.period, "geen initiatieven meegedeeld"),), _STYLE)


def nothing_reported(actor: Actor, period: str, *, answered: bool) -> Inlines:
    """The sentence of `reporting.reports.continuity.nothing_reported`, in Dutch."""
    pronoun = _SUBJECTS[actor].pronoun
    rest = f"laten weten dat {pronoun} niets te melden heeft" if answered else "geen informatie meegedeeld"
    return compose((_for(actor, period, rest),), _STYLE)


def list_introduction(actor: Actor, period: str, *, count: int) -> Inlines:
    """The sentence of `reporting.reports.continuity.list_introduction`, in Dutch."""
    initiatives = "het volgende initiatief" if count == 1 else "de volgende initiatieven"
    return compose((Sentence(f"In de periode {period} heeft {_SUBJECTS[actor].noun} {initiatives} genomen"),), _STYLE)


def _for(actor: Actor, period: str, rest: str) -> Sentence:
    return Sentence(f"Voor de periode {period} heeft {_SUBJECTS[actor].noun} {rest}")


def _opening(continuity: Continuity, rest: str, titles: tuple[Named, ...] = ()) -> Sentence:
    noun = _SUBJECTS[continuity.actor].noun
    return Sentence(f"In de periode {continuity.period} heeft {noun} {rest}", titles)


def _following(continuity: Continuity, rest: str, titles: tuple[Named, ...]) -> Sentence:
    return Sentence(f"{_SUBJECTS[continuity.actor].pronoun.capitalize()} {rest}", titles)


def _previous(continuity: Continuity) -> tuple[Sentence, ...]:
    match continuity.course:
        case Course.NO_PREVIOUS:
            return ()
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
    number = _number(len(continuity.dropped))
    if len(continuity.dropped) == 1:
        initiatives = f"{_SUBJECTS[continuity.actor].possessive} initiatief"
        verb = "beëindigd" if continuity.all_dropped_ended else "niet voortgezet"
    elif continuity.all_dropped_ended:
        initiatives, verb = f"de {number} initiatieven", "beëindigd"
    else:
        initiatives, verb = f"geen van de {number} initiatieven", "voortgezet"
    rest = f"{initiatives} uit de periode {continuity.previous_period} {verb}: "
    return _opening(continuity, rest, _dropped(continuity))


def _all_but(continuity: Continuity) -> Sentence:
    if not continuity.all_dropped_ended:
        exception = "met uitzondering van "
    elif len(continuity.dropped) == 1:
        exception = "behalve één, dat beëindigd is: "
    else:
        exception = f"behalve {_number(len(continuity.dropped))}, die beëindigd zijn: "
    rest = f"alle initiatieven uit de periode {continuity.previous_period} voortgezet, {exception}"
    return _opening(continuity, rest, _dropped(continuity))


def _part(continuity: Continuity) -> Sentence:
    part = f"{_number(continuity.continued)} van de {_number(continuity.previous)} initiatieven"
    return _opening(continuity, f"{part} uit de periode {continuity.previous_period} voortgezet")


def _others(continuity: Continuity) -> Sentence:
    others = "Het andere" if len(continuity.dropped) == 1 else f"De {_number(len(continuity.dropped))} andere"
    verb = "beëindigd" if continuity.all_dropped_ended else "niet voortgezet"
    return Sentence(f"{others} heeft {_SUBJECTS[continuity.actor].pronoun} {verb}: ", _dropped(continuity))


def _dropped(continuity: Continuity) -> tuple[Named, ...]:
    """What does not go on; where all of it ended, the verb says so already."""
    if continuity.all_dropped_ended:
        return named(continuity.dropped)
    return tuple(Named(title, "beëindigd" if title in continuity.ended else "") for title in continuity.dropped)


def _added(continuity: Continuity) -> Iterator[Sentence]:
    titles = named(continuity.added)
    if not titles:
        return
    new = f"{_number(len(titles))} " + ("nieuw initiatief" if len(titles) == 1 else "nieuwe initiatieven")
    if continuity.mostly_continued:
        initiatives = f"{_number(len(titles))} " + ("initiatief" if len(titles) == 1 else "initiatieven")
        yield _following(continuity, f"voegde er {initiatives} aan toe: ", titles)
    elif continuity.previous:
        yield _following(continuity, f"startte {new}: ", titles)
    else:
        yield _opening(continuity, f"{new} gestart: ", titles)


def _resumed(continuity: Continuity) -> Iterator[Sentence]:
    titles = named(continuity.resumed)
    if not titles:
        return
    older = f"{_number(len(titles))} " + ("ouder initiatief" if len(titles) == 1 else "oudere initiatieven")
    if continuity.added or continuity.mostly_continued:
        yield _following(continuity, f"hernam ook {older}: ", titles)
    elif continuity.previous:
        yield _following(continuity, f"hernam {older}: ", titles)
    else:
        yield _opening(continuity, f"{older} hernomen: ", titles)


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)

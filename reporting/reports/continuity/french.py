"""The paragraph in French.

Every sentence says something of one subject: "Pour la période ..., la zone" first, "Elle" afterwards. Titles stand
after a colon, or after "de", which is elided but never contracted: an article that opens a title is part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from document.blocks import Foreign, Inlines, plain
from reporting.reports.continuity.composition import Named, Sentence, Style, compose, named
from reporting.reports.continuity.elision import de
from reporting.reports.continuity.facts import Actor, Continuity, Course

_STYLE = Style("fr", quotes=("« ", " »"), inner_quotes=("“", "”"), conjunction="et")


@dataclass(frozen=True, slots=True)
class _Subject:
    noun: str
    pronoun: str


_SUBJECTS = {
    Actor.ZONE: _Subject("la zone", "Elle"),
    Actor.COMMUNE: _Subject("la commune", "Elle"),
    Actor.NON_PROFIT: _Subject("l'association", "Elle"),
    Actor.REGIONAL: _Subject("l'organisme", "Il"),
    Actor.CAMPUS: _Subject("le campus", "Il"),
    Actor.FEDERAL_POLICE: _Subject("la direction", "Elle"),
    Actor.STANDING_COMMITTEE: _Subject("la commission", "Elle"),
}

# Feminine, as "initiative" is.
_NUMBERS = (
    *("zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("onze", "douze", "treize", "quatorze", "quinze", "seize"),
)


def sentences(continuity: Continuity) -> Inlines:
    """The paragraph of `reporting.reports.continuity.sentences`, in French."""
    predicates = (*_previous(continuity), *_added(continuity), *_resumed(continuity))
    return _told(continuity.actor, continuity.period, *predicates or (Sentence("n'a communiqué aucune initiative"),))


def nothing_reported(actor: Actor, period: str, *, answered: bool) -> Inlines:
    """The sentence of `reporting.reports.continuity.nothing_reported`, in French."""
    predicate = "a indiqué n'avoir rien à signaler" if answered else "n'a communiqué aucune information"
    return _told(actor, period, Sentence(predicate))


def list_introduction(actor: Actor, period: str, *, count: int) -> Inlines:
    """The sentence of `reporting.reports.continuity.list_introduction`, in French."""
    initiatives = "l'initiative suivante" if count == 1 else "les initiatives suivantes"
    return _told(actor, period, Sentence(f"a mené {initiatives}"))


def _told(actor: Actor, period: str, first: Sentence, *others: Sentence) -> Inlines:
    subject = _SUBJECTS[actor]
    opening = replace(first, words=f"Pour la période {period}, {subject.noun} {first.words}")
    following = (replace(other, words=f"{subject.pronoun} {other.words}") for other in others)
    return compose((opening, *following), _STYLE)


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
            initiatives = "son initiative"
        case 2:
            initiatives = "les deux initiatives"
        case _:
            initiatives = "l'ensemble des initiatives"
    return Sentence(f"a poursuivi {initiatives} de la période {continuity.previous_period}")


def _none(continuity: Continuity) -> Sentence:
    single = len(continuity.dropped) == 1
    number = _number(len(continuity.dropped))
    if continuity.all_dropped_ended:
        verb = "a mis fin à son initiative" if single else f"a mis fin aux {number} initiatives"
    else:
        verb = "n'a pas poursuivi son initiative" if single else f"n'a poursuivi aucune des {number} initiatives"
    return Sentence(f"{verb} de la période {continuity.previous_period} : ", _dropped(continuity))


def _all_but(continuity: Continuity) -> Sentence:
    ending = ""
    if continuity.all_dropped_ended:
        ending = ", qui a pris fin" if len(continuity.dropped) == 1 else ", qui ont pris fin"
    return Sentence(
        f"a poursuivi l'ensemble des initiatives de la période {continuity.previous_period}, à l'exception ",
        tuple(replace(item, preposition=_of(item.title)) for item in _dropped(continuity)),
        ending,
    )


def _of(title: Inlines) -> str:
    """The preposition before a title; a title in another language is not elided."""
    return "de " if title and isinstance(title[0], Foreign) else de(plain(title))


def _part(continuity: Continuity) -> Sentence:
    part = "l'une" if continuity.continued == 1 else _number(continuity.continued)
    initiatives = f"{_number(continuity.previous)} initiatives de la période {continuity.previous_period}"
    return Sentence(f"a poursuivi {part} des {initiatives}")


def _others(continuity: Continuity) -> Sentence:
    single = len(continuity.dropped) == 1
    others = f"{_number(len(continuity.dropped))} autres"
    if continuity.all_dropped_ended:
        verb = "a mis fin à l'autre" if single else f"a mis fin aux {others}"
    else:
        verb = "n'a pas poursuivi l'autre" if single else f"n'a pas poursuivi les {others}"
    return Sentence(f"{verb} : ", _dropped(continuity))


def _dropped(continuity: Continuity) -> tuple[Named, ...]:
    """What does not go on; where all of it ended, the verb says so already."""
    if continuity.all_dropped_ended:
        return named(continuity.dropped)
    return tuple(Named(title, "terminée" if title in continuity.ended else "") for title in continuity.dropped)


def _added(continuity: Continuity) -> Iterator[Sentence]:
    if not continuity.added:
        return
    number, plural = _number(len(continuity.added)), _plural(continuity.added)
    if continuity.mostly_continued:
        words = f"y a ajouté {number} initiative{plural}"
    elif continuity.previous:
        words = f"en a lancé {number} nouvelle{plural}"
    else:
        words = f"a lancé {number} nouvelle{plural} initiative{plural}"
    yield Sentence(f"{words} : ", named(continuity.added))


def _resumed(continuity: Continuity) -> Iterator[Sentence]:
    if not continuity.resumed:
        return
    number, plural = _number(len(continuity.resumed)), _plural(continuity.resumed)
    also = "également " if continuity.added or continuity.mostly_continued else ""
    yield Sentence(
        f"a {also}repris {number} initiative{plural} plus ancienne{plural} : ",
        named(continuity.resumed),
    )


def _plural(titles: tuple[Inlines, ...]) -> str:
    return "s" if len(titles) > 1 else ""


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)

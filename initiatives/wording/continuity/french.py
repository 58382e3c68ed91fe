"""The paragraph in French.

"Pour la période ..., la zone" is the subject first, "Elle" afterwards; what ended is a subject of its own, since nobody
said who put an end to it. Titles stand after a colon, or after "de", which is elided but never contracted: an article
that opens a title is part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from document.blocks import Foreign, Inlines, extract_text
from initiatives.wording.continuity.composition import Named, Sentence, Style, compose, named
from initiatives.wording.continuity.elision import de
from initiatives.wording.continuity.facts import Actor, Continuity, Course

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
    """The paragraph of `initiatives.wording.continuity.sentences`, in French."""
    first, *others = (*_previous(continuity), *_added(continuity), *_carried(continuity))
    return compose((_opened(continuity.actor, continuity.period, first), *others), _STYLE)


def nothing_reported(actor: Actor, period: str) -> Inlines:
    """The sentence of `initiatives.wording.continuity.nothing_reported`, in French."""
    return compose((_opened(actor, period, Sentence("a indiqué n'avoir rien à signaler")),), _STYLE)


def list_introduction(actor: Actor, period: str, *, count: int, only_planned: bool) -> Inlines:
    """The sentence of `initiatives.wording.continuity.list_introduction`, in French."""
    verb = "a annoncé" if only_planned else "a mené"
    initiatives = "l'initiative suivante" if count == 1 else "les initiatives suivantes"
    return compose((_opened(actor, period, Sentence(f"{verb} {initiatives}")),), _STYLE)


def _opened(actor: Actor, period: str, predicate: Sentence) -> Sentence:
    return replace(predicate, words=f"Pour la période {period}, {_SUBJECTS[actor].noun} {predicate.words}")


def _following(continuity: Continuity, predicate: str, titles: tuple[Inlines, ...]) -> Sentence:
    return Sentence(f"{_SUBJECTS[continuity.actor].pronoun} {predicate}", named(titles))


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
            initiatives = "son initiative"
        case 2:
            initiatives = "les deux initiatives"
        case _:
            initiatives = "l'ensemble des initiatives"
    return Sentence(f"a poursuivi {initiatives} de la période {continuity.previous_period}")


def _none(continuity: Continuity) -> Sentence:
    single = len(continuity.ended) == 1
    initiatives = "son initiative" if single else f"les {_number(len(continuity.ended))} initiatives"
    return Sentence(
        f"a vu prendre fin {initiatives} de la période {continuity.previous_period} : ", named(continuity.ended)
    )


def _all_but(continuity: Continuity) -> Sentence:
    return Sentence(
        f"a poursuivi l'ensemble des initiatives de la période {continuity.previous_period}, à l'exception ",
        tuple(Named(title, preposition=_of(title)) for title in continuity.ended),
        ", qui a pris fin" if len(continuity.ended) == 1 else ", qui ont pris fin",
    )


def _of(title: Inlines) -> str:
    """The preposition before a title; a title in another language is not elided."""
    return "de " if title and isinstance(title[0], Foreign) else de(extract_text(title))


def _part(continuity: Continuity) -> Sentence:
    part = "l'une" if continuity.continued == 1 else _number(continuity.continued)
    initiatives = f"{_number(continuity.previous)} initiatives de la période {continuity.previous_period}"
    return Sentence(f"a poursuivi {part} des {initiatives}")


def _others(continuity: Continuity) -> Sentence:
    number = _number(len(continuity.ended))
    words = "L'autre a pris fin" if len(continuity.ended) == 1 else f"Les {number} autres ont pris fin"
    return Sentence(f"{words} : ", named(continuity.ended))


def _added(continuity: Continuity) -> Iterator[Sentence]:
    if not continuity.added:
        return
    number, plural = _number(len(continuity.added)), _plural(continuity.added)
    if continuity.mostly_continued:
        words = f"y a ajouté {number} initiative{plural}"
    else:
        words = f"a lancé {number} nouvelle{plural} initiative{plural}"
    yield _following(continuity, f"{words} : ", continuity.added)


def _carried(continuity: Continuity) -> Iterator[Sentence]:
    if not continuity.carried:
        return
    number, plural = _number(len(continuity.carried)), _plural(continuity.carried)
    yield _following(continuity, f"a également mené {number} autre{plural} initiative{plural} : ", continuity.carried)


def _plural(titles: tuple[Inlines, ...]) -> str:
    return "s" if len(titles) > 1 else ""


def _number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)

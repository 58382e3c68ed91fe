"""The paragraph in French.

"Pour la période ..., la zone" is the subject first, "Elle" afterwards; what ended is a subject of its own, since nobody
said who put an end to it. Titles stand after a colon, or after "de", which is elided but never contracted: an article
that opens a title is part of it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from document.blocks import Foreign, Inlines, extract_text
from initiatives.wording.continuity.composition import CitedTitle, Sentence, Style, cite_titles, compose_paragraph
from initiatives.wording.continuity.elision import elide_de
from initiatives.wording.continuity.facts import Continuity, Course, Speaker

_STYLE = Style("fr", quotes=("« ", " »"), inner_quotes=("“", "”"), conjunction="et")


@dataclass(frozen=True, slots=True)
class _Subject:
    noun: str
    pronoun: str


_SUBJECTS = {
    Speaker.ZONE: _Subject("la zone", "Elle"),
    Speaker.COMMUNE: _Subject("la commune", "Elle"),
    Speaker.NON_PROFIT: _Subject("l'association", "Elle"),
    Speaker.REGIONAL: _Subject("l'organisme", "Il"),
    Speaker.CAMPUS: _Subject("le campus", "Il"),
    Speaker.FEDERAL_POLICE: _Subject("la direction", "Elle"),
    Speaker.STANDING_COMMITTEE: _Subject("la commission", "Elle"),
}

# Feminine, as "initiative" is.
_NUMBERS = (
    *("zéro", "une", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix"),
    *("onze", "douze", "treize", "quatorze", "quinze", "seize"),
)


def write_paragraph(continuity: Continuity) -> Inlines:
    """The paragraph of `initiatives.wording.continuity.write_paragraph`, in French."""
    first, *others = (*_tell_previous(continuity), *_tell_added(continuity), *_tell_carried(continuity))
    return compose_paragraph((_begin_sentence(continuity.speaker, continuity.period, first), *others), _STYLE)


def write_nothing_reported(speaker: Speaker, period: str) -> Inlines:
    """The sentence of `initiatives.wording.continuity.write_nothing_reported`, in French."""
    return compose_paragraph((_begin_sentence(speaker, period, Sentence("a indiqué n'avoir rien à signaler")),), _STYLE)


def write_list_introduction(speaker: Speaker, period: str, *, count: int, only_planned: bool) -> Inlines:
    """The sentence of `initiatives.wording.continuity.write_list_introduction`, in French."""
    verb = "a annoncé" if only_planned else "a mené"
    initiatives = "l'initiative suivante" if count == 1 else "les initiatives suivantes"
    return compose_paragraph((_begin_sentence(speaker, period, Sentence(f"{verb} {initiatives}")),), _STYLE)


def _begin_sentence(speaker: Speaker, period: str, predicate: Sentence) -> Sentence:
    return replace(predicate, words=f"Pour la période {period}, {_SUBJECTS[speaker].noun} {predicate.words}")


def _continue_sentence(continuity: Continuity, predicate: str, titles: tuple[Inlines, ...]) -> Sentence:
    return Sentence(f"{_SUBJECTS[continuity.speaker].pronoun} {predicate}", cite_titles(titles))


def _tell_previous(continuity: Continuity) -> tuple[Sentence, ...]:
    match continuity.course:
        case Course.ALL:
            return (_tell_all_continued(continuity),)
        case Course.MOST:
            return (_tell_most_continued(continuity),)
        case Course.HALF_OR_FEWER:
            return (_tell_part_continued(continuity), _tell_others_ended(continuity))
        case Course.NONE:
            return (_tell_none_continued(continuity),)


def _tell_all_continued(continuity: Continuity) -> Sentence:
    match continuity.continued:
        case 1:
            initiatives = "son initiative"
        case 2:
            initiatives = "les deux initiatives"
        case _:
            initiatives = "l'ensemble des initiatives"
    return Sentence(f"a poursuivi {initiatives} de la période {continuity.previous_period}")


def _tell_none_continued(continuity: Continuity) -> Sentence:
    single = len(continuity.ended) == 1
    initiatives = "son initiative" if single else f"les {_spell_number(len(continuity.ended))} initiatives"
    return Sentence(
        f"a vu prendre fin {initiatives} de la période {continuity.previous_period} : ", cite_titles(continuity.ended)
    )


def _tell_most_continued(continuity: Continuity) -> Sentence:
    return Sentence(
        f"a poursuivi l'ensemble des initiatives de la période {continuity.previous_period}, à l'exception ",
        tuple(CitedTitle(title, preposition=_get_preposition(title)) for title in continuity.ended),
        ", qui a pris fin" if len(continuity.ended) == 1 else ", qui ont pris fin",
    )


def _get_preposition(title: Inlines) -> str:
    """The preposition before a title; a title in another language is not elided."""
    return "de " if title and isinstance(title[0], Foreign) else elide_de(extract_text(title))


def _tell_part_continued(continuity: Continuity) -> Sentence:
    part = "l'une" if continuity.continued == 1 else _spell_number(continuity.continued)
    initiatives = f"{_spell_number(continuity.previous)} initiatives de la période {continuity.previous_period}"
    return Sentence(f"a poursuivi {part} des {initiatives}")


def _tell_others_ended(continuity: Continuity) -> Sentence:
    number = _spell_number(len(continuity.ended))
    words = "L'autre a pris fin" if len(continuity.ended) == 1 else f"Les {number} autres ont pris fin"
    return Sentence(f"{words} : ", cite_titles(continuity.ended))


def _tell_added(continuity: Continuity) -> Iterator[Sentence]:
    if not continuity.added:
        return
    number, plural = _spell_number(len(continuity.added)), _get_plural_ending(continuity.added)
    if continuity.mostly_continued:
        words = f"y a ajouté {number} initiative{plural}"
    else:
        words = f"a lancé {number} nouvelle{plural} initiative{plural}"
    yield _continue_sentence(continuity, f"{words} : ", continuity.added)


def _tell_carried(continuity: Continuity) -> Iterator[Sentence]:
    if not continuity.carried:
        return
    number, plural = _spell_number(len(continuity.carried)), _get_plural_ending(continuity.carried)
    yield _continue_sentence(
        continuity, f"a également mené {number} autre{plural} initiative{plural} : ", continuity.carried
    )


def _get_plural_ending(titles: tuple[Inlines, ...]) -> str:
    return "s" if len(titles) > 1 else ""


def _spell_number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)

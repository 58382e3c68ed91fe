"""The paragraph in Dutch, as it is written in Belgium.

The first sentence opens with the period, the verb before its subject; those after it open with the pronoun,
or with what ended, since nobody said who put an end to it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from document.blocks import Inlines
from initiatives.wording.continuity.composition import Sentence, Style, cite_titles, compose_paragraph
from initiatives.wording.continuity.facts import Continuity, Course, Speaker

_STYLE = Style("nl", quotes=("“", "”"), inner_quotes=("‘", "’"), conjunction="en")


@dataclass(frozen=True, slots=True)
class _Subject:
    noun: str
    pronoun: str
    possessive: str


_SUBJECTS = {
    Speaker.ZONE: _Subject("de zone", "ze", "haar"),
    Speaker.COMMUNE: _Subject("de gemeente", "ze", "haar"),
    Speaker.NON_PROFIT: _Subject("de vereniging", "ze", "haar"),
    Speaker.REGIONAL: _Subject("de instelling", "ze", "haar"),
    Speaker.CAMPUS: _Subject("de campus", "hij", "zijn"),
    Speaker.FEDERAL_POLICE: _Subject("de directie", "ze", "haar"),
    Speaker.STANDING_COMMITTEE: _Subject("de commissie", "ze", "haar"),
}

_NUMBERS = (
    *("nul", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien"),
    *("elf", "twaalf", "dertien", "veertien", "vijftien", "zestien", "zeventien", "achttien", "negentien", "twintig"),
)


def write_paragraph(continuity: Continuity) -> Inlines:
    """The paragraph of `initiatives.wording.continuity.write_paragraph`, in Dutch."""
    return compose_paragraph(
        (*_tell_previous(continuity), *_tell_added(continuity), *_tell_carried(continuity)), _STYLE
    )


def write_nothing_reported(speaker: Speaker, period: str) -> Inlines:
    """The sentence of `initiatives.wording.continuity.write_nothing_reported`, in Dutch."""
    subject = _SUBJECTS[speaker]
    words = f"heeft {subject.noun} laten weten dat {subject.pronoun} niets te melden heeft"
    return compose_paragraph((Sentence(f"Voor de periode {period} {words}"),), _STYLE)


def write_list_introduction(speaker: Speaker, period: str, *, count: int, only_planned: bool) -> Inlines:
    """The sentence of `initiatives.wording.continuity.write_list_introduction`, in Dutch."""
    verb = "aangekondigd" if only_planned else "uitgevoerd"
    initiatives = "het volgende initiatief" if count == 1 else "de volgende initiatieven"
    return compose_paragraph(
        (Sentence(f"In de periode {period} heeft {_SUBJECTS[speaker].noun} {initiatives} {verb}"),), _STYLE
    )


def _begin_sentence(continuity: Continuity, rest: str, titles: tuple[Inlines, ...] = ()) -> Sentence:
    noun = _SUBJECTS[continuity.speaker].noun
    return Sentence(f"In de periode {continuity.period} heeft {noun} {rest}", cite_titles(titles))


def _continue_sentence(continuity: Continuity, rest: str, titles: tuple[Inlines, ...]) -> Sentence:
    return Sentence(f"{_SUBJECTS[continuity.speaker].pronoun.capitalize()} {rest}", cite_titles(titles))


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
            initiatives = f"{_SUBJECTS[continuity.speaker].possessive} initiatief"
        case 2:
            initiatives = "de twee initiatieven"
        case _:
            initiatives = "alle initiatieven"
    return _begin_sentence(continuity, f"{initiatives} uit de periode {continuity.previous_period} voortgezet")


def _tell_none_continued(continuity: Continuity) -> Sentence:
    noun, number = _SUBJECTS[continuity.speaker].noun, len(continuity.ended)
    ended = (
        f"liep het initiatief van {noun}"
        if number == 1
        else f"liepen de {_spell_number(number)} initiatieven van {noun}"
    )
    words = f"In de periode {continuity.period} {ended} uit de periode {continuity.previous_period} ten einde: "
    return Sentence(words, cite_titles(continuity.ended))


def _tell_most_continued(continuity: Continuity) -> Sentence:
    number = len(continuity.ended)
    exception = "één, dat beëindigd is" if number == 1 else f"{_spell_number(number)}, die beëindigd zijn"
    rest = f"alle initiatieven uit de periode {continuity.previous_period} voortgezet, behalve {exception}: "
    return _begin_sentence(continuity, rest, continuity.ended)


def _tell_part_continued(continuity: Continuity) -> Sentence:
    part = f"{_spell_number(continuity.continued)} van de {_spell_number(continuity.previous)} initiatieven"
    return _begin_sentence(continuity, f"{part} uit de periode {continuity.previous_period} voortgezet")


def _tell_others_ended(continuity: Continuity) -> Sentence:
    number = len(continuity.ended)
    words = "Het andere liep ten einde" if number == 1 else f"De {_spell_number(number)} andere liepen ten einde"
    return Sentence(f"{words}: ", cite_titles(continuity.ended))


def _tell_added(continuity: Continuity) -> Iterator[Sentence]:
    number = len(continuity.added)
    if not number:
        return
    if continuity.mostly_continued:
        initiatives = "initiatief" if number == 1 else "initiatieven"
        yield _continue_sentence(
            continuity, f"voegde er {_spell_number(number)} {initiatives} aan toe: ", continuity.added
        )
    else:
        initiatives = "nieuw initiatief" if number == 1 else "nieuwe initiatieven"
        yield _continue_sentence(continuity, f"startte {_spell_number(number)} {initiatives}: ", continuity.added)


def _tell_carried(continuity: Continuity) -> Iterator[Sentence]:
    number = len(continuity.carried)
    if number:
        others = "ander initiatief" if number == 1 else "andere initiatieven"
        yield _continue_sentence(continuity, f"voerde ook {_spell_number(number)} {others} uit: ", continuity.carried)


def _spell_number(count: int) -> str:
    return _NUMBERS[count] if count < len(_NUMBERS) else str(count)

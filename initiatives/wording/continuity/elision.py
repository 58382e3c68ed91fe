"""The elision of "de" before a title: "de Second Wave", "d'Opération cartable", "de harcèlement", "d'habitants"."""

from __future__ import annotations

import re
import unicodedata

_FIRST_WORD = re.compile(r"[\W_]*([^\W_]+)")

# Words that begin with a vowel sound in writing only.
_NOT_ELIDED = frozenset({"onze", "onzième", "oui", "ouistiti", "ululement", "uhlan"})

# The aspirated h that titles of the field are likely to bring; any other h is mute.
_ASPIRATED = (
    *("hache", "haie", "haine", "hall", "halte", "handicap", "hangar", "hanse", "harcel", "hard", "hasard", "hausse"),
    *("haut", "hero", "heros", "hibou", "hip", "hobby", "hockey", "hollande", "homard", "hongrie", "honte", "horde"),
    *("hors", "hot", "houle", "housse", "huit", "hub", "hunderen", "hurl"),
)


def elide_de(title: str) -> str:
    """The preposition as it stands before the title, with its space: "de " or "d'"."""
    found = _FIRST_WORD.match(title)
    if not found:
        return "de "
    word = _strip_accents(found.group(1).lower())
    if word[0] == "h":
        return "de " if word.startswith(_ASPIRATED) and not word.startswith(("heroi", "hotel", "hote")) else "d'"
    # A "y" before a vowel is a consonant: "de Yoga", but "d'Ypres".
    elided = word[0] in "aeiou" or re.match(r"y[^aeiou]", word)
    return "d'" if elided and word not in _NOT_ELIDED else "de "


def _strip_accents(word: str) -> str:
    return unicodedata.normalize("NFKD", word.replace("œ", "oe").replace("æ", "ae")).encode("ascii", "ignore").decode()

"""What stored text must lose or gain before it is set: control characters, and the places where a long word breaks."""

from __future__ import annotations

import re
from collections.abc import Set
from urllib.parse import quote

REPLACEMENT = "\ufffd"
ZERO_WIDTH_SPACE = "\u200b"

_LINE_ENDS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]")
# Control characters, and the marks that reverse or join what follows: alone they show nothing, left in they
# mix up the line (U+202E) or make a font fail (the joiners of emoji).
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u200d\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f\U000e0000-\U000e01ef]")
_SURROGATES = re.compile("[\ud800-\udfff]")

# An address may break after these marks (after / and - every text does); anything else is cut at a fixed length.
_ADDRESS_MARK = re.compile(r"(?<=\S{6}[._@?&=#])(?=\w{3})")
_UNBROKEN = re.compile(r"[^\s/-]{30,}")
_PIECE = 16
_URL_SAFE = "!#$%&'()*+,/:;=?@[]~"


def clean(text: str) -> str:
    """The text without what cannot stand on a page; line ends become spaces, lone surrogates U+FFFD."""
    return _SURROGATES.sub(REPLACEMENT, _INVISIBLE.sub("", _LINE_ENDS.sub(" ", text)))


def breakable(text: str) -> str:
    """The text with places to break inside addresses and very long words, which no hyphenation knows."""
    return _UNBROKEN.sub(_cut, _ADDRESS_MARK.sub(ZERO_WIDTH_SPACE, text))


def _cut(word: re.Match[str]) -> str:
    pieces = word.group().split(ZERO_WIDTH_SPACE)
    return ZERO_WIDTH_SPACE.join(piece[at : at + _PIECE] for piece in pieces for at in range(0, len(piece), _PIECE))


def address(target: str) -> str:
    """A link target in the ASCII that a PDF asks for."""
    return quote(clean(target).strip(), safe=_URL_SAFE)


def without(text: str, missing: Set[str]) -> str:
    """The text with one U+FFFD for each run of the missing characters."""
    return re.sub(f"[{''.join(map(re.escape, sorted(missing)))}]+", REPLACEMENT, text)

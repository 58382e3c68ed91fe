"""What stored text must lose or gain before it is set: control characters, and the places where a long word breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from urllib.parse import quote

from document.typography import ADDRESS

REPLACEMENT = "\ufffd"

_LINE_ENDS = re.compile("[\t\n\x0b\x0c\r\x85\u2028\u2029]")
# Control characters, and the marks that reverse or join what follows: alone they show nothing, left in they
# mix up the line (U+202E) or make a font fail (the joiners of emoji).
_INVISIBLE = re.compile("[\x00-\x1f\x7f-\x9f\u200d\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f\U000e0000-\U000e01ef]")
_SURROGATES = re.compile("[\ud800-\udfff]")

# The name of a host stands for an address too: "safe.brussels".
_HOST = r"(?<![\w.@-])[a-z][a-z\d-]+(?:\.[a-z\d-]+)*\.[a-z]{2,}(?![\w-])"
_UNBROKEN = r"[^\s/-]{30,}"
_WHOLE = re.compile(f"(?P<address>{ADDRESS.pattern}|{_HOST})|(?P<long>{_UNBROKEN})")
# An address breaks where its next part begins. Never behind a hyphen or a point: there they would be read as those of
# the line, and readers of PDF drop a hyphen when they join lines.
_PART = re.compile(r"(?<=[/@?&=#])(?=\w{2})|(?<=\w{2})(?=[-._]\w{2})")
_PIECE = 16
_URL_SAFE = "!#$%&'()*+,/:;=?@[]~"


def clean_text(text: str) -> str:
    """The text without what cannot stand on a page; line ends become spaces, lone surrogates U+FFFD."""
    return _SURROGATES.sub(REPLACEMENT, _INVISIBLE.sub("", _LINE_ENDS.sub(" ", text)))


def split_text(text: str) -> list[str | tuple[str, ...]]:
    """The text, with the pieces of each address and each very long word, between which alone it breaks."""
    found: list[str | tuple[str, ...]] = []
    end = 0
    for whole in _WHOLE.finditer(text):
        found += [text[end : whole.start()], tuple(_split_word(whole))]
        end = whole.end()
    return [piece for piece in (*found, text[end:]) if piece]


def _split_word(whole: re.Match[str]) -> Iterator[str]:
    """No piece is longer than a narrow cell, whatever the word is."""
    for part in _PART.split(whole.group()) if whole["address"] else (whole.group(),):
        yield from (part[at : at + _PIECE] for at in range(0, len(part), _PIECE))


def encode_address(target: str) -> str:
    """A link target in the ASCII that a PDF asks for."""
    return quote(clean_text(target).strip(), safe=_URL_SAFE)


def replace_missing(text: str, missing: Set[str]) -> str:
    """The text with one U+FFFD for each run of the missing characters."""
    return re.sub(f"[{''.join(map(re.escape, sorted(missing)))}]+", REPLACEMENT, text)

"""The characters of a stored text that no output format takes."""

from __future__ import annotations

import re

# Word writes a line end inside a paragraph as a vertical tab, and a page break as a form feed.
_LINE_ENDS = re.compile("[\x0b\x0c]")
# Control characters other than tab and line ends, halves of surrogate pairs, and the two code points that XML refuses.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def strip_control(source: str) -> str:
    """The text without the characters that no output format takes."""
    return _CONTROL.sub("", _LINE_ENDS.sub("\n", source))

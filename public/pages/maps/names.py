"""The name of a commune in a tile: at most two short lines. The full name is what the link says."""

import re

LONGEST = 10  # letters of a line: what a tile holds on a narrow telephone

_SAINTS = {"Saint": "St", "Sainte": "Ste", "Sint": "St"}


def split_name(name):
    """The name in one line or two: "Schaerbeek", or "Woluwe-" and "St-Lambert". What is still too long is cut."""
    short = "-".join(_SAINTS.get(part, part) for part in name.split("-"))
    if len(short) <= LONGEST:
        return (short,)
    breaks = [found.end() for found in re.finditer(r"(?<!\bSt)(?<!\bSte)[-\s]", short)]
    halves = [(short[:place].strip(), short[place:]) for place in breaks]
    if not halves:
        return (_cut_line(short),)
    first, second = min(halves, key=lambda lines: max(len(line.strip("-")) for line in lines))
    return _cut_line(first), _cut_line(second)


def _cut_line(line):
    """The line, or its beginning with a full stop: "St-Lambrechts-" becomes "St-Lambr.-"."""
    hyphen = "-" if line.endswith("-") else ""
    word = line.removesuffix("-")
    return line if len(word) <= LONGEST else word[: LONGEST - 2].rstrip("-'’ ") + "." + hyphen

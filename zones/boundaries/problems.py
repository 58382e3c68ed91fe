"""The problems of a file of boundaries, each with its place, what was found and what was expected."""

import json
from dataclasses import dataclass

from django.utils.translation import gettext as _

SHOWN_CHARACTERS = 60


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, what was found, what is expected. Both are parts of a sentence."""

    place: str
    found: str
    expected: str

    def __str__(self):
        return _("%(place)s: found %(found)s; expected %(expected)s.") % {
            "place": self.place,
            "found": self.found,
            "expected": self.expected,
        }


class BoundariesRefused(Exception):
    """The file has problems: all of them, in the order of its features. Nothing was written."""

    def __init__(self, *problems):
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


def quote_value(value):
    """A value as the file has it, on one line and not too long."""
    written = json.dumps(value, ensure_ascii=False)
    return f"{written[:SHOWN_CHARACTERS]}…" if len(written) > SHOWN_CHARACTERS else written

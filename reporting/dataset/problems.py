"""What is wrong in a dataset: all of it, each with its place and with what is expected. Then nothing is loaded."""

import unicodedata
from dataclasses import dataclass

from django.utils.translation import gettext as _

SHOWN_CHARACTERS = 60


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: where, what was found, what is expected. Both are parts of a sentence."""

    file: str
    row: int | None
    column: str
    found: str
    expected: str

    def __str__(self):
        return _("%(place)s: found %(found)s; expected %(expected)s.") % {
            "place": place(self.file, self.row, self.column),
            "found": self.found,
            "expected": self.expected,
        }

    @property
    def order(self):
        return (self.file, self.row or 0)


class DatasetRefused(Exception):
    """The dataset has problems: all of them, in the order of files and rows. Nothing was written."""

    def __init__(self, problems):
        self.problems = sorted(problems, key=lambda problem: problem.order)
        super().__init__("\n".join(str(problem) for problem in self.problems))


def place(file, row=None, column=""):
    """Where something stands, for a person: the file, the line on which the record starts, the columns."""
    if row is None:
        return file
    if not column:
        return _("%(file)s, row %(row)d") % {"file": file, "row": row}
    if "," in column:
        return _("%(file)s, row %(row)d, columns %(columns)s") % {"file": file, "row": row, "columns": column}
    return _("%(file)s, row %(row)d, column %(column)s") % {"file": file, "row": row, "column": column}


def quoted(text):
    """The text in quotation marks, on one line and not too long; what cannot be seen is written as its code."""
    if not text.strip(" \t\r\n"):
        return _("an empty cell")
    visible = "".join(_visible(character) for character in text)
    return f'"{visible[:SHOWN_CHARACTERS]}…"' if len(visible) > SHOWN_CHARACTERS else f'"{visible}"'


def _visible(character):
    if character in "\t\r\n":
        return " "
    return f"\\x{ord(character):02x}" if unicodedata.category(character) == "Cc" else character

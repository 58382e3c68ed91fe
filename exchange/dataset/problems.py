"""What is wrong in a dataset: all of it, each with its place and with what is expected. Then nothing is loaded."""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass

from django.utils.translation import gettext as _

SHOWN_CHARACTERS = 60
SHOWN_OF_A_KIND = 20
SHOWN_IN_ALL = 500


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
            "place": describe_place(self.file, self.row, self.column),
            "found": self.found,
            "expected": self.expected,
        }

    @property
    def order(self):
        return (self.file, self.row or 0)

    @property
    def kind(self):
        """What it has in common with others: the columns, and what is expected but for what is quoted and counted."""
        return (self.file, self.column, _PARTICULAR.sub("…", self.expected))


_PARTICULAR = re.compile(r"\d+|\"[^\"]*\"|“[^”]*”")


class Problems:
    """Problems as they are found: the first ones of each kind, and how many there are of the others.

    A file of which every row is wrong is one mistake, made often: the memory that it takes does not grow with it.
    """

    def __init__(self):
        self._shown = []
        self._shown_of = Counter()
        self._more = Counter()

    def __iter__(self):
        """Those that are shown."""
        return iter(self._shown)

    def __len__(self):
        """How many there are, shown or not."""
        return len(self._shown) + sum(self._more.values())

    def append(self, problem):
        kind = problem.kind
        if self._shown_of[kind] < SHOWN_OF_A_KIND and len(self._shown) < SHOWN_IN_ALL:
            self._shown_of[kind] += 1
            self._shown.append(problem)
        else:
            # What nobody shows of is of no kind: kinds are counted as long as there are few of them.
            self._more[kind if self._shown_of[kind] else None] += 1

    def extend(self, problems):
        for problem in problems:
            self.append(problem)
        if isinstance(problems, Problems):
            self._more.update(problems._more)

    def __iadd__(self, problems):
        self.extend(problems)
        return self

    def sort_problems(self):
        """Those that are shown, in the order of files and rows."""
        return sorted(self._shown, key=lambda problem: problem.order)

    def summarize(self):
        """A sentence for each kind of which not all are shown, with how many more there are."""
        for kind in sorted(kind for kind in self._more if kind):
            file, column, expected = kind
            yield _("%(place)s: %(count)d more like this; expected %(expected)s.") % {
                "place": describe_place(file, column=column),
                "count": self._more[kind],
                "expected": expected,
            }
        if self._more[None]:
            yield _("%(count)d more of other kinds.") % {"count": self._more[None]}


class DatasetRefused(Exception):
    """The dataset has problems: the first ones of each kind, in the order of files and rows. Nothing was written."""

    def __init__(self, problems):
        found = Problems()
        found += problems
        self.problems = found.sort_problems()
        self.count = len(found)
        self.summary = list(found.summarize())
        super().__init__("\n".join([*map(str, self.problems), *self.summary]))


def describe_place(file, row=None, column=""):
    """Where something stands, for a person: the file, the line on which the record starts, the columns."""
    if row is None and column:
        return _("%(file)s, column %(column)s") % {"file": file, "column": column}
    if row is None:
        return file
    if not column:
        return _("%(file)s, row %(row)d") % {"file": file, "row": row}
    if "," in column:
        return _("%(file)s, row %(row)d, columns %(columns)s") % {"file": file, "row": row, "columns": column}
    return _("%(file)s, row %(row)d, column %(column)s") % {"file": file, "row": row, "column": column}


def quote_cell(text):
    """The text in quotation marks, on one line and not too long; what cannot be seen is written as its code."""
    if not text.strip(" \t\r\n"):
        return _("an empty cell")
    visible = "".join(_make_visible(character) for character in text)
    return f'"{visible[:SHOWN_CHARACTERS]}…"' if len(visible) > SHOWN_CHARACTERS else f'"{visible}"'


def _make_visible(character):
    if character in "\t\r\n":
        return " "
    return f"\\x{ord(character):02x}" if unicodedata.category(character) == "Cc" else character

"""What a reader asks of the list of initiatives, read from an address and written into one."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.db import models
from django.utils.translation import gettext_lazy as _

from public.models import Facet

PARAMETERS = (*(facet.value for facet in Facet.offered()), "q", "sort", "after")
LONGEST = 100
MOST_VALUES = 20


class Sort(models.TextChoices):
    LATEST = "latest", _("latest period first")
    STARTED = "started", _("most recent start first")
    TITLE = "title", _("by title")


@dataclass(frozen=True)
class Narrowing:
    """The list that is asked for: the choices of each facet, the words, the order, and where the page starts.

    Values of one facet widen each other, facets narrow each other. Whatever cannot be a value is dropped, so that
    every address gives a list.
    """

    chosen: tuple = ()  # of (facet, values), in the order of Facet
    words: str = ""
    sort: str = Sort.LATEST
    after: str = ""

    @classmethod
    def from_address(cls, parameters):
        """Read the parameters of an address, a QueryDict."""
        chosen = []
        for facet in Facet.offered():
            values = dict.fromkeys(filter(None, map(_possible, parameters.getlist(facet))))
            if values:
                chosen.append((facet.value, tuple(values)[:MOST_VALUES]))
        sort = parameters.get("sort", "")
        return cls(
            tuple(chosen),
            _possible(parameters.get("q", "")),
            sort if sort in Sort.values else Sort.LATEST,
            _possible(parameters.get("after", ""), longest=200),
        )

    def values(self, facet):
        return dict(self.chosen).get(facet, ())

    def without(self, facet, value):
        """The same list without one choice, from its first page."""
        kept = [(name, tuple(v for v in values if (name, v) != (facet, value))) for name, values in self.chosen]
        return replace(self, chosen=tuple((name, values) for name, values in kept if values), after="")

    def address(self):
        """The parameters as a query string, always in the same order: one list has one address."""
        pairs = [(facet, value) for facet, values in self.chosen for value in values]
        pairs += [("q", self.words)] if self.words else []
        pairs += [("sort", self.sort)] if self.sort != Sort.LATEST else []
        pairs += [("after", self.after)] if self.after else []
        return f"?{urlencode(pairs, safe='/')}" if pairs else "?"


def _possible(value, longest=LONGEST):
    """The text as far as it can be looked for: without the characters that no database takes; "" where it is none."""
    text = "".join(c for c in value[: longest * 2] if c.isprintable()).strip()
    return text[:longest]

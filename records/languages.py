"""Which language of a record was left behind: not touched while the other one was.

A text whose French was rewritten to six while its Dutch says five is whole, and untrue. Whether both say the same
only a person can tell: who saves what the public sees is asked.
"""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.history.registration import translated_fields
from records.history.restoring import is_published
from records.language_codes import REQUIRED_LANGUAGES


@dataclass(frozen=True)
class LeftBehind:
    """A field of which one language was changed and the other was not."""

    name: str  # what a reader calls the field
    changed: str  # "fr" or "nl"

    @property
    def untouched(self):
        return {"fr": "nl", "nl": "fr"}[self.changed]

    @property
    def sentence(self):
        if self.changed == "fr":
            said = _("%(field)s: the French was changed, the Dutch was not.")
        else:
            said = _("%(field)s: the Dutch was changed, the French was not.")
        return said % {"field": capfirst(self.name)}


def is_on_the_site(record):
    """Whether the public sees this record as it stands; what no review keeps back is seen as soon as it is written."""
    return not hasattr(type(record)._default_manager, "published") or is_published(record)


def left_behind_since(before, now, *shared):
    """The fields of one record that were left behind between two states of it.

    Where it leaves a field open, that of the first of the `shared` records that has it holds.
    """
    found = []
    for name in translated_fields(type(now)):
        others = [record for record in shared if hasattr(record, f"{name}_fr")]
        label = type(now)._meta.get_field(name).verbose_name
        found += compared(label, name, [before, *others], [now, *others])
    return found


def compared(label, name, befores, nows):
    """The field as left behind, where both languages stood and stand, and exactly one of them says something else.

    Of several records the first one that says something counts.
    """
    changed = {}
    for language in REQUIRED_LANGUAGES:
        before, now = (_first(rows, name, language) for rows in (befores, nows))
        if not (before and now):
            return
        changed[language] = before != now
    if changed["fr"] != changed["nl"]:
        yield LeftBehind(label, "fr" if changed["fr"] else "nl")


def words_of(row, name, language):
    """The words of a field, whatever the white space between them."""
    return " ".join((getattr(row, f"{name}_{language}") or "").split())


def _first(rows, name, language):
    return next(filter(None, (words_of(row, name, language) for row in rows)), "")

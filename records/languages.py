"""Which language of a record was left behind: unchanged while the other one was changed.

A text whose French now says six while its Dutch still says five is complete, and wrong. Only a person can tell whether
both say the same: whoever saves what the public sees is asked.
"""

from dataclasses import dataclass

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.history.registration import get_translated_fields
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
    """Whether the public sees this record as it stands; without a review it is seen as soon as it is written."""
    return not hasattr(type(record)._default_manager, "published") or is_published(record)


def find_left_behind(before, now, *shared):
    """The fields of one record that were left behind between two states of it.

    Where it leaves a field open, that of the first of the `shared` records that has it holds.
    """
    found = []
    for name in get_translated_fields(type(now)):
        others = [record for record in shared if hasattr(record, f"{name}_fr")]
        label = type(now)._meta.get_field(name).verbose_name
        found += compare_languages(label, name, [before, *others], [now, *others])
    return found


def compare_languages(label, name, befores, nows):
    """The field as left behind, where both languages stood and stand, and exactly one of them says something else.

    Of several records the first one that says something counts.
    """
    changed = {}
    for language in REQUIRED_LANGUAGES:
        before, now = (_find_first(rows, name, language) for rows in (befores, nows))
        if not (before and now):
            return
        changed[language] = before != now
    if changed["fr"] != changed["nl"]:
        yield LeftBehind(label, "fr" if changed["fr"] else "nl")


def normalize_text(row, name, language):
    """The text of a field with single spaces."""
    return " ".join((getattr(row, f"{name}_{language}") or "").split())


def _find_first(rows, name, language):
    return next(filter(None, (normalize_text(row, name, language) for row in rows)), "")

"""The history of a record for its page: when, who, what kind of change, and each field before and after.

The rows under the record (the figures of an update) and the log of its review stand in the same timeline.
Whether somebody may read it is asked of `records.access.may_see_past` before; names of other records are those that the
reader may know.
"""

from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from django.utils.html import format_html
from django.utils.text import capfirst
from django.utils.translation import pgettext_lazy

from document.differences import PieceKind as Side
from document.differences import compare_texts, is_different, select_side
from records.difference_markup import render_differences
from records.history.registration import LANGUAGES_CONFIRMED, find_models_under, get_history_options
from records.history.values import Names, get_name, list_history_fields, list_linked_keys, read_with_links
from records.models import VersionedModel

PER_PAGE = 20

CREATED, CHANGED, DELETED = (
    pgettext_lazy("history", "Created"),
    pgettext_lazy("history", "Changed"),
    pgettext_lazy("history", "Deleted"),
)
ADDED, REMOVED, MOVED_HERE, MOVED_AWAY, REVIEW = (
    pgettext_lazy("history", "Added"),
    pgettext_lazy("history", "Removed"),
    pgettext_lazy("history", "Moved here"),
    pgettext_lazy("history", "Moved elsewhere"),
    pgettext_lazy("history", "Review"),
)
WHOLE = (CREATED, DELETED, ADDED, REMOVED, MOVED_HERE)
"""The kinds that show what the record held, instead of what became of it."""


@dataclass(frozen=True)
class Change:
    """A field before and after, as markup; of a kind in WHOLE there is `after` only."""

    label: str
    language: str
    before: str
    after: str


@dataclass
class Entry:
    """One change: the rows of the history that it lies between, or a line of the log."""

    at: datetime
    by: object  # a user, or None where a program did it
    kind: str
    row: object = None
    told: list = field(default_factory=list)  # (a told field, its value before, its value after)
    is_under: bool = False
    subject: str = ""  # what stands under the record, by name
    changes: list = field(default_factory=list)
    line: object = None  # of the log of the review
    remarks: list = field(default_factory=list)  # (label, remark) on single fields

    @property
    def is_whole(self):
        return self.kind in WHOLE

    @property
    def is_confirmed(self):
        """Whether somebody confirmed with it that French and Dutch say the same."""
        if self.line:
            return self.line.languages_confirmed
        return self.row.history_change_reason == LANGUAGES_CONFIRMED

    @property
    def view_name(self):
        """The page of the administration on which the state after the change can be read; "" where there is none."""
        model = self.row.instance_type if self.row else None
        if model is None or not issubclass(model, VersionedModel):
            return ""
        return f"admin:{model._meta.app_label}_{model._meta.model_name}_simple_history"


class Timeline:
    """The entries of a record, the latest first, in a number of queries that does not depend on how many there are."""

    def __init__(self, record, user):
        self.record, self.user, self.model = record, user, type(record)

    @cached_property
    def entries(self):
        """Every entry as it was found; those that `page` gives can be shown."""
        found = [*self._read_own(), *self._read_under(), *self._read_log()]
        return sorted(found, key=lambda entry: (entry.at, entry.row.history_id if entry.row else 0), reverse=True)

    def add_names(self, entries):
        """Add the names of other records and the values in words to the entries, for all of them at once."""
        entries = list(entries)
        keys = {key for entry in entries for one, *values in entry.told for raw in values for key in one.list_keys(raw)}
        keys |= {key for entry in entries if entry.is_under for key in list_linked_keys(entry.row.instance)}
        names = Names.read(keys, self.user)
        for entry in entries:
            entry.changes = [_build_change(entry, *one, names) for one in entry.told]
            if entry.is_under:
                instance = entry.row.instance
                entry.subject = f"{capfirst(instance._meta.verbose_name)}: {get_name(instance, names)}"
        return entries

    def list_values(self, row):
        """What the record held as the row kept it: every field that says something."""
        (row,) = _read_rows(self.model, history_id=row.history_id)
        entry = Entry(
            row.history_date, row.history_user, CREATED, row, _list_values(list_history_fields(self.model), row)
        )
        return self.add_names([entry])[0].changes

    # --- What is found ----------------------------------------------------------------------------

    def _read_own(self):
        rows = _read_rows(self.model, id=self.record.pk)
        yield from _build_entries(rows, list_history_fields(self.model), (CREATED, CHANGED, DELETED))

    def _read_under(self):
        """What stands under the record, or did: what moved between two records is told in both."""
        for model, link in find_models_under(self.model):
            here = model.history.filter(**{link: self.record.pk})
            fields = [one for one in list_history_fields(model) if one.name != link]
            by_key = {}
            for row in _read_rows(model, id__in=here.values("id")):
                by_key.setdefault(row.id, []).append(row)
            for rows in by_key.values():
                yield from self._read_moves(rows, fields, f"{link}_id")

    def _read_moves(self, rows, fields, link):
        is_here = False
        stay = []
        for row in rows:
            was_here, is_here = is_here, getattr(row, link) == self.record.pk
            if is_here and not was_here and row.history_type == "~":
                yield Entry(
                    row.history_date, row.history_user, MOVED_HERE, row, _list_values(fields, row), is_under=True
                )
                stay = [row]
            elif is_here:
                yield from _build_entries(
                    [*stay, row], fields, (ADDED, CHANGED, REMOVED), after=len(stay), is_under=True
                )
                stay = [row]
            elif was_here:
                yield Entry(row.history_date, row.history_user, MOVED_AWAY, row, is_under=True)

    def _read_log(self):
        relation = get_history_options(self.model).log
        if not relation:
            return
        labels = self._read_labels()
        lines = self.model._meta.get_field(relation).related_model._default_manager.visible_to(self.user)
        for line in lines.filter(subject=self.record.pk).select_related("by"):
            remarks = [(labels.get(name, name), said) for name, said in line.field_remarks.items()]
            yield Entry(line.at, line.by, REVIEW, line=line, remarks=remarks)

    def _read_labels(self):
        """What a reader calls the fields, and the relations to what stands under the record."""
        under = {
            model._meta.get_field(link).remote_field.related_name: str(model._meta.verbose_name_plural)
            for model, link in find_models_under(self.model)
        }
        return under | {one.name: one.label for one in list_history_fields(self.model)}


def _read_rows(model, **which):
    """The rows of the history in the order in which they were written, with who wrote them and what they link."""
    return read_with_links(model.history.filter(**which).order_by("history_id"))


def _build_entries(rows, fields, kinds, *, after=0, is_under=False):
    """An entry for each row from the one numbered `after` on, except where nobody changed anything."""
    previous = None
    for number, row in enumerate(rows):
        kind = dict(zip("+~-", kinds, strict=True))[row.history_type]
        if row.history_type == "~" and previous is not None:
            found = _compare_rows(fields, previous, row)
        else:
            found = _list_values(fields, row)
        if number >= after and (found or row.history_type != "~"):
            yield Entry(row.history_date, row.history_user, kind, row, found, is_under=is_under)
        previous = row


def _compare_rows(fields, previous, row):
    found = [(one, one.get_raw(previous), one.get_raw(row)) for one in fields]
    return [(one, old, new) for one, old, new in found if old != new and _is_told(one, row)]


def _list_values(fields, row):
    """What the row says; what is empty, or not so, says nothing."""
    found = [(one, None, one.get_raw(row)) for one in fields]
    return [(one, old, new) for one, old, new in found if new not in (None, False) and one.name != "position"]


def _is_told(one, row):
    """Whether a change is shown: that of a position only where a person made it."""
    return one.name != "position" or row.history_user_id is not None


def _build_change(entry, one, old, new, names):
    before, after = one.format_value(old, names), one.format_value(new, names)
    if not entry.is_whole and one.is_prose and before and after and is_different(before, after):
        pieces = compare_texts(before, after)
        before, after = (
            render_differences(select_side(pieces, Side.ADDED)),
            render_differences(select_side(pieces, Side.REMOVED)),
        )
    return Change(capfirst(one.label), one.language, format_html("{}", before), format_html("{}", after))

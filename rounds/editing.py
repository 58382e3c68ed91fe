"""The editing of an update: its text, its facts, its figures and events as one form, saved as a whole or not at all."""

from abc import ABC, abstractmethod

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.forms import inlineformset_factory
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from initiatives.figures import figure_in_words
from initiatives.models import Event, Figure, Indicator, Update
from records.access import may_edit
from records.deleting import is_kept
from records.formsets import BoundedRows, bounds
from records.limits import MOST_ROWS
from records.models import StaleRecordError
from records.versions import read_version
from rounds.forms import EventForm, FigureForm, InitiativeForm, TextForm
from rounds.services import RoundRefused, wait_in_line

GONE = "gone"
"""Marks, in the data of the form, a row that somebody else removed: the reader is asked about it."""


class _Rows(BoundedRows):
    """Rows under an update: of a validated one none is removed."""

    def clean(self):
        super().clean()
        if self.deleted_forms and is_kept(self.instance):
            raise ValidationError(self.model.instead_of_deleting, code="kept")


class _FigureRows(_Rows):
    """Rows of which one may be counted in another: no total goes while a part of it stays."""

    def clean(self):
        super().clean()
        gone = {form.instance.pk for form in self.deleted_forms}
        for form in self.forms:
            total = getattr(form, "cleaned_data", {}).get("part_of")
            if total and total.pk in gone and form not in self.deleted_forms:
                raise ValidationError(
                    _("“%(total)s” is removed, and another figure is still counted in it. Change that one first."),
                    code="total",
                    params={"total": figure_in_words(total)},
                )


Figures = inlineformset_factory(Update, Figure, form=FigureForm, formset=_FigureRows, extra=0, **bounds())
Events = inlineformset_factory(Update, Event, form=EventForm, formset=_Rows, extra=0, **bounds())


class Writing:
    """Forms that are shown, judged and saved together. A subclass gives `single_forms` and, where it has rows,
    `formsets`; `data` is what was typed, None where nothing was; `as_stored()` the same forms with what is stored now.
    """

    formsets = ()

    @cached_property
    def forms(self):
        """Every form, rows included, in the order of the page."""
        return [*self.single_forms, *(form for formset in self.formsets for form in formset.forms)]

    def is_valid(self):
        # Every part is judged, so that every error is told at once.
        judged = [part.is_valid() for part in (*self.single_forms, *self.formsets)]
        return all(judged)

    def has_changed(self):
        return any(changes(form) for form in self.forms)

    def problems(self):
        """(identifier of the field, its label, sentence) for each error, in the order of the page."""
        of_forms = [problem for form in self.forms for problem in problems(form)]
        of_groups = [("", "", sentence) for formset in self.formsets for sentence in formset.non_form_errors()]
        return [*of_forms, *of_groups]

    def is_overtaken(self):
        """Whether something that is shown here was saved or removed by somebody else since it was read."""
        return any(not _is_as_seen(form) for form in self.single_forms) or any(
            not _row_is_as_seen(form) for formset in self.formsets for form in formset.forms
        )


class RecordWriting(Writing, ABC):
    """The writing on one text under review, `record`."""

    record = None

    @abstractmethod
    def write(self):
        """Save what was typed."""


class Editing(RecordWriting):
    """The forms of one update. Without `data` they show what is stored, with it what was typed.

    The facts of the initiative are part of it as long as nothing was reviewed and the user's partner leads it; later
    the update itself carries what changes.
    """

    def __init__(self, update, user, data=None):
        self.update = self.record = update
        self.user, self.data = user, data
        self.has_own_facts = (
            may_edit(user, update.initiative)
            and not is_kept(update.initiative)
            and not Update.objects.filter(initiative=update.initiative).exclude(pk=update.pk).exists()
        )

    @cached_property
    def text(self):
        return TextForm(self.data, instance=self.update, with_facts=self.has_own_facts, prefix="text")

    @cached_property
    def facts(self):
        """The form of the initiative; None where its facts were reviewed or are another's."""
        if not self.has_own_facts:
            return None
        return InitiativeForm(self.data, instance=self.update.initiative, user=self.user, prefix="facts")

    @cached_property
    def figures(self):
        indicators = [(indicator.pk, str(indicator)) for indicator in Indicator.objects.visible_to(self.user)]
        siblings = self.update.figures.all()
        stored = siblings.filter(part_of=None).select_related("indicator")
        totals = [(figure.pk, figure_in_words(figure)) for figure in stored]
        return Figures(
            self.data,
            instance=self.update,
            prefix="figures",
            form_kwargs={"indicators": indicators, "totals": totals, "siblings": siblings},
        )

    @cached_property
    def events(self):
        return Events(self.data, instance=self.update, prefix="events")

    @cached_property
    def single_forms(self):
        return [form for form in (self.facts, self.text) if form]

    @cached_property
    def formsets(self):
        return [self.figures, self.events]

    def write(self):
        if self.facts and changes(self.facts):
            self.facts.save()
            self.text.instance.kind = self.facts.instance.kind
        # Saved for its version too: a row that changed is a change of the update as a whole.
        self.text.save()
        for formset in self.formsets:
            _save_rows(formset)

    def as_stored(self):
        """The same forms, showing what is stored now."""
        return Editing(Update.objects.select_related("initiative").get(pk=self.update.pk), self.user)


def problems(form):
    """(identifier of the field, its label, sentence) for each error of a form; neither where it is of the whole.

    A list: the summary says how many there are.
    """
    return [(*_place(form, name), sentence) for name, sentences in form.errors.items() for sentence in sentences]


def _place(form, name):
    """The identifier and the label of a field that is seen; empty for another."""
    if name == NON_FIELD_ERRORS or form.fields[name].widget.is_hidden:
        return "", ""
    field = form[name]
    return field.id_for_label or field.auto_id, field.label


def changes(form):
    """The names of the fields that say something else than what is stored; not the version, nor a confirmation."""
    return set(form.changed_data) - {"seen_version", "languages_confirmed"}


def with_another_row(data, prefix):
    """The data of the form with one more, empty row of figures or events; as it is where there are enough."""
    data = data.copy()
    count = read_version(data.get(f"{prefix}-TOTAL_FORMS", ""))
    data[f"{prefix}-TOTAL_FORMS"] = str(min(count + 1, MOST_ROWS))
    return data


@transaction.atomic
def save(editing, *, by):
    """Write all that was typed. The editing is valid.

    Raises StaleRecordError when somebody saved meanwhile, and RoundRefused when the text may not change any more;
    nothing is written then.
    """
    record = editing.record
    wait_in_line(record.period)
    locked = type(record).objects.select_for_update().get(pk=record.pk)
    if not may_edit(by, locked):
        raise RoundRefused(_("This text was handed in. It can change again when the Coordination sends it back."))
    if editing.is_overtaken():
        raise StaleRecordError(record)
    if editing.has_changed():
        editing.write()


def _save_rows(formset):
    formset.save(commit=False)
    # What was counted in a row that goes is taken out of it first; of two that go, the part before its total.
    for row, _changes in formset.changed_objects:
        row.save()
    for row in sorted(formset.deleted_objects, key=lambda row: getattr(row, "part_of_id", None) is None):
        row.delete()
    last = max((form.instance.position for form in formset.initial_forms), default=0)
    for number, row in enumerate(formset.new_objects, start=1):
        row.position = last + number
        row.save()


def _is_as_seen(form):
    stored = type(form.instance)._base_manager.filter(pk=form.instance.pk).values_list("version", flat=True).first()
    return str(stored) == seen_version(form)


def _row_is_as_seen(form):
    """A row that is new was seen by nobody else; one with a number must still be there as it was read."""
    key = form.data.get(form.add_prefix("id"), "")
    return (
        not key
        or form.data.get(form.add_prefix(GONE))
        or (form.instance.pk is not None and str(form.instance.pk) == key and _is_as_seen(form))
    )


def seen_version(form):
    """The version of the record that the form was made from, as it was sent."""
    return form.data.get(form.add_prefix("seen_version"), "")

"""The editing of an update: its text, its facts, its figures and events as one form, saved as a whole or not at all."""

from abc import ABC, abstractmethod

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import RestrictedError
from django.forms import inlineformset_factory
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from initiatives.figures import describe_figure
from initiatives.models import Event, Figure, Indicator, Initiative, Update
from records.access import may_edit
from records.deleting import is_protected
from records.formsets import BoundedFormSet, get_limit_options
from records.limits import MOST_ROWS
from records.models import StaleRecordError
from records.versions import read_version
from rounds.forms import EventForm, FigureForm, InitiativeForm, TextForm
from rounds.services import RoundRefused, lock_period

ROW_IS_GONE = "gone"
"""Marks, in the data of the form, a row that somebody else removed: the reader is asked about it."""


class _UpdateRowFormSet(BoundedFormSet):
    """Rows under an update: of a validated one none is removed."""

    def clean(self):
        super().clean()
        if self.deleted_forms and is_protected(self.instance):
            raise ValidationError(self.model.instead_of_deleting, code="protected")


class _FigureFormSet(_UpdateRowFormSet):
    """Rows of which one may be counted in another: no total goes while a part of it stays."""

    def __init__(self, *args, user, **options):
        super().__init__(*args, **options)
        self.user = user

    @cached_property
    def indicators(self):
        return [(indicator.pk, str(indicator)) for indicator in Indicator.objects.visible_to(self.user)]

    @cached_property
    def totals(self):
        stored = self.instance.figures.filter(part_of=None).select_related("indicator")
        return [(figure.pk, describe_figure(figure)) for figure in stored]

    def get_form_kwargs(self, index):
        return super().get_form_kwargs(index) | {"formset": self}

    def clean(self):
        super().clean()
        gone = {form.instance.pk: form.instance for form in self.deleted_forms}
        for total in self._find_totals_in_use(gone):
            raise ValidationError(
                _("“%(total)s” is removed, and another figure is still counted in it. Change that one first."),
                code="total",
                params={"total": describe_figure(gone[total])},
            )

    def _find_totals_in_use(self, gone):
        """Which of these figures another one is counted in that stays: typed here, or stored and not in this form."""
        if not gone:
            return []
        here = [form.instance for form in self.forms]
        typed = [figure.part_of_id for figure in here if figure.pk not in gone]
        elsewhere = Figure.objects.exclude(pk__in=[figure.pk for figure in here if figure.pk])
        stored = elsewhere.filter(part_of__in=gone).values_list("part_of", flat=True)
        return [total for total in (*typed, *stored) if total in gone]


FigureFormSet = inlineformset_factory(
    Update, Figure, form=FigureForm, formset=_FigureFormSet, extra=0, **get_limit_options()
)
EventFormSet = inlineformset_factory(
    Update, Event, form=EventForm, formset=_UpdateRowFormSet, extra=0, **get_limit_options()
)


class FormBundle:
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
        return any(find_changed_fields(form) for form in self.forms)

    def list_problems(self):
        """(identifier of the field, its label, sentence) for each error, in the order of the page."""
        of_forms = [problem for form in self.forms for problem in list_form_problems(form)]
        of_groups = [("", "", sentence) for formset in self.formsets for sentence in formset.non_form_errors()]
        return [*of_forms, *of_groups]

    def is_overtaken(self):
        """Whether something that is shown here was saved or removed by somebody else since it was read."""
        return not all(form.is_as_seen() for form in self.single_forms) or not all(
            _is_row_as_seen(form) for formset in self.formsets for form in formset.forms
        )

    def needs_choice(self, differences):
        """Whether the writer is asked before this is saved over what somebody else saved, with these differences."""
        return bool(differences) or self.has_changed()


class TextBundle(FormBundle, ABC):
    """The forms of one text under review, `record`."""

    record = None

    @abstractmethod
    def write(self):
        """Save what was typed."""


class UpdateBundle(TextBundle):
    """The forms of one update. Without `data` they show what is stored, with it what was typed.

    The facts of the initiative are part of it as long as nothing was reviewed and the user's partner leads it; later
    the update itself carries what changes.
    """

    def __init__(self, update, user, data=None):
        self.update = self.record = update
        self.user, self.data = user, data

    @cached_property
    def has_own_facts(self):
        initiatives = Initiative.objects
        told_otherwise = Update.objects.exclude(pk=self.update.pk).values("initiative")
        own = initiatives.editable_by(self.user).exclude(pk__in=initiatives.protected().values("pk"))
        return own.exclude(pk__in=told_otherwise).filter(pk=self.update.initiative_id).exists()

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
        return FigureFormSet(self.data, instance=self.update, prefix="figures", user=self.user)

    @cached_property
    def events(self):
        return EventFormSet(self.data, instance=self.update, prefix="events")

    @cached_property
    def single_forms(self):
        return [form for form in (self.facts, self.text) if form]

    @cached_property
    def formsets(self):
        return [self.figures, self.events]

    def write(self):
        if self.facts and find_changed_fields(self.facts):
            self.facts.save()
            self.text.instance.kind = self.facts.instance.kind
        # Saved for its version too: a row that changed is a change of the update as a whole.
        self.text.instance.save(savepoint=False)
        for formset in self.formsets:
            _save_rows(formset)

    def as_stored(self):
        """The same forms, showing what is stored now."""
        return UpdateBundle(Update.objects.select_related("initiative").get(pk=self.update.pk), self.user)


def list_form_problems(form):
    """(identifier of the field, its label, sentence) for each error of a form; neither where it is of the whole.

    A list: the summary says how many there are.
    """
    return [(*_locate_field(form, name), sentence) for name, sentences in form.errors.items() for sentence in sentences]


def _locate_field(form, name):
    """The identifier and the label of a field that is seen; empty for another."""
    if name == NON_FIELD_ERRORS or form.fields[name].widget.is_hidden:
        return "", ""
    field = form[name]
    return field.id_for_label or field.auto_id, field.label


def find_changed_fields(form):
    """The names of the fields that say something else than what is stored; not the version, nor a confirmation."""
    return set(form.changed_data) - {"seen_version", "languages_confirmed"}


def add_row(data, prefix):
    """The data of the form with one more, empty row of figures or events; as it is where there are enough."""
    data = data.copy()
    count = read_version(data.get(f"{prefix}-TOTAL_FORMS", ""))
    data[f"{prefix}-TOTAL_FORMS"] = str(min(count + 1, MOST_ROWS))
    return data


@transaction.atomic
def save_text(bundle, *, by):
    """Write all that was typed. The bundle is valid.

    Raises StaleRecordError when somebody saved meanwhile, and RoundRefused when the text may not change any more;
    nothing is written then.
    """
    text = bundle.record
    lock_period(text.period)
    # First the row, then the rule: what that asks of other rows is read when nobody else holds this one any more.
    is_there = type(text).objects.select_for_update().filter(pk=text.pk).exists()
    if not (is_there and may_edit(by, text)):
        raise RoundRefused(_("This text was handed in. It can change again when the Coordination sends it back."))
    if bundle.has_changed():
        bundle.write()


def _save_rows(formset):
    formset.save(commit=False)
    # What was counted in a row that goes is taken out of it first; of two that go, the part before its total.
    for row, _changes in formset.changed_objects:
        row.save(savepoint=False)
    for row in sorted(formset.deleted_objects, key=lambda row: getattr(row, "part_of_id", None) is None):
        try:
            row.delete()
        except RestrictedError as error:
            # Somebody counted another figure in it since this form was judged.
            raise StaleRecordError(row) from error
    last = max((form.instance.position for form in formset.initial_forms), default=0)
    for number, row in enumerate(formset.new_objects, start=1):
        row.position = last + number
        row.save(savepoint=False)


def _is_row_as_seen(form):
    """A row that is new was seen by nobody else; one with a number must still be there as it was read."""
    key = form.data.get(form.add_prefix("id"), "")
    return (
        not key or form.data.get(form.add_prefix(ROW_IS_GONE)) or (str(form.instance.pk) == key and form.is_as_seen())
    )

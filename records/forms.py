"""The base form of content: partial dates, past states, and the check that nobody else saved the record meanwhile."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.forms.models import model_to_dict
from django.utils.formats import localize
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from simple_history.models import to_historic

from document.dates import PartialDate, format_date
from records.fields import PartialDateFormField, VersionFormField
from records.versions import read_version


class SeenVersionForm(forms.ModelForm):
    """A model form that refuses to overwrite what it has not seen, and shows beside what was typed what stands now."""

    seen_version = VersionFormField(required=False)

    overtaken = False
    """Whether somebody else saved the record while this form was being saved."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:
            self.initial["seen_version"] = self.instance.version

    def clean(self):
        cleaned = super().clean()
        if self.overtaken or not self.is_as_seen():
            self._add_stored_values()
            raise ValidationError(
                _(
                    "Somebody else saved this record while you were working on it. Your text is still here: "
                    "open the record in another window, compare, and save again what must stay."
                ),
                code="stale",
            )
        return cleaned

    def read_seen_version(self):
        """The version of the record that the form was made from, as it was sent."""
        return read_version(self.data.get(self.add_prefix("seen_version"), ""))

    def is_as_seen(self):
        """Whether the record, as this request has read it, is still the one that the form was made from."""
        return self.instance._state.adding or self.read_seen_version() == self.instance.version

    def get_stored_values(self):
        """What the record holds now, by the name of the field."""
        return model_to_dict(self.instance, fields=list(self.fields))

    def _add_stored_values(self):
        for name, value in self.get_stored_values().items():
            field = self.fields.get(name)
            if field is None or field.disabled or name not in self.cleaned_data:
                continue
            typed = self[name].data
            # Some fields compare with the value, some with what they show of it.
            if field.has_changed(value, typed) and field.has_changed(field.prepare_value(value), typed):
                self.add_error(name, ValidationError(_describe_stored_value(field, value), code="stored"))


def _describe_stored_value(field, value):
    words = _format_value(field, value)
    return _("It now reads: %(value)s") % {"value": words} if words else _("It is empty now.")


def _format_value(field, value):
    """The value of a field as the reader says it."""
    if isinstance(field, forms.ModelMultipleChoiceField):
        return ", ".join(
            field.label_from_instance(record) for record in field.queryset.filter(pk__in=_list_keys(value))
        )
    if isinstance(field, forms.ModelChoiceField):
        return ", ".join(
            field.label_from_instance(record) for record in field.queryset.filter(pk__in=_list_keys([value]))
        )
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value or ""))
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, datetime.date | PartialDate) and not isinstance(value, datetime.datetime):
        return format_date(value, get_language())
    return "" if value is None else localize(value)


def _list_keys(values):
    return [getattr(value, "pk", value) for value in values if value is not None]


class ContentForm(SeenVersionForm):
    """A form of content: it knows partial dates and past states.

    A subclass declares a `PartialDateFormField` under the name of each partial date of its model. Given a record as
    the history kept it, the form offers the values of then, and saves them over the record as it stands now.
    """

    find_gaps = staticmethod(lambda record: ())
    """What stands in the way of the record as the form would leave it, as sentences; the way back to the past asks."""

    def __init__(self, *args, instance=None, initial=None, **kwargs):
        if instance is not None and to_historic(instance) is not None:
            initial = self._read_past_values(instance) | (initial or {})
            instance = type(instance)._base_manager.filter(pk=instance.pk).first() or self._prepare_restored(instance)
        super().__init__(*args, instance=instance, initial=initial, **kwargs)
        for name in self._list_partial_dates():
            self.initial.setdefault(name, getattr(self.instance, name))

    def get_stored_values(self):
        return super().get_stored_values() | {name: getattr(self.instance, name) for name in self._list_partial_dates()}

    @classmethod
    def _list_partial_dates(cls):
        return [name for name, field in cls.base_fields.items() if isinstance(field, PartialDateFormField)]

    @classmethod
    def _read_past_values(cls, record):
        """What the form would have shown then, the rows on the other side of many-to-many fields included."""
        past = to_historic(record)
        values = {name: getattr(record, name) for name in cls._list_partial_dates()}
        many = {
            field.name: list(getattr(past, field.name).values_list(field.m2m_reverse_field_name(), flat=True))
            for field in record._meta.many_to_many
            if field.name in cls.base_fields
        }
        columns = [name for name in cls.base_fields if name not in many]
        return model_to_dict(record, fields=columns) | many | values

    @staticmethod
    def _prepare_restored(record):
        record._state.adding = True
        return record

    def _post_clean(self):
        for name in self._list_partial_dates():
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])
        super()._post_clean()
        for sentence in self.find_gaps(self.instance):
            self.add_error(None, ValidationError(sentence, code="gap"))

    def _get_validation_exclusions(self):
        """The two columns of a partial date are checked like the fields of the form: they are one of them."""
        names = [name for name in self._list_partial_dates() if name in self.fields]
        shown = {f"{name}_{bound}" for name in names for bound in ("earliest", "latest")}
        return super()._get_validation_exclusions() - shown

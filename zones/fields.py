"""The partial date as a model attribute and as a form field."""

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from document.dates import PartialDate


class PartialDateField:
    """A partial date on a model, kept in two date columns: `<name>_earliest` and `<name>_latest`.

    The attribute itself reads and writes a `PartialDate`, or None where the date is not known. Queries and
    constraints use the two columns.
    """

    def __init__(self, verbose_name):
        self.verbose_name = verbose_name

    def contribute_to_class(self, model, name):
        for bound, label in (
            ("earliest", pgettext_lazy("partial date", "earliest day")),
            ("latest", pgettext_lazy("partial date", "latest day")),
        ):
            column = models.DateField(label, null=True, blank=True, editable=False)
            model.add_to_class(f"{name}_{bound}", column)
        setattr(model, name, self._property(name))

    def _property(self, name):
        def read(instance):
            earliest = getattr(instance, f"{name}_earliest")
            return earliest and PartialDate(earliest, getattr(instance, f"{name}_latest"))

        def write(instance, value):
            setattr(instance, f"{name}_earliest", value and value.earliest)
            setattr(instance, f"{name}_latest", value and value.latest)

        # A real property, so that Model(started=...) takes it as a keyword like any field.
        accessor = property(read, write)
        accessor.fget.short_description = self.verbose_name
        return accessor


def partial_date_constraints(model_name, *names):
    """Database constraints that keep each partial date whole: both days or none, in order."""
    return [
        models.CheckConstraint(
            name=f"{model_name}_{name}_is_whole",
            condition=models.Q(**{f"{name}_earliest__isnull": True, f"{name}_latest__isnull": True})
            # A comparison with NULL is not false but unknown, and a check lets the unknown pass: both are asked for.
            | models.Q(
                **{
                    f"{name}_earliest__isnull": False,
                    f"{name}_latest__isnull": False,
                    f"{name}_latest__gte": models.F(f"{name}_earliest"),
                }
            ),
            violation_error_message=_("This partial date is incomplete."),
        )
        for name in names
    ]


class PartialDateFormField(forms.CharField):
    """Takes 2024, 2024-06 or 2024-06-17 and gives a PartialDate, or None."""

    default_error_messages = {
        "invalid": _("Write a year, a month or a day: 2024, 2024-06 or 2024-06-17."),
    }

    def __init__(self, **options):
        options.setdefault("help_text", _("As precise as it is known: 2024, 2024-06 or 2024-06-17."))
        super().__init__(max_length=10, **options)

    def to_python(self, value):
        if isinstance(value, PartialDate):
            return value
        words = super().to_python(value)
        if words in self.empty_values:
            return None
        try:
            return PartialDate.parse(words)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None

    def run_validators(self, value):
        """What was typed is read as a whole or refused; those of a text would stumble over a date."""

    def has_changed(self, initial, data):
        return str(initial or "") != str(data or "").strip()

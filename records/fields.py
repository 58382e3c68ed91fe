"""The partial date as a model attribute and as a form field; the number as people type it."""

from decimal import Decimal

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import DecimalValidator
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from document.dates import PartialDate, read_date, write_date
from document.numbers import AmbiguousNumberError, format_number, read_number, write_number
from records.limits import FIRST_YEAR, LARGEST_NUMBER, LAST_YEAR, out_of_bounds


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
        setattr(model, name, self._build_property(name))

    def _build_property(self, name):
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


def make_partial_date_constraints(model_name, *names):
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
    """Takes a year, a month, a day or two of them as people type it (`document.dates.read_date`).

    Gives a PartialDate, or None.
    """

    LONGEST = 80

    default_error_messages = {
        "invalid": _(
            "Write a year, a month or a day that exists, or between which two it lies: 2024, 06/2024, 17/06/2024, "
            "2022-10/2023-12."
        ),
    }

    def __init__(self, **options):
        options.setdefault(
            "help_text", _("As precise as it is known: 2024, 06/2024, 17/06/2024; 2022-10/2023-12 for between.")
        )
        super().__init__(max_length=self.LONGEST, **options)

    def to_python(self, value):
        if isinstance(value, PartialDate):
            return value
        words = super().to_python(value)
        if words in self.empty_values:
            return None
        try:
            if len(words) > self.LONGEST:
                raise ValueError
            date = read_date(words)
        except ValueError:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from None
        if not all(FIRST_YEAR <= year <= LAST_YEAR for year in date.years):
            raise ValidationError(out_of_bounds, code="bounds")
        return date

    def run_validators(self, value):
        """What was typed is read as a whole or refused; those of a text would stumble over a date."""

    def prepare_value(self, value):
        return write_date(value, get_language() or settings.LANGUAGE_CODE) if isinstance(value, PartialDate) else value

    def has_changed(self, initial, data):
        """Two ways to type one date are the same date."""
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return str(initial or "") != str(data or "").strip()


class VersionFormField(forms.IntegerField):
    """The version of the record that the reader was shown, in a hidden field."""

    widget = forms.HiddenInput

    def __init__(self, **options):
        super().__init__(**{"min_value": 0, "max_value": LARGEST_NUMBER} | options)


class NumberFormField(forms.DecimalField):
    """A number as people type it (`document.numbers.read_number`), shown with the decimal mark of the reader.

    What may be read in two ways is refused, with both readings. Where it is `whole` it has no decimals, and its value
    is an integer. It is an ordinary text field: one of the type "number" swallows what its browser does not understand.
    """

    widget = forms.TextInput

    default_error_messages = {
        "invalid": _("Write a number, such as %(example)s."),
        "ambiguous": _(
            "“%(typed)s” can be read as %(whole)s or as %(decimal)s. Write %(write_whole)s for the first, "
            "%(write_decimal)s for the second."
        ),
        "ambiguous_whole": _(
            "“%(typed)s” can be read as %(whole)s or as %(decimal)s. Only whole numbers stand here: write "
            "%(write_whole)s if that is what you mean."
        ),
        "not_whole": _("Only whole numbers stand here, and “%(typed)s” is none."),
    }

    def __init__(self, *, whole=False, **options):
        self.whole = whole
        super().__init__(**options)
        if whole:  # the digits of an integer are no decimals to be counted
            self.validators = [rule for rule in self.validators if not isinstance(rule, DecimalValidator)]

    def to_python(self, value):
        if not isinstance(value, str):
            return value if value is None or not self.whole else int(value)
        if not value.strip():
            return None
        number = self._read_number(value.strip())
        if not self.whole:
            return number
        if number != number.to_integral_value():
            raise ValidationError(self.error_messages["not_whole"], "not_whole", {"typed": value.strip()})
        return int(number)

    def _read_number(self, typed):
        language = get_language() or settings.LANGUAGE_CODE
        try:
            return read_number(typed)
        except AmbiguousNumberError as two:
            raise ValidationError(
                self.error_messages["ambiguous_whole" if self.whole else "ambiguous"],
                "ambiguous",
                {
                    "typed": typed,
                    "whole": format_number(two.whole, language),
                    "decimal": format_number(two.decimal, language),
                    "write_whole": write_number(two.whole, language),
                    "write_decimal": write_number(two.decimal, language),
                },
            ) from None
        except ValueError:
            example = write_number(12 if self.whole else Decimal("62.5"), language)
            raise ValidationError(self.error_messages["invalid"], "invalid", {"example": example}) from None

    def validate(self, value):
        # Not the finiteness that a decimal field asks for: `read_number` gives none of the others.
        forms.Field.validate(self, value)

    def prepare_value(self, value):
        if isinstance(value, int | Decimal) and not isinstance(value, bool):
            return write_number(value, get_language() or settings.LANGUAGE_CODE)
        return value

    def widget_attrs(self, widget):
        return {"inputmode": "numeric" if self.whole else "decimal", "autocomplete": "off"}


class WholeNumberFormField(NumberFormField):
    """A number of things: it has no decimals."""

    def __init__(self, **options):
        super().__init__(**{"whole": True, "max_value": LARGEST_NUMBER} | options)

"""The base form of content: partial dates, and the check that nobody else saved the record meanwhile."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from zones.fields import PartialDateFormField


class ContentForm(forms.ModelForm):
    """A model form that knows partial dates and refuses to overwrite what it has not seen.

    A subclass declares a `PartialDateFormField` under the name of each partial date of its model.
    """

    seen_version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self._partial_dates():
            self.initial.setdefault(name, getattr(self.instance, name))
        if self.instance.pk:
            self.initial["seen_version"] = self.instance.version
        elif "seen_version" in self.fields:
            del self.fields["seen_version"]

    def _partial_dates(self):
        return [name for name, field in self.fields.items() if isinstance(field, PartialDateFormField)]

    def clean(self):
        cleaned = super().clean()
        seen = self.cleaned_data.get("seen_version")
        if self.instance.pk and seen is not None and seen != self.instance.version:
            raise ValidationError(
                _(
                    "Somebody else saved this record while you were working on it. Your text is still here: "
                    "open the record in another window, compare, and save again what must stay."
                ),
                code="stale",
            )
        return cleaned

    def _post_clean(self):
        for name in self._partial_dates():
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])
        super()._post_clean()

"""What the Coordination fills in: a decision on one text, a decision on several."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from initiatives.approvals import get_field_label
from initiatives.models import Initiative
from initiatives.review import TRANSITIONS
from records.fields import VersionFormField
from records.language_forms import BOTH_READ
from records.limits import LONGEST_REMARK
from rounds.review_queue import BULK_VERBS, VERBS
from rounds.text_kinds import TEXT_KINDS

ROW_VALUE = re.compile(rf"({'|'.join(TEXT_KINDS)})-(\d{{1,18}})-(\d{{1,9}})", re.ASCII)


class RemarkField(forms.CharField):
    widget = forms.Textarea

    def __init__(self, *, rows=3, **options):
        super().__init__(required=False, max_length=LONGEST_REMARK, **options)
        self.widget.attrs["rows"] = rows


class DecisionForm(forms.Form):
    """A decision on one text: the verb, the version that was seen, a remark for the whole and one for each field."""

    verb = forms.ChoiceField(choices=[(verb, TRANSITIONS[verb].label) for verb in VERBS])
    seen_version = VersionFormField(min_value=1)
    remark = RemarkField(label=_("Remark to the partner"))
    languages_confirmed = forms.BooleanField(label=BOTH_READ, required=False)

    def __init__(self, *args, kind, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        for name in kind.fields:
            self.fields[f"on_{name}"] = RemarkField(label=get_field_label(name), rows=2)
        self._names = kind.fields

    @property
    def remarks_on_fields(self):
        """The bound fields of the remarks on single fields."""
        return [self[f"on_{name}"] for name in self._names]

    @property
    def has_remarks_on_fields(self):
        return any(field.value() for field in self.remarks_on_fields)

    @property
    def field_remarks(self):
        """Field → remark, of those that were written."""
        said = {name: self.cleaned_data.get(f"on_{name}", "").strip() for name in self._names}
        return {name: remark for name, remark in said.items() if remark}


class BulkForm(forms.Form):
    """A decision on several texts at once, each with the version that was seen of it."""

    verb = forms.ChoiceField(choices=[(verb, TRANSITIONS[verb].label) for verb in BULK_VERBS])
    remark = RemarkField(label=_("Remark to the partners, in case the texts go back"), rows=2)
    languages_confirmed = forms.BooleanField(label=BOTH_READ, required=False)

    def clean(self):
        verb = self.cleaned_data.get("verb")
        if verb and TRANSITIONS[verb].remark_required and not self.cleaned_data.get("remark", "").strip():
            raise ValidationError(_("Write a remark: the partner must know what is expected."))
        return self.cleaned_data

    @staticmethod
    def read_rows(values):
        """(kind, pk, version) of each of the checkboxes; what is none is left out."""
        found = (ROW_VALUE.fullmatch(value) for value in values)
        return [(TEXT_KINDS[match[1]], int(match[2]), int(match[3])) for match in found if match]


class OriginalForm(forms.Form):
    """Which initiative is the original of a duplicate."""

    original = forms.ModelChoiceField(Initiative.objects.none(), label=_("Original"))

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["original"].queryset = choices

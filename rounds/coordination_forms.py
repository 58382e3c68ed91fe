"""The forms with which the Coordination runs a round. Each carries the version that its author saw."""

import datetime

from django import forms
from django.utils.translation import gettext_lazy as _

from document.slugs import make_unique_slug
from initiatives.models import Period
from records.fields import VersionFormField
from records.limits import LONGEST_REMARK, day_validators
from rounds.models import Message


class DayInput(forms.DateInput):
    """A day, chosen in the calendar of the browser."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class PeriodForm(forms.ModelForm):
    """The dates of a round, and of the period that it is about."""

    seen_version = VersionFormField()

    class Meta:
        model = Period
        fields = ["key", "starts_on", "ends_on", "opens_on", "deadline"]
        widgets = {name: DayInput() for name in ("starts_on", "ends_on", "opens_on", "deadline")}
        help_texts = {"key": _("A year, or two joined by a hyphen. It stands in addresses and reports.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version
        # Addresses, datasets and issued reports know a period by its key.
        self.fields["key"].disabled = not self.instance._state.adding
        for name in ("opens_on", "deadline"):
            self.fields[name].required = True

    def clean(self):
        self.instance.version = self.cleaned_data.get("seen_version", self.instance.version)
        return super().clean()


class ExtensionForm(forms.Form):
    """More time for one partner, and why."""

    deadline = forms.DateField(label=_("New deadline"), widget=DayInput(), validators=day_validators)
    reason = forms.CharField(label=_("Reason"), max_length=300)
    seen_version = VersionFormField(required=False)


class ReopenForm(forms.Form):
    reason = forms.CharField(
        label=_("Why is the round opened again?"),
        max_length=100,
        error_messages={"required": _("Write why the round is opened again.")},
    )


class AnswerForm(forms.Form):
    answer = forms.CharField(label=_("Answer"), max_length=LONGEST_REMARK, widget=forms.Textarea(attrs={"rows": 3}))
    seen_version = VersionFormField()


class MessageForm(forms.ModelForm):
    """Subject and text of a mail that has not left."""

    seen_version = VersionFormField(required=False)

    class Meta:
        model = Message
        fields = ["subject", "body"]
        widgets = {"body": forms.Textarea(attrs={"rows": 18})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seen_version"].initial = self.instance.version


def build_next_period(last, today):
    """The period right after the last one, not saved: a year that opens today with six weeks to answer."""
    starts_on = last.ends_on + datetime.timedelta(days=1) if last else datetime.date(today.year, 1, 1)
    ends_on = _add_a_year(starts_on) - datetime.timedelta(days=1)
    name = str(starts_on.year) if starts_on.year == ends_on.year else f"{starts_on.year}-{ends_on.year}"
    return Period(
        key=make_unique_slug(name, set(Period.objects.values_list("key", flat=True))),
        starts_on=starts_on, ends_on=ends_on, opens_on=today, deadline=today + datetime.timedelta(weeks=6),
    )  # fmt: skip


def _add_a_year(day):
    """The same day of the next year; the first of March for the day that this year alone has."""
    if (day.month, day.day) == (2, 29):
        return datetime.date(day.year + 1, 3, 1)
    return day.replace(year=day.year + 1)

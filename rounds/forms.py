"""The forms of a partner's page: its answers, its texts, what stands under them."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.forms.utils import ErrorDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from initiatives.models import Event, Figure, Initiative, Qualifier, Update, Volet
from initiatives.photos import check_can_add, find_missing_fields, reencode_picture
from records.fields import NumberFormField, PartialDateFormField, WholeNumberFormField
from records.forms import ContentForm
from records.limits import LARGEST_NUMBER, LONGEST_REMARK
from rounds.models import Question
from zones.models import Commune

MARKDOWN_ATTRS = {"data-markdown": "", "rows": 12, "class": "formatted"}


class EndForm(forms.Form):
    """When an initiative ended and why."""

    ended = PartialDateFormField(label=_("When did it end?"), required=False)
    body_fr = forms.CharField(
        label=_("Why, in French"), required=False, max_length=LONGEST_REMARK, widget=forms.Textarea({"rows": 3})
    )
    body_nl = forms.CharField(
        label=_("Why, in Dutch"), required=False, max_length=LONGEST_REMARK, widget=forms.Textarea({"rows": 3})
    )

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("body_fr") or cleaned.get("body_nl")):
            raise ValidationError(_("Say in a sentence why it ended, in French or in Dutch."))
        return cleaned


class InitiativeQuestionForm(forms.Form):
    """A remark to the Coordination about an initiative that the partner should not be asked about."""

    kind = forms.ChoiceField(
        label=_("What is the matter?"),
        choices=[(Question.Kind.NOT_OURS, _("It is not ours")), (Question.Kind.DUPLICATE, _("It is a duplicate"))],
        widget=forms.RadioSelect,
        initial=Question.Kind.NOT_OURS,
    )
    text = forms.CharField(
        label=_("Remark to the Coordination"),
        help_text=_("Whose is it, or which other initiative is the same?"),
        widget=forms.Textarea({"rows": 3}),
        max_length=LONGEST_REMARK,
    )


class QuestionForm(forms.Form):
    text = forms.CharField(
        label=_("Your question"),
        widget=forms.Textarea({"rows": 3}),
        max_length=LONGEST_REMARK,
        error_messages={"required": _("Write a remark: the Coordination must know what to look at.")},
    )


class InitiativeKindField(forms.ChoiceField):
    """Which of the two lists of the annex it stands in, in the words of those who are asked."""

    widget = forms.RadioSelect

    def __init__(self, **kwargs):
        kinds = [
            (Initiative.Kind.SPECIFIC, _("A specific initiative: an action or a project of its own")),
            (Initiative.Kind.DAILY, _("Day-to-day operation: part of the usual work")),
        ]
        super().__init__(**{"label": _("What is it?"), "choices": kinds} | kwargs)


class NewInitiativeForm(forms.Form):
    """What the Coordination must know of a new initiative; its figures, dates and photos come afterwards."""

    title_fr = forms.CharField(label=_("Title in French"), required=False, max_length=300)
    title_nl = forms.CharField(label=_("Title in Dutch"), required=False, max_length=300)
    status = forms.ChoiceField(
        label=_("Where does it stand?"),
        choices=[(Update.Status.NEW, _("It has started")), (Update.Status.PLANNED, _("It is planned"))],
        widget=forms.RadioSelect,
        initial=Update.Status.NEW,
    )
    kind = InitiativeKindField(initial=Initiative.Kind.SPECIFIC)
    volet = forms.ModelChoiceField(
        Volet.objects.none(),
        label=pgettext_lazy("of the resolution", "Volet"),
        help_text=_("The part of the resolution that it answers. If in doubt, choose the nearest."),
    )

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["volet"].queryset = Volet.objects.visible_to(user).select_related("framework")

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("title_fr") or cleaned.get("title_nl")):
            raise ValidationError({"title_fr": _("Give the initiative a title, in French or in Dutch.")})
        return cleaned


# --- The text of an update --------------------------------------------------------------------------


class BundledForm(ContentForm):
    """A part of a page that is saved as a whole: it is judged where something of it was typed."""

    def full_clean(self):
        if self.is_bound and not self.instance._state.adding and not self.has_changed():
            # What is stored was judged before; each part would ask the database a dozen questions.
            self._errors, self.cleaned_data = ErrorDict(), {}
        else:
            super().full_clean()


class InitiativeForm(BundledForm):
    """The facts of an initiative of which nothing was reviewed yet: its partner sets them itself."""

    started = PartialDateFormField(label=_("Since when?"), required=False)
    website = forms.URLField(
        label=_("Website"),
        help_text=_("The page that tells more, if there is one."),
        required=False,
        max_length=500,
        assume_scheme="https",
    )

    class Meta:
        model = Initiative
        fields = [
            "title_fr", "title_nl", "audience_fr", "audience_nl", "partnerships_fr", "partnerships_nl",
            "volet", "kind", "communes",
        ]  # fmt: skip
        labels = {
            "title_fr": _("Title in French"),
            "title_nl": _("Title in Dutch"),
            "audience_fr": _("Audience in French"),
            "audience_nl": _("Audience in Dutch"),
            "partnerships_fr": _("Partnerships in French"),
            "partnerships_nl": _("Partnerships in Dutch"),
        }
        widgets = {"communes": forms.CheckboxSelectMultiple} | {
            name: forms.Textarea({"rows": 2})
            for name in ("audience_fr", "audience_nl", "partnerships_fr", "partnerships_nl")
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["volet"].queryset = Volet.objects.visible_to(user).select_related("framework")
        self.fields["communes"].queryset = Commune.objects.visible_to(user)

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("title_fr") or cleaned.get("title_nl")):
            self.add_error("title_fr", _("Give the initiative a title, in French or in Dutch."))
        return cleaned


class TextForm(BundledForm):
    """What is said of the period, and what changes in the facts from now on."""

    kind = InitiativeKindField(label=_("What is it in this period?"))
    ended = PartialDateFormField(label=_("When did it end?"), required=False)

    class Meta:
        model = Update
        fields = [
            "body_fr", "body_nl", "kind", "title_fr", "title_nl",
            "audience_fr", "audience_nl", "partnerships_fr", "partnerships_nl",
        ]  # fmt: skip
        labels = {
            "body_fr": _("Text in French"),
            "body_nl": _("Text in Dutch"),
            "title_fr": _("New title in French"),
            "title_nl": _("New title in Dutch"),
            "audience_fr": _("New audience in French"),
            "audience_nl": _("New audience in Dutch"),
            "partnerships_fr": _("New partnerships in French"),
            "partnerships_nl": _("New partnerships in Dutch"),
        }
        help_texts = dict.fromkeys(("body_fr", "body_nl"), "")
        widgets = {"body_fr": forms.Textarea(MARKDOWN_ATTRS), "body_nl": forms.Textarea(MARKDOWN_ATTRS)} | {
            name: forms.Textarea({"rows": 2})
            for name in ("audience_fr", "audience_nl", "partnerships_fr", "partnerships_nl")
        }

    def __init__(self, *args, with_facts, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.status != Update.Status.ENDED:
            del self.fields["ended"]
        if with_facts:  # they stand in the form of the initiative itself
            for name in ("title", "audience", "partnerships"):
                del self.fields[f"{name}_fr"], self.fields[f"{name}_nl"]
            del self.fields["kind"]

    def _get_validation_exclusions(self):
        """The choice of a kind takes nothing else: the constraint of the database is not asked as well."""
        return super()._get_validation_exclusions() | {"kind"}


class FigureForm(BundledForm):
    value = NumberFormField(label=_("Value"), min_value=0, max_digits=16, decimal_places=4)
    year = WholeNumberFormField(
        label=_("Year"), required=False, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )

    class Meta:
        model = Figure
        fields = ["indicator", "value", "qualifier", "year", "note_fr", "note_nl", "part_of"]
        labels = {
            "indicator": _("What is counted"),
            "note_fr": _("Detail in French"),
            "note_nl": _("Detail in Dutch"),
            "part_of": _("Counted already in"),
        }
        help_texts = {"part_of": _("For a part of another figure: it is then not counted twice.")}

    def __init__(self, *args, formset, **kwargs):
        super().__init__(*args, **kwargs)
        # Read once for all rows, and only where they are shown.
        self.formset = formset
        self.fields["indicator"].widget.choices = lambda: [("", "---------"), *formset.indicators]
        self.fields["part_of"].queryset = formset.instance.figures.all()
        self.fields["part_of"].widget.choices = lambda: [("", _("no other figure")), *self.other_totals]

    @property
    def other_totals(self):
        """(key, words) of the figures in which this one can be counted."""
        return [(key, words) for key, words in self.formset.totals if key != self.instance.pk]


class EventForm(BundledForm):
    date = PartialDateFormField(label=_("Date"), required=False)
    attendance = WholeNumberFormField(
        label=_("How many people came"), required=False, min_value=0, max_value=LARGEST_NUMBER
    )

    class Meta:
        model = Event
        fields = ["title_fr", "title_nl", "place", "attendance", "attendance_qualifier"]
        labels = {
            "title_fr": _("What happened, in French"),
            "title_nl": _("What happened, in Dutch"),
            "place": _("Place"),
            "attendance_qualifier": _("How exact is that?"),
        }

    field_order = ["date", "title_fr", "title_nl", "place", "attendance", "attendance_qualifier"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["attendance_qualifier"].required = False

    def clean_attendance_qualifier(self):
        return self.cleaned_data["attendance_qualifier"] or Qualifier.EXACT

    def clean(self):
        cleaned = super().clean()
        if not (cleaned.get("title_fr") or cleaned.get("title_nl")):
            raise ValidationError({"title_fr": _("Say in a few words what happened, in French or in Dutch.")})
        return cleaned


class PhotoForm(forms.Form):
    """A photo with what must be said of it, by the rules of `initiatives.photos`: every error at once.

    The value of `file` is the picture as it is kept, as bytes. `waiting` is one from an attempt before: another need
    not be chosen.
    """

    file = forms.FileField(
        label=_("Picture"),
        help_text=_("JPEG, PNG or WebP, at most 15 MB. The place and the device that it names are removed."),
        widget=forms.FileInput({"accept": "image/jpeg,image/png,image/webp"}),
    )
    alternative_fr = forms.CharField(label=_("What it shows, in French"), required=False, max_length=300)
    alternative_nl = forms.CharField(label=_("What it shows, in Dutch"), required=False, max_length=300)
    credit = forms.CharField(label=_("Who took it"), required=False, max_length=200)
    consent = forms.BooleanField(label=_("The people shown have agreed, or nobody can be recognised."), required=False)
    minors = forms.BooleanField(label=_("Children or young people under 18 can be recognised."), required=False)
    parental_consent = forms.BooleanField(label=_("Their parents have agreed."), required=False)

    CONFIRMATIONS = ("consent", "minors", "parental_consent")

    def __init__(self, *args, update, waiting=None, **kwargs):
        super().__init__(*args, **kwargs)
        self.update, self.waiting = update, None
        if waiting:
            self.await_next_attempt(waiting)

    def await_next_attempt(self, content):
        """Show that this picture is here already."""
        self.waiting = content
        self.fields["file"].required = False
        # A form that was checked has bound its fields already, each with the label that it had.
        self["file"].label = self.fields["file"].label = _("Another picture instead")

    def clean_file(self):
        chosen = self.cleaned_data["file"]
        content = reencode_picture(chosen) if chosen else self.waiting
        if content:
            check_can_add(self.update, content)
        return content

    def clean(self):
        cleaned = super().clean()
        said = {name: cleaned.get(name) for name in self.CONFIRMATIONS}
        words = {name: cleaned.get(name, "") for name in ("alternative_fr", "alternative_nl")}
        for name, sentence in find_missing_fields(**said, **words):
            if name not in self.errors:
                self.add_error(name, sentence)
        return cleaned

    @property
    def confirmations(self):
        return [self[name] for name in self.CONFIRMATIONS]

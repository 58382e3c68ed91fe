"""The forms of the editions' pages."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from records.language_codes import LANGUAGES, REQUIRED_LANGUAGES
from records.language_forms import BothLanguagesForm
from reporting.models import EditionText


def _make_title_widget(language):
    return forms.TextInput({"lang": language, "autocomplete": "off"})


def _make_body_widget(language):
    return forms.Textarea({"data-markdown": "", "rows": 16, "class": "formatted", "lang": language})


class IssueForm(forms.Form):
    """The confirmation that an edition is issued: its key, typed, and from the second issue on the reason."""

    confirmation = forms.CharField(
        max_length=100, widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"})
    )
    reason = forms.CharField(
        label=_("Why is it issued again?"),
        max_length=500,
        required=False,
        widget=forms.TextInput({"autocomplete": "off"}),
        help_text=_("Everybody reads it beside the new files."),
    )
    seal = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2_000)

    def __init__(self, *args, edition, **kwargs):
        super().__init__(*args, **kwargs)
        self.edition = edition
        self.fields["confirmation"].label = _("To confirm, type the key of the edition: %(key)s") % {"key": edition.key}
        self.fields["reason"].required = edition.issues.exists()
        self.fields["reason"].error_messages["required"] = _(
            "This edition was issued before: write why it is issued again."
        )

    def clean_confirmation(self):
        typed = self.cleaned_data["confirmation"]
        if typed.casefold() != self.edition.key.casefold():
            raise ValidationError(
                _("“%(typed)s” is not the key of this edition: type %(key)s."),
                params={"typed": typed[:60], "key": self.edition.key},
            )
        return typed


class EditionTextForm(BothLanguagesForm):
    """An editorial text in French and in Dutch; in English too where `with_english` says so."""

    class Meta:
        model = EditionText
        fields = ["style", "title_fr", "title_nl", "title_en", "body_fr", "body_nl", "body_en"]
        labels = {
            "style": _("How it stands in the report"),
            "title_fr": _("Title in French"),
            "title_nl": _("Title in Dutch"),
            "title_en": _("Title in English"),
            "body_fr": _("Text in French"),
            "body_nl": _("Text in Dutch"),
            "body_en": _("Text in English"),
        }
        help_texts = dict.fromkeys(("body_fr", "body_nl", "body_en"), "")
        widgets = (
            {"style": forms.RadioSelect}
            | {f"title_{language}": _make_title_widget(language) for language in LANGUAGES}
            | {f"body_{language}": _make_body_widget(language) for language in LANGUAGES}
        )

    def __init__(self, *args, with_english, **kwargs):
        super().__init__(*args, **kwargs)
        self.languages = LANGUAGES if with_english else REQUIRED_LANGUAGES
        if not with_english:
            del self.fields["title_en"], self.fields["body_en"]
        self.fields["style"].choices = [(value, capfirst(label)) for value, label in EditionText.Style.choices]

    @property
    def titles(self):
        return [self[f"title_{language}"] for language in self.languages]

    @property
    def bodies(self):
        return [self[f"body_{language}"] for language in self.languages]

    def clean(self):
        cleaned = super().clean()
        names = [f"body_{language}" for language in self.languages]
        if not any(cleaned.get(name) for name in names) and not any(name in self.errors for name in names):
            raise ValidationError({"body_fr": _("Write the text, in French or in Dutch.")})
        return cleaned

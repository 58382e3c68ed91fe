"""The form of what stands in two languages: whoever rewrites one of them says that the other still says the same."""

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.translation import gettext_lazy as _

from records.forms import ContentForm
from records.history.registration import LANGUAGES_CONFIRMED
from records.languages import find_left_behind, is_on_the_site

BOTH_READ = _("I have read both: French and Dutch say the same.")


class BothLanguagesForm(ContentForm):
    """What the public sees is corrected in both languages, or somebody confirms that both still say the same."""

    languages_confirmed = forms.BooleanField(
        label=BOTH_READ,
        required=False,
        help_text=_("Asked where the text is on the site and only one of its two languages was changed."),
    )

    confirmed_above = None
    """Of a row under a record: whether that was confirmed on the form of the record."""

    def _post_clean(self):
        super()._post_clean()
        found = self._left_behind()
        if found and self._is_confirmed():
            self.instance._change_reason = LANGUAGES_CONFIRMED
        elif found:
            asked = _("Read both, and confirm that French and Dutch say the same.")
            # One thing to mend, whatever the number of fields.
            sentences = " ".join([*(left.sentence for left in found), str(asked)])
            place = "languages_confirmed" if self.confirmed_above is None else None
            self.add_error(place, ValidationError(sentences, code="one_language"))

    def _is_confirmed(self):
        if self.confirmed_above is None:
            return self.cleaned_data.get("languages_confirmed", False)
        return self.confirmed_above

    def _left_behind(self):
        is_stale = self.has_error(NON_FIELD_ERRORS, code="stale")  # what the other one wrote is no change of this form
        if is_stale or self.instance._state.adding or not is_on_the_site(self.instance):
            return []
        stored = type(self.instance)._base_manager.get(pk=self.instance.pk)
        return find_left_behind(stored, self.instance, *self.get_shared_records())

    def get_shared_records(self):
        """The records whose fields hold where this one leaves them open."""
        return []

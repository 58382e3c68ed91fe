"""The editing of an editorial text: saved as a whole, never over somebody else's, shown as the report will show it."""

from django.db import transaction
from django.utils.functional import cached_property

from records.models import StaleRecordError
from reporting.forms import EditionTextForm
from reporting.models import EditionText
from reporting.texts import add_text
from rounds.conflicts import MINE
from rounds.editing import FormBundle

PREFIX = "text"


class EditionTextBundle(FormBundle):
    """The form of one text, stored or not. Without `data` it shows what is stored, with it what was typed. `removal` is
    the line of the history with which somebody removed the text that is to be written again."""

    def __init__(self, text, user, data=None, *, removal=None, with_english=None):
        self.text, self.user, self.data, self.removal = text, user, data, removal
        if with_english is None:
            # What the page did not show was not typed, and what somebody else wrote there meanwhile stands.
            with_english = f"{PREFIX}-body_en" in data if data is not None else _has_english(text)
        self.with_english = with_english

    @cached_property
    def form(self):
        return EditionTextForm(self.data, instance=self.text, with_english=self.with_english, prefix=PREFIX)

    @cached_property
    def single_forms(self):
        return [self.form]

    def as_stored(self):
        """The same form, showing what is stored now."""
        return EditionTextBundle(EditionText.objects.get(pk=self.text.pk), self.user, with_english=self.with_english)

    def needs_choice(self, differences):
        """Where the other changed nothing of what is shown here (a move in the list, say), there is no choice."""
        return any(difference.choice != MINE for difference in differences)

    def build_preview_text(self):
        """The text that saving would give, to be shown; None where it would be refused. Nothing is written."""
        if self.data is None:
            return None if self.text._state.adding else self.text
        text = EditionText(edition_id=self.text.edition_id, place=self.text.place, volet_id=self.text.volet_id)
        typed = EditionTextBundle(text, self.user, self.data)
        return text if typed.is_valid() else None


def _has_english(text):
    return bool(text.title_en or text.body_en)


@transaction.atomic
def save_text(bundle, *, by):
    """Write what was typed. The bundle is valid.

    Raises StaleRecordError when somebody saved, removed or wrote back the text meanwhile; nothing is written then.
    """
    text = bundle.text
    if text._state.adding:
        bundle.text = add_text(bundle.form.save(commit=False), by=by)
    elif not EditionText.objects.editable_by(by).select_for_update().filter(pk=text.pk).exists():
        raise StaleRecordError(text)
    elif bundle.has_changed():
        bundle.form.save()

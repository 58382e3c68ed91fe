"""The editing of an editorial text: saved as a whole, never over somebody else's, shown as the report will show it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.functional import cached_property

from records.access import may_edit
from records.models import StaleRecordError
from reporting.forms import EditionTextForm
from reporting.models import EditionText
from reporting.texts import add_text
from rounds.editing import Writing

PREFIX = "text"


class TextEditing(Writing):
    """The form of one text, stored or not. Without `data` it shows what is stored, with it what was typed."""

    def __init__(self, text, user, data=None, *, with_english=None):
        self.text, self.user, self.data = text, user, data
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
        return TextEditing(EditionText.objects.get(pk=self.text.pk), self.user, with_english=self.with_english)

    def is_overtaken(self):
        return not self.text._state.adding and super().is_overtaken()

    def in_report(self):
        """The text that saving would give, to be shown; None where it would be refused. Nothing is written."""
        if self.data is None:
            return None if self.text._state.adding else self.text
        text = EditionText(edition_id=self.text.edition_id, place=self.text.place, volet_id=self.text.volet_id)
        typed = TextEditing(text, self.user, self.data)
        return text if typed.is_valid() else None


def _has_english(text):
    return bool(text.title_en or text.body_en)


@transaction.atomic
def save_text(editing, *, by):
    """Write what was typed. The editing is valid.

    Raises StaleRecordError when somebody saved, removed or wrote back the text meanwhile; nothing is written then.
    """
    text = editing.text
    if text._state.adding:
        add_text(editing.form.save(commit=False), by=by)
        return
    if not EditionText.objects.select_for_update().filter(pk=text.pk).exists():
        raise StaleRecordError(text)
    if not may_edit(by, text):
        raise PermissionDenied
    if editing.is_overtaken():
        raise StaleRecordError(text)
    if editing.has_changed():
        editing.form.save()

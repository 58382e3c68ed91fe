"""Saving a page of forms of which somebody else may have saved another version: told, compared, chosen, then written.

The version is checked twice: here, against what the page has read, and by the database with the row that is written
(`records.models.base`).
"""

from dataclasses import dataclass

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from records.models import StaleRecordError
from rounds import drafts
from rounds.conflicts import apply_choices, find_differences, find_last_editor, read_choices, set_stored_versions


@dataclass
class ChoiceNeeded(Exception):
    """Somebody else saved another version meanwhile: the writer chooses, field by field, before anything is written."""

    differences: list
    data: object  # what was typed, with the versions that are stored now
    is_incomplete: bool = False  # the writer has chosen already, but not everywhere

    def build_context(self, record):
        """What the page of the choice shows: the differences, who saved the stored version, and all that it sends
        again."""
        who, when = find_last_editor(record)
        own = {"csrfmiddlewaretoken", "action", "conflict", *(found.choice_name for found in self.differences)}
        fields = [(name, value) for name, values in self.data.lists() if name not in own for value in values]
        return {
            "found": self.differences, "fields": fields, "who": who, "when": when, "is_incomplete": self.is_incomplete
        }  # fmt: skip


class SavingMixin:
    """A view that saves a form bundle. It says how the bundle is made from some data, with what is stored now
    (`make_bundle`), how it is written (`write`), what is shown while it is not (`show_form`, `show_choice`), and where
    the writer goes afterwards (`get_success_address`)."""

    def find_draft(self):
        """What was being typed; what says nothing else than what is stored is forgotten."""
        draft = drafts.find_draft(self.request.user, self.form_name)
        if draft and not self.make_bundle(drafts.read_data(draft)).has_changed():
            drafts.delete_draft(self.request.user, self.form_name)
            return None
        return draft

    def save(self, bundle):
        """Write the bundle and go on; or show it again, with what stands in the way."""
        try:
            bundle = self._resolve_conflicts(bundle)
            if not bundle.is_valid():
                return self.show_form(bundle, status=422, with_errors=True)
            self.write(bundle)
        except ChoiceNeeded as choice:
            return self.show_choice(choice)
        except StaleRecordError:
            return self.save(self.make_bundle(bundle.data))
        drafts.delete_draft(self.request.user, self.form_name)
        messages.success(self.request, _("Saved."))
        return redirect(self.get_success_address(bundle))

    def _resolve_conflicts(self, bundle):
        """The bundle that can be judged: what was typed, over the version that is stored. Raises ChoiceNeeded."""
        if bundle.is_overtaken():
            data = set_stored_versions(bundle)
            renewed, differences = self.make_bundle(data), find_differences(bundle)
            if renewed.needs_choice(differences):
                raise ChoiceNeeded(differences, data)
            return renewed
        if "conflict" in bundle.data:
            differences = read_choices(bundle)
            if not all(found.choice for found in differences):
                raise ChoiceNeeded(differences, bundle.data, is_incomplete=True)
            return self.make_bundle(apply_choices(bundle, differences))
        return bundle

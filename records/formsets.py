"""Formsets of the rows under a record: with a limit where they are written, without input where they are only shown."""

import re

from django.forms import BaseInlineFormSet
from django.forms.formsets import TOTAL_FORM_COUNT
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from records.limits import MOST_ROWS


def get_limit_options(most=MOST_ROWS):
    """The arguments by which a formset takes at most so many rows, and reads no more."""
    return {"max_num": most, "absolute_max": most, "validate_max": True}


def describe_too_many(most):
    """The sentence for somebody who sends more rows than a list takes."""
    return ngettext("This list can have %(num)d row at most.", "This list can have %(num)d rows at most.", most) % {
        "num": most
    }


class BoundedFormSet(BaseInlineFormSet):
    """Rows that are written, with `get_limit_options`: sending more gets a sentence."""

    default_error_messages = {
        "missing_management_form": _("Only a part of this list arrived. Open the page again and fill it in once more."),
    }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        # Not the number that may be added, which is none where somebody may only change what is there.
        self.error_messages["too_many_forms"] = describe_too_many(self.absolute_max)

    def total_form_count(self):
        """The number that was sent, where more were announced than allowed: empty forms would only cost time."""
        count = super().total_form_count()
        if not self.is_bound or self.management_form.cleaned_data.get(TOTAL_FORM_COUNT, 0) <= self.absolute_max:
            return count
        return min(count, self._rows_sent)

    @cached_property
    def _rows_sent(self):
        row = re.compile(rf"{re.escape(self.prefix)}-([0-9]{{1,4}})-", re.ASCII)
        return max((int(found[1]) + 1 for name in self.data if (found := row.match(name))), default=0)


class ReadOnlyFormSet(BaseInlineFormSet):
    """Rows that are shown as they are stored, whatever was sent with the page."""

    def __init__(self, data=None, files=None, **options):
        super().__init__(None, None, **options)

    def is_valid(self):
        return True

    def save(self, commit=True):
        self.new_objects, self.changed_objects, self.deleted_objects = [], [], []
        return []

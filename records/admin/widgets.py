"""Choices that are searched while one types."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

from records.formsets import BoundedFormSet

LONGEST_KEY = 18
"""Digits of the largest number that every database takes as a key, whatever those digits are."""


def is_possible_key(value):
    """Whether a value from outside can be the key of a row: anything else is known without asking the database."""
    text = str(value)
    return text.isascii() and text.isdecimal() and len(text) <= LONGEST_KEY


class _PossibleChoices:
    """Django asks the database for whatever was sent as a choice, and fails on what is no key."""

    def optgroups(self, name, value, attrs=None):
        return super().optgroups(name, [key for key in value if is_possible_key(key)], attrs)


class SearchedChoice(_PossibleChoices, AutocompleteSelect):
    known = None
    """The record that is chosen, where it was read with the row that chose it: nothing is asked then."""

    def optgroups(self, name, value, attrs=None):
        if self.known is None or value != [str(self.known.pk)]:
            return super().optgroups(name, value, attrs)
        label = self.choices.field.label_from_instance(self.known)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options.append(self.create_option(name, self.known.pk, label, True, len(options)))
        return [(None, options, 0)]


class SearchedChoices(_PossibleChoices, AutocompleteSelectMultiple):
    pass


class PreloadedFormSet(BoundedFormSet):
    """Rows that show what they chose as it was read with them (`select_related`), without a question for each."""

    def add_fields(self, form, index):
        super().add_fields(form, index)
        for name, field in form.fields.items():
            widget = getattr(field.widget, "widget", field.widget)
            if isinstance(widget, SearchedChoice):
                widget.known = form.instance._state.fields_cache.get(name)

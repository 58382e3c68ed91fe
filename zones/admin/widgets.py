"""Choices that are searched while one types."""

from django.contrib.admin.widgets import AutocompleteSelect, AutocompleteSelectMultiple

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
    pass


class SearchedChoices(_PossibleChoices, AutocompleteSelectMultiple):
    pass

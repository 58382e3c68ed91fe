"""The languages of the site, by their codes: as the settings name them, and in that order everywhere."""

from django.conf import settings

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
"""Those in which the site can be read, and a text written."""

REQUIRED_LANGUAGES = ("fr", "nl")
"""Those in both of which a text stands before it is published; reports are made in each of them."""

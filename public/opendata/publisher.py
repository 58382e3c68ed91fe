"""Who publishes the data, under which licence, and the addresses that the formats must name in full."""

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from records.language_codes import LANGUAGES

PUBLISHER = "safe.brussels"
PUBLISHER_ADDRESS = "https://safe.brussels"
LICENCE = "CC BY 4.0"
LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"
ATTRIBUTION = "safe.brussels – GT CiPol / WG CiPol"


def absolute(name, *args):
    """The address of a view without a language, with its host."""
    return f"{settings.SITE_URL}{reverse(name, args=args)}"


def page_address(language, name, *args):
    """The address of a page in a language, with its host."""
    with translation.override(language):
        return absolute(f"public:{name}", *args)


def in_languages(text):
    """A text of the interface in each language, as they are for everybody: language → text."""
    spoken = {}
    for language in LANGUAGES:
        with translation.override(language):
            spoken[language] = str(text)
    return spoken

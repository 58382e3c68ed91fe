"""One address of every kind of public page, made from the patterns: a kind that is added is looked at too."""

from django.urls import reverse
from django.utils import translation

from public import urls
from tests.public.addresses import EXAMPLES

NO_PAGES = {"feed"}
# The same kinds with something asked for, and with more to tell; of the site of tests/public/whole_site.py.
VARIANTS = (
    "search/?q=balade",
    "search/?q=zzzzzz",
    "initiatives/?zone=5339&period=2023-2024",
    "initiatives/promenades/",
    "compare/?left=5339&right=asbl-tada",
    "antennas/?date=nothing&sort=opening",
)


def page_kinds(language):
    """The addresses, in the language."""
    with translation.override(language):
        kinds = [_address(pattern.name) for pattern in urls.urlpatterns if pattern.name not in NO_PAGES]
    return kinds + [f"/{language}/{variant}" for variant in VARIANTS]


def _address(name):
    name = f"{urls.app_name}:{name}"
    return reverse(name, kwargs=EXAMPLES[name]()[0] if name in EXAMPLES else {})

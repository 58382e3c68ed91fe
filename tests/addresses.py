"""Every address of an app, made from its patterns: a page that is added tomorrow is asked for as well."""

from importlib import import_module

from django.urls import reverse
from django.utils import translation


def addresses(app, arguments, *, language="en"):
    """(name, address) of every page of an app; `arguments` are the values by the name that the patterns give them.

    An argument with a value of None leaves out the pages that need it.
    """
    found = []
    for pattern in import_module(f"{app}.urls").urlpatterns:
        names = pattern.pattern.converters
        values = {name: arguments[_meant(name, names)] for name in names}
        if None not in values.values():
            with translation.override(language):
                found.append((pattern.name, reverse(f"{app}:{pattern.name}", kwargs=values)))
    return found


def _meant(name, names):
    """What an argument names: a key alone is that of an initiative, one beside a kind of text that of an update."""
    if name != "pk":
        return name
    return "update" if "kind" in names else "initiative"

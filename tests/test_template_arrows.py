"""Templates obey the same arrows as modules: a folder knows those below it, and the tags of its own app and below."""

import re
from importlib.util import find_spec

import pytest
from django.conf import settings

from tests.repository import ROOT

APPS = settings.OUR_APPS
"""From the door to the ground: each may know those behind it in the list."""

OWNERS = {
    "history": "records",
    "admin": "records",
    "simple_history": "records",
    "account": "accounts",
    "mfa": "accounts",
}
OF_THE_PROJECT = {"admin/index.html"}
"""Like its root addresses, they may name every app."""

TEMPLATES = {path.relative_to(ROOT / "templates").as_posix(): path for path in (ROOT / "templates").rglob("*.html")}
FOUND = re.compile(r"\{% (?:include|extends) \"([^\"]+)\"|\{% load ([^%]+) %\}")


def owner_of(name):
    """The app to which a template belongs; None for the frame and its components, which every page uses."""
    folder = name.partition("/")[0] if "/" in name else ""
    return OWNERS.get(folder, folder if folder in APPS else None)


def owner_of_library(library):
    """The app that has this library of tags; None for those of the project and of other packages."""
    return next(
        (app for app in APPS if find_spec(f"{app}.templatetags") and find_spec(f"{app}.templatetags.{library}")), None
    )


def named_in(path):
    """The apps whose templates or tags a template names."""
    for template, libraries in FOUND.findall(path.read_text()):
        yield from [owner_of(template)] if template else map(owner_of_library, libraries.split())


@pytest.mark.parametrize("name", sorted(set(TEMPLATES) - OF_THE_PROJECT))
def test_a_template_names_nothing_above_it(name):
    owner = owner_of(name)
    below = APPS[APPS.index(owner) :] if owner else []

    named = {app for app in named_in(TEMPLATES[name]) if app}

    assert named <= set(below)


def test_every_folder_of_templates_has_an_owner_or_is_shared():
    folders = {path.name for path in (ROOT / "templates").iterdir() if path.is_dir()}
    assert folders - set(APPS) - set(OWNERS) == {"components", "allauth"}

"""Numbers in the attributes of templates: written as they are, whatever a language does with those that are read."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import Context, engines
from django.utils import translation

TEMPLATES = sorted((settings.BASE_DIR / "templates").rglob("*.html"))
ATTRIBUTE = re.compile(r'([\w:-]+)="((?:[^"{]|\{(?![{%])|\{\{.*?\}\}|\{%.*?%\})*)"', re.DOTALL)
AS_IT_IS = re.compile(r"\{% localize off %\}.*?\{% endlocalize %\}", re.DOTALL)
# The names of our templates that stand for a number.
NUMBER = re.compile(r"\{\{\s*(?:[\w.]*\.)?(?:pk|number|version|counter0?|position|year|\w+_(?:pk|number))\s*\}\}")
# These are read aloud or shown: a number in them is one for the reader.
READ = {"alt", "aria-label", "content", "placeholder", "title"}


def formatted(source):
    """The attributes in which a number would be formatted."""
    attributes = ATTRIBUTE.finditer(AS_IT_IS.sub("", source))
    return [each[0] for each in attributes if each[1] not in READ and NUMBER.search(each[2])]


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(settings.BASE_DIR)))
def test_no_number_in_an_attribute_is_formatted(template: Path):
    assert formatted(template.read_text(encoding="utf-8")) == []


def test_a_number_that_would_be_formatted_is_found():
    wrong = '<p id="initiative-{{ initiative.pk }}" title="{{ volet.number }}"><a id="{{ pk|unlocalize }}">{{ pk }}'
    assert formatted(wrong) == ['id="initiative-{{ initiative.pk }}"']


def test_what_is_meant():
    django = engines["django"]
    template = django.from_string("{% load l10n %}{{ pk|unlocalize }} {{ pk }}").template
    with translation.override("fr"):
        written = template.render(Context({"pk": 12018}))
    assert written.replace("\u202f", " ").replace("\xa0", " ") == "12018 12 018"

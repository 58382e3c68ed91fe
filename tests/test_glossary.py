"""The glossary names what there is."""

import re

import pytest
from django.apps import apps

from tests.repository import ROOT

IDENTIFIERS = re.findall(r"`([a-z]+)\.([A-Z]\w+)\.?(\w*)`", (ROOT / "docs" / "glossary.md").read_text())


@pytest.mark.parametrize(("app", "model", "field"), IDENTIFIERS)
def test_every_identifier_of_the_glossary_exists(app, model, field):
    found = apps.get_model(app, model)

    assert not field or found._meta.get_field(field)

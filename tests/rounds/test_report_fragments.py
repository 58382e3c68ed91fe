"""One text as it will stand in the report, for a page of the site."""

import re

import pytest
from django.utils import translation

from rounds.report_fragments import render_text
from tests import builders

pytestmark = pytest.mark.django_db


def written(text, language="fr"):
    with translation.override(language):
        return {fragment.language: fragment.html for fragment in render_text(text, heading_level=4)}


def test_a_text_stands_in_french_and_in_dutch_with_the_typography_of_each():
    update = builders.make_update(body_fr="Quoi ? « Rien »", body_nl='"Niets"', status="changed")
    html = written(update)
    assert (list(html), "Quoi\u202f? «\u202fRien\u202f»" in html["fr"]) == (["fr", "nl"], True)
    assert "Periode" in html["nl"]


@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_both_stand_on_one_page_without_an_identifier_twice(language):
    body = "## Un\n\n### Deux\n\nTexte."
    update = builders.make_update(body_fr=body, body_nl=body)
    for _ in range(2):
        builders.make_figure(update=update)
    identifiers = re.findall(r' id="([^"]*)"', "".join(written(update, language).values()))
    assert (len(identifiers), len(set(identifiers))) == (6, 6)


def test_what_exists_in_one_language_says_so_in_the_other():
    html = written(builders.make_update(body_fr="Seulement ici.", body_nl=""))
    assert "Seulement ici." in html["nl"]
    assert 'lang="fr"' in html["nl"]


def test_a_text_of_an_antenna_stands_under_its_name():
    update = builders.make_antenna_update(antenna=builders.make_antenna(name_fr="Nord"), body_fr="Texte.")
    assert re.sub(r"<[^>]+>", "|", written(update)["fr"]) == "||Nord||Texte.||"


def test_markup_of_a_text_is_words():
    html = written(builders.make_update(body_fr="<script>alert(1)</script>", title_fr="<b>"))
    assert "<script>" not in html["fr"]
    assert "&lt;b&gt;" in html["fr"]

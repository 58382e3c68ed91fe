"""What people typed stands in the report as they typed it, and does nothing there: in HTML, Word, PDF and Excel."""

import datetime
import io

import lxml.html
import pikepdf
import pytest
from django.db import transaction
from django.test import override_settings

from document.rendering import Format, render_formats
from reporting.reports import annual
from tests.builders import MAKERS
from tests.document.renderers.pdf.checker import findings
from tests.hostile import (
    LANGUAGES,
    RIGHT_TO_LEFT,
    HostileWorld,
    controls,
    dangers_of_package,
    dangers_of_page,
    free_fields,
    marker,
    squeeze,
)
from tests.reporting.reports.annual.reading import holds, pages

# The database is made for tests that say that they use it; one process makes the files for all of them.
pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("hostile_report")]

EVERY_FILE = [(language, file_format) for language in ("fr", "nl") for file_format in Format]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """What was typed, row → field → text, and the eight files that came of it. The database is empty afterwards."""
    media = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with media, django_db_blocker.unblock(), transaction.atomic():
        world = HostileWorld()
        world.files = {
            (language, file_format): content
            for language in ("fr", "nl")
            for file_format, content in render_formats(
                annual.build_document(world.edition, language, date=datetime.date(2025, 3, 31))
            )
        }
        transaction.set_rollback(True)
    return world


NOT_TOLD = {
    "initiatives.Framework.note": "on the page of the framework",
    "initiatives.Framework.title": "the subject in the properties of a file",
    "initiatives.Framework.short_title": "for lists of choices",
    "initiatives.Photo.alternative": "in the place of the picture: see below",
    "initiatives.UpdateReview.remark": "between the partner and the Coordination",
    "lisa.AntennaCount.source": "on the page of the antennas",
    "lisa.AntennaReview.remark": "between the partner and the Coordination",
    "reporting.Issue.reason": "on the page of the editions",
    "rounds.Extension.reason": "of the round",
    "rounds.Message.body": "of the round",
    "rounds.Message.failure": "of the round",
    "rounds.Message.subject": "of the round",
    "rounds.Question.answer": "of the round",
    "rounds.Question.text": "of the round",
    "zones.Commune.postal_codes": "for searching",
    "zones.Partner.former_names": "for searching",
    "zones.Partner.short_name": "for narrow places on the site",
    "zones.PoliceZone.communes_order": "the codes of its communes",
    "zones.PoliceZone.short_name": "for narrow places on the site",
    "accounts.User.first_name": "people are not named",
    "accounts.User.last_name": "people are not named",
}
"""Why a field stands in no report; every other field of every model must stand in each."""

NOT_IN_SHEETS = NOT_TOLD | {"initiatives.Photo.credit": "a sheet holds no pictures"}


def written_in(world, language):
    """(model.field without its language, text) for each text that a report in the language could hold."""
    for row, texts in world.texts.items():
        for name, text in texts.items():
            if not name.endswith(tuple(f"_{other}" for other in LANGUAGES if other != language)):
                yield f"{row._meta.label}.{name.removesuffix(f'_{language}')}", text


def readable(text, file_format):
    """What of a text can be read back: from a PDF, words that run to the left come letter by letter in that order."""
    return text.removesuffix(f" {RIGHT_TO_LEFT}") if file_format is Format.PDF else text


@pytest.mark.parametrize(("language", "file_format"), EVERY_FILE)
def test_every_text_stands_in_the_report_as_it_was_typed(world, language, file_format):
    squeezed = pages(world.files[language, file_format], file_format)
    standing, cut = set(), []
    for place, text in written_in(world, language):
        if any(marker(text) in page for page in squeezed):
            standing.add(place)
            if not holds(squeezed, readable(text, file_format)):
                cut.append((place, text))
    every = {place for place, _text in written_in(world, language)}
    assert cut == []
    assert every - standing == (NOT_IN_SHEETS if file_format is Format.XLSX else NOT_TOLD).keys()


def test_every_model_with_free_text_is_in_the_report_of_this_test(world):
    models = {model for model in MAKERS if free_fields(model)}
    assert {type(row) for row in world.texts} >= models


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_nothing_runs_in_the_page_and_nothing_typed_became_mark_up(world, language):
    content = world.files[language, Format.HTML].decode()
    assert (dangers_of_page(content), controls(content)) == ([], [])


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize("file_format", [Format.DOCX, Format.XLSX])
def test_word_and_excel_get_clean_xml_without_formula_or_action(world, language, file_format):
    assert dangers_of_package(world.files[language, file_format]) == []


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_the_pdf_is_sound_and_runs_nothing(world, language):
    content = world.files[language, Format.PDF]
    assert findings(content) == []
    with pikepdf.open(io.BytesIO(content)) as pdf:
        keys = {key for entry in pdf.objects if isinstance(entry, pikepdf.Dictionary) for key in entry}
        targets = [
            str(entry["/URI"]) for entry in pdf.objects if isinstance(entry, pikepdf.Dictionary) and "/URI" in entry
        ]
    assert keys & {"/JS", "/AA", "/Launch", "/EmbeddedFiles"} == set()
    assert [target for target in targets if not target.startswith(("https://", "http://", "mailto:"))] == []


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_what_a_picture_shows_is_told_in_its_place(world, language):
    content = world.files[language, Format.HTML].decode()
    told = {squeeze(image.get("alt")) for image in lxml.html.fromstring(content).iter("img")}
    typed = {squeeze(text) for place, text in written_in(world, language) if place == "initiatives.Photo.alternative"}
    assert told & typed == told != set()

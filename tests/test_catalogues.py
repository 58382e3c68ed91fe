"""The interface in French and Dutch, the languages it is translated into: English is what the source is written in."""

import os
import re
import shutil
import subprocess
import sys

import polib
import pytest
from django.conf import settings
from django.core.checks import registry as checks
from django.utils import translation

from cipol.catalogues import (
    LOCALE,
    compile_catalogue,
    compile_where_possible,
    list_catalogues,
    list_uncompiled_languages,
)
from cipol.checks import check_catalogues

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != "en"]
SOURCES = ["cipol", "document", "templates", *settings.OUR_APPS]


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(LOCALE / language / "LC_MESSAGES" / "django.po"))


def texts(entries) -> set[tuple[str | None, str, str]]:
    return {(entry.msgctxt, entry.msgid, entry.msgid_plural) for entry in entries if not entry.obsolete}


def translations(entries) -> dict[tuple[str | None, str], tuple[str, dict[int, str]]]:
    return {(entry.msgctxt, entry.msgid): (entry.msgstr, entry.msgstr_plural) for entry in entries}


def placeholders(text: str) -> list[str]:
    return sorted(re.findall(r"%(?:\(\w+\))?[sd]|\{\w*\}", text))


def test_there_is_a_catalogue_for_every_language_but_that_of_the_source():
    assert [path.parent.parent.name for path in list_catalogues()] == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str):
    assert [entry.msgid for entry in catalogue(language).untranslated_entries()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_a_guess(language: str):
    assert [entry.msgid for entry in catalogue(language).fuzzy_entries()] == []


def test_french_is_written_with_its_spaces_and_apostrophes():
    """A sign never begins a line: what stands before it does not break; « and » hold on to their words."""
    entries = catalogue("fr")
    written = [text for entry in entries for text in (entry.msgstr, *entry.msgstr_plural.values())]
    prose = [re.sub(r"%\(\w+\)[sd]|<[^>]*>|`[^`]*`", "", text) for text in written]

    assert [text for text in prose if re.search(" [;?!»]| :(?!\\w)|« ", text)] == []
    assert [text for text in prose if "'" in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_places_of_its_values(language: str):
    """A plural form may leave the number out ("one antenna"), never add a value."""
    for entry in catalogue(language).translated_entries():
        if entry.msgid_plural:
            allowed = set(placeholders(entry.msgid_plural))
            assert [form for form in entry.msgstr_plural.values() if not set(placeholders(form)) <= allowed] == []
        else:
            assert placeholders(entry.msgstr) == placeholders(entry.msgid), entry.msgid


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_compiled_form_says_what_the_catalogue_says(language: str, tmp_path):
    copy = tmp_path / "django.po"
    shutil.copy(LOCALE / language / "LC_MESSAGES" / "django.po", copy)
    compiled = polib.mofile(str(compile_catalogue(copy)))
    assert translations(compiled) == translations(catalogue(language).translated_entries())


@pytest.fixture
def locale(tmp_path):
    """Catalogues of two languages, the first of them compiled."""
    for language in ("fr", "nl"):
        folder = tmp_path / language / "LC_MESSAGES"
        folder.mkdir(parents=True)
        (folder / "django.po").write_text('msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n')
    compile_catalogue(tmp_path / "fr" / "LC_MESSAGES" / "django.po")
    return tmp_path


def test_what_is_not_compiled_is_an_error_that_says_what_to_do(locale):
    (error,) = check_catalogues(None, locale)

    assert (error.id, error.msg) == ("cipol.E001", "The texts of the interface are not compiled: nl.")
    assert "python -m cipol.catalogues" in error.hint
    assert check_catalogues in checks.registry.get_checks()


def test_what_is_missing_or_has_changed_is_compiled(locale):
    compiled = locale / "fr" / "LC_MESSAGES" / "django.mo"
    os.utime(compiled, (0, 0))
    assert list_uncompiled_languages(locale) == ["fr", "nl"]

    compile_where_possible(locale)

    assert (list_uncompiled_languages(locale), check_catalogues(None, locale)) == ([], [])
    assert {path.name for path in locale.rglob("django*")} == {"django.po", "django.mo"}


def test_where_it_may_not_be_written_it_stays_an_error(locale):
    (locale / "nl" / "LC_MESSAGES" / "django.mo").mkdir()

    compile_where_possible(locale)

    assert [error.id for error in check_catalogues(None, locale)] == ["cipol.E001"]


def test_a_fresh_copy_speaks_french_from_its_first_command_on(tmp_path):
    for source in SOURCES:
        shutil.copytree(settings.BASE_DIR / source, tmp_path / source, ignore=shutil.ignore_patterns("*.mo"))
    shutil.copy(settings.BASE_DIR / "manage.py", tmp_path)
    command = [sys.executable, "manage.py", "export_report", "--help"]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "cipol.settings"}

    said = subprocess.run(command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True).stdout

    assert "Produit une édition du rapport" in " ".join(said.split())


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_program_speaks_the_language(language: str):
    entry = next(entry for entry in catalogue(language).translated_entries() if not entry.msgctxt and entry.msgstr)
    with translation.override(language):
        assert translation.gettext(entry.msgid) == entry.msgstr


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The catalogues that `make messages` would make from the sources as they are, in a copy."""
    if not shutil.which("xgettext"):
        if os.environ.get("CI"):
            pytest.fail("CI needs the gettext programs.")
        pytest.skip("the gettext programs are not installed (Debian: apt-get install gettext)")
    copy = tmp_path_factory.mktemp("sources")
    for source in SOURCES:
        shutil.copytree(settings.BASE_DIR / source, copy / source)
    shutil.copy(settings.BASE_DIR / "manage.py", copy)
    languages = [option for language in LANGUAGES for option in ("--locale", language)]
    command = [sys.executable, "manage.py", "makemessages", "--no-obsolete", *languages]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "cipol.settings"}
    subprocess.run(command, cwd=copy, env=environment, check=True)
    return copy / "cipol" / "locale"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_catalogue_has_the_texts_of_the_sources_and_no_other(language: str, collected):
    here = texts(catalogue(language))
    needed = texts(polib.pofile(str(collected / language / "LC_MESSAGES" / "django.po")))
    missing, useless = needed - here, here - needed
    assert (missing, useless) == (set(), set()), "make messages collects them"

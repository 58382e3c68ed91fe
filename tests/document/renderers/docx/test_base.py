"""The base document and the properties of what is made on it."""

from datetime import UTC, datetime

import docx
import pytest

from document.renderers.docx import render
from document.renderers.docx.base import make_base_document
from document.renderers.docx.package import BASE
from tests.document.documents import every_block
from tests.document.renderers.docx.reading import WordFile, rendered, values

STYLES = {
    "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "Heading 4", "Heading 5", "Heading 6",
    "Body Text", "Lead", "Label", "Note", "Source", "Caption", "Picture Caption",
    "List Bullet", "List Bullet 2", "List Bullet 3", "List Number", "List Number 2", "List Number 3",
    "Callout Title", "Callout Text", "Definition", "Definition Term", "Report Table", "Table Text",
    "footnote text", "footnote reference", "Header", "Footer", "TOC Heading", "toc 1", "toc 2", "toc 3", "Hyperlink",
}  # fmt: skip


def test_the_base_document_is_what_its_module_makes():
    """Run `python -m document.renderers.docx.base` after a change of the styles."""
    assert BASE.read_bytes() == make_base_document()


def test_the_base_document_has_every_named_style():
    named = {style.name for style in docx.Document(str(BASE)).styles}

    assert sorted(STYLES - named) == []


def test_every_style_that_a_document_uses_exists():
    file = WordFile(render(every_block()))
    used = {name for tag in ("w:pStyle", "w:rStyle", "w:tblStyle") for name in values(file.body, tag)}

    defined = set(values(file.part("styles.xml"), "w:style", "w:styleId"))

    assert sorted(used - defined) == []


def test_the_same_document_gives_the_same_bytes():
    assert render(every_block()) == render(every_block())


def test_the_parts_have_one_order_and_no_clock():
    entries = WordFile(render(every_block())).archive.infolist()
    names = [entry.filename for entry in entries]

    assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
    assert names == ["[Content_Types].xml", *sorted(names[1:])]


@pytest.mark.parametrize(("language", "locale"), [("fr", "fr-BE"), ("nl", "nl-BE"), ("en", "en-GB")])
def test_the_properties_say_what_the_document_is(language, locale):
    file = rendered(language=language, subject="Suivi de la résolution")
    properties = docx.Document(file.archive.fp).core_properties

    assert properties.title == "Rapport"
    assert properties.subject == "Suivi de la résolution"
    assert properties.author == "safe.brussels"
    assert properties.language == locale
    assert properties.created == properties.modified == datetime(2025, 3, 1, tzinfo=UTC)
    assert values(file.part("styles.xml"), "w:lang") == [locale]
    assert values(file.part("settings.xml"), "w:themeFontLang") == [locale]


def test_a_title_longer_than_a_property_may_be_is_cut_there_only():
    file = rendered(title="x" * 300)

    assert docx.Document(file.archive.fp).core_properties.title == "x" * 255
    assert file.paragraphs("Title") == ["x" * 300]


def test_word_is_not_asked_to_update_fields_when_it_opens_the_file():
    settings = rendered().part("settings.xml")

    assert values(settings, "w:updateFields") == []

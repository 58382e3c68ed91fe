"""The Word file as a package: its properties, and the same bytes for the same document."""

from __future__ import annotations

import datetime
import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

from docx.document import Document as WordDocument

from document.blocks import Document, Language
from document.renderers.docx.xml import clean_text, qualify_name

BASE = Path(__file__).with_name("base.docx")

LOCALES: dict[Language, str] = {"fr": "fr-BE", "nl": "nl-BE", "en": "en-GB"}

_CONTENT_TYPES = "[Content_Types].xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest moment a zip file knows
_LONGEST_PROPERTY = 255


def set_properties(word: WordDocument, document: Document) -> None:
    """Write title, publisher, date and language into the properties and the styles of the Word document."""
    properties = word.core_properties
    properties.title = _clean_property(document.title)
    properties.subject = _clean_property(document.subject or document.subtitle)
    properties.author = properties.last_modified_by = _clean_property(document.publisher)
    properties.language = LOCALES[document.language]
    properties.created = properties.modified = datetime.datetime.combine(document.date, datetime.time())
    properties.revision = 1
    for element in (word.styles.element, word.settings.element):
        for language in element.iter(qualify_name("w:lang"), qualify_name("w:themeFontLang")):
            language.set(qualify_name("w:val"), LOCALES[document.language])
    for language in word.styles.element.iter(qualify_name("w:lang")):
        language.set(qualify_name("w:eastAsia"), LOCALES[document.language])


def save_document(word: WordDocument) -> bytes:
    """The Word document as a file."""
    buffer = io.BytesIO()
    word.save(buffer)
    with zipfile.ZipFile(buffer) as written:
        return zip_parts({name: written.read(name) for name in written.namelist()})


def zip_parts(parts: Mapping[str, bytes]) -> bytes:
    """A zip file of the parts: the content types first, as Word wants it, the others by name, and no clock."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(parts, key=lambda name: (name != _CONTENT_TYPES, name)):
            entry = zipfile.ZipInfo(name, _EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0  # not the system of the machine
            packed.writestr(entry, parts[name])
    return buffer.getvalue()


def _clean_property(text: str) -> str:
    return clean_text(text)[:_LONGEST_PROPERTY]

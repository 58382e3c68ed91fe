"""From a document to a file: the one door to the four renderers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import assert_never

from document.blocks import Document
from document.typography import typeset_document


class Format(StrEnum):
    HTML = "html"
    DOCX = "docx"
    PDF = "pdf"
    XLSX = "xlsx"

    @property
    def media_type(self) -> str:
        return _MEDIA_TYPES[self]


_MEDIA_TYPES = {
    Format.HTML: "text/html; charset=utf-8",
    Format.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Format.PDF: "application/pdf",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def render_document(document: Document, file_format: Format) -> bytes:
    """The document as a file of that format, typeset. The same document gives the same bytes on every machine."""
    return _render_typeset(typeset_document(document), file_format)


def render_formats(document: Document, formats: Iterable[Format] = Format) -> Iterator[tuple[Format, bytes]]:
    """The document as a file of each format, one by one; the typesetting is done once for all of them."""
    typeset = typeset_document(document)
    for file_format in formats:
        yield file_format, _render_typeset(typeset, file_format)


def _render_typeset(typeset: Document, file_format: Format) -> bytes:
    # Each renderer is loaded when it is used: python-docx, typst and XlsxWriter are slow to import.
    match file_format:
        case Format.HTML:
            from document.renderers import html

            return html.render(typeset)
        case Format.DOCX:
            from document.renderers import docx

            return docx.render(typeset)
        case Format.PDF:
            from document.renderers import pdf

            return pdf.render(typeset)
        case Format.XLSX:
            from document.renderers import xlsx

            return xlsx.render(typeset)
        case _:
            assert_never(file_format)

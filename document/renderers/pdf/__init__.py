"""PDF/UA-1: typst sets the pages and the tags, then one pass with pikepdf adds the tags it has no way to set."""

from __future__ import annotations

from document.blocks import Document
from document.renderers.pdf.compiler import compile_pages
from document.renderers.pdf.content import build_content
from document.renderers.pdf.tagging import complete_tags


def render(document: Document) -> bytes:
    """The document as a tagged PDF. The same document always gives the same bytes.

    Characters that no embedded font has are shown as U+FFFD; nothing in a document stops its export.
    """
    content = build_content(document)
    return complete_tags(compile_pages(content), row_headings=content.row_headings)

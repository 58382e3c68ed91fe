"""A document as one HTML page that needs no other file."""

from document.blocks import Document
from document.renderers.html.page import page, stylesheet

__all__ = ["render", "stylesheet"]


def render(document: Document) -> bytes:
    """The page in UTF-8: no script, no request, and one style sheet, that of `stylesheet()`."""
    return page(document).html.encode("utf-8")

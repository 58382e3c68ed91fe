"""A document as one HTML page that needs no other file."""

from document.blocks import Document
from document.renderers.html.page import read_stylesheet, render_page

__all__ = ["read_stylesheet", "render"]


def render(document: Document) -> bytes:
    """The page in UTF-8: no script, no request, and one style sheet, that of `read_stylesheet()`."""
    return render_page(document).html.encode("utf-8")

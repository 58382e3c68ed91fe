"""The cover: the mark, title, subtitle, and at the foot of the page publisher and date."""

from __future__ import annotations

import io
from collections.abc import Iterator

import PIL.Image
import PIL.ImageDraw

from document.blocks import Document
from document.dates import format_date
from document.palette import ACCENT, CENTRE, SIGNAL, TILES
from document.renderers.docx.inlines import RunFormat, make_run
from document.renderers.docx.paragraphs import make_paragraph
from document.renderers.docx.pictures import make_picture
from document.renderers.docx.place import Place
from document.renderers.docx.styles import make_cover_frame
from document.renderers.docx.xml import Element, make_text

_TILE, _GAP = 92, 8  # pixels
_MARK_SIZE = 4082  # twips: 7.2 cm


def render_cover(document: Document, place: Place) -> Iterator[Element]:
    """The paragraphs of the cover."""
    mark = make_picture(place.context, _draw_logo(), "image/png", (_MARK_SIZE, _MARK_SIZE))
    yield make_paragraph("CoverMark", (mark,))
    yield _render_line("Title", document.title, place)
    if document.subtitle:
        yield _render_line("Subtitle", document.subtitle, place)
    yield _render_line("CoverPublisher", document.publisher, place, make_cover_frame())
    yield _render_line("CoverDate", format_date(document.date, document.language), place, make_cover_frame())


def _render_line(style: str, line: str, place: Place, *properties: Element) -> Element:
    return make_paragraph(style, (make_run(make_text(line), place, RunFormat(place.language)),), *properties)


def _draw_logo() -> bytes:
    """The nineteen tiles, the City of Brussels in red."""
    side = 5 * _TILE + 4 * _GAP
    mark = PIL.Image.new("RGBA", (side, side), (255, 255, 255, 0))
    pen = PIL.ImageDraw.Draw(mark)
    for tile in TILES:
        top, left = ((position - 1) * (_TILE + _GAP) for position in tile)
        colour = SIGNAL if tile == CENTRE else ACCENT
        pen.rectangle((left, top, left + _TILE - 1, top + _TILE - 1), fill=colour)
    buffer = io.BytesIO()
    mark.save(buffer, "PNG")
    return buffer.getvalue()

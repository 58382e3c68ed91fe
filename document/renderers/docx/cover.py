"""The cover: the mark, title, subtitle, and at the foot of the page publisher and date."""

from __future__ import annotations

import io
from collections.abc import Iterator

import PIL.Image
import PIL.ImageDraw

from document.blocks import Document
from document.dates import format_date
from document.palette import ACCENT, CENTRE, SIGNAL, TILES
from document.renderers.docx.inlines import Face, run
from document.renderers.docx.paragraphs import paragraph
from document.renderers.docx.pictures import picture
from document.renderers.docx.place import Place
from document.renderers.docx.styles import cover_frame
from document.renderers.docx.xml import Element, words

_TILE, _GAP = 92, 8  # pixels
_MARK_SIZE = 4082  # twips: 7.2 cm


def cover(document: Document, place: Place) -> Iterator[Element]:
    """The paragraphs of the cover."""
    mark = picture(place.draft, _mark(), "image/png", (_MARK_SIZE, _MARK_SIZE))
    yield paragraph("CoverMark", (mark,))
    yield _line("Title", document.title, place)
    if document.subtitle:
        yield _line("Subtitle", document.subtitle, place)
    yield _line("CoverPublisher", document.publisher, place, cover_frame())
    yield _line("CoverDate", format_date(document.date, document.language), place, cover_frame())


def _line(style: str, line: str, place: Place, *properties: Element) -> Element:
    return paragraph(style, (run(words(line), place, Face(place.language)),), *properties)


def _mark() -> bytes:
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

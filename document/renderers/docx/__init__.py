"""The Word renderer: a document on the named styles of base.docx, with contents, notes, links and alternative texts."""

from __future__ import annotations

from collections.abc import Iterator

import docx

from document.blocks import Document
from document.renderers.docx.blocks import render_section
from document.renderers.docx.contents import contents
from document.renderers.docx.cover import cover
from document.renderers.docx.footnotes import add_footnote_part
from document.renderers.docx.outline import bookmarks, entries
from document.renderers.docx.package import BASE, describe, save
from document.renderers.docx.pagination import bookmark_pages
from document.renderers.docx.place import Draft, Place
from document.renderers.docx.running import RunningLines
from document.renderers.docx.sections import Pages, flow, page


def render(document: Document) -> bytes:
    """The document as a Word file. The same document gives the same bytes."""
    word = docx.Document(str(BASE))
    notes = add_footnote_part(word)
    draft = Draft(word, document.language, bookmarks(entries(document)), notes)
    body = word.element.body
    body[:] = flow(_stretches(document, Place(draft, word.part, document.language)))
    notes.element.extend(draft.footnotes)
    describe(word, document)
    return save(word)


def _stretches(document: Document, place: Place) -> list[Pages]:
    """Cover, contents, then each section of the document with its own running header."""
    lines = RunningLines(document, place)
    front = Pages(tuple(cover(document, place)), page())
    sections = [
        Pages(tuple(render_section(section, place)), lines.page_of(section.heading)) for section in document.sections
    ]
    return [front, *_contents(document, place, lines, front, sections), *sections]


def _contents(
    document: Document, place: Place, lines: RunningLines, front: Pages, sections: list[Pages]
) -> Iterator[Pages]:
    headings = entries(document)
    if not headings:
        return
    # The contents take pages themselves: they are laid out once without numbers.
    blank = tuple(contents(document, headings, {}, place))
    pages = bookmark_pages([front.elements, blank, *(section.elements for section in sections)])
    yield Pages(tuple(contents(document, headings, pages, place)), lines.page_under(document.contents_title))

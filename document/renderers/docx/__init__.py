"""The Word renderer: a document on the named styles of base.docx, with contents, notes, links and alternative texts."""

from __future__ import annotations

from collections.abc import Iterator

import docx

from document.blocks import Document
from document.renderers.docx.blocks import render_section
from document.renderers.docx.contents import render_contents
from document.renderers.docx.cover import render_cover
from document.renderers.docx.footnotes import add_footnote_part
from document.renderers.docx.headers_and_footers import HeadersAndFooters
from document.renderers.docx.outline import collect_headings, name_bookmarks
from document.renderers.docx.package import BASE, save_document, set_properties
from document.renderers.docx.pagination import estimate_bookmark_pages
from document.renderers.docx.place import BuildContext, Place
from document.renderers.docx.sections import WordSection, join_sections, make_section_properties


def render(document: Document) -> bytes:
    """The document as a Word file. The same document gives the same bytes."""
    word = docx.Document(str(BASE))
    notes = add_footnote_part(word)
    context = BuildContext(word, document.language, name_bookmarks(collect_headings(document)), notes)
    body = word.element.body
    body[:] = join_sections(_make_sections(document, Place(context, word.part, document.language)))
    notes.element.extend(context.footnotes)
    set_properties(word, document)
    return save_document(word)


def _make_sections(document: Document, place: Place) -> list[WordSection]:
    """Cover, contents, then each section of the document with a header of its own."""
    headers = HeadersAndFooters(document, place)
    front = WordSection(tuple(render_cover(document, place)), make_section_properties())
    sections = [
        WordSection(tuple(render_section(section, place)), headers.make_properties_for_heading(section.heading))
        for section in document.sections
    ]
    return [front, *_make_contents_section(document, place, headers, front, sections), *sections]


def _make_contents_section(
    document: Document, place: Place, headers: HeadersAndFooters, front: WordSection, sections: list[WordSection]
) -> Iterator[WordSection]:
    headings = collect_headings(document)
    if not headings:
        return
    # The contents take pages themselves: they are laid out once without numbers.
    blank = tuple(render_contents(document, headings, {}, place))
    pages = estimate_bookmark_pages([front.elements, blank, *(section.elements for section in sections)])
    yield WordSection(
        tuple(render_contents(document, headings, pages, place)),
        headers.make_properties_for_line(document.contents_title),
    )

"""The table of contents: a field of Word whose entries are written already, each a link to its heading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from document.blocks import Document
from document.palette import volet_colour
from document.renderers.docx.fields import field, field_end, field_start, shown
from document.renderers.docx.inlines import Face, run
from document.renderers.docx.outline import Entry, title
from document.renderers.docx.paragraphs import paragraph
from document.renderers.docx.place import Place
from document.renderers.docx.xml import Element, node, words

DEPTH = 3


def contents(document: Document, entries: Sequence[Entry], pages: Mapping[str, int], place: Place) -> Iterator[Element]:
    """The title of the contents and one line for each heading of the upper levels.

    `pages` says on which page a bookmark is, by the best estimate there is before Word lays the document out.
    """
    heading = run(words(document.contents_title), place, Face(place.language))
    yield paragraph("TOCHeading", (heading,))
    listed = [entry for entry in entries if entry.level <= DEPTH]
    for position, entry in enumerate(listed):
        # The field starts in the first line and ends in the last one.
        before = field_start(rf'TOC \o "1-{DEPTH}" \h \z \u') if position == 0 else ()
        after = (field_end(),) if position == len(listed) - 1 else ()
        yield paragraph(f"TOC{entry.level}", (*before, _line(entry, pages, place), *after))


def _line(entry: Entry, pages: Mapping[str, int], place: Place) -> Element:
    bookmark = place.draft.bookmarks[entry.heading.anchor]
    colour = volet_colour(entry.accent) if entry.level == 1 else ""
    name = run(words(title(entry.heading)), place, Face(entry.language, colour=colour))
    number = field(rf"PAGEREF {bookmark} \h", shown(str(pages.get(bookmark, 1))))
    return node("w:hyperlink", name, node("w:r", node("w:tab")), *number, anchor=bookmark, history=1)

"""The table of contents: a field of Word whose entries are written already, each a link to its heading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from document.blocks import Document
from document.palette import get_volet_colour
from document.renderers.docx.fields import end_field, make_field, make_value, start_field
from document.renderers.docx.inlines import RunFormat, make_run
from document.renderers.docx.outline import OutlineEntry, format_title
from document.renderers.docx.paragraphs import make_paragraph
from document.renderers.docx.place import Place
from document.renderers.docx.xml import Element, make_text, node

DEPTH = 3


def render_contents(
    document: Document, entries: Sequence[OutlineEntry], pages: Mapping[str, int], place: Place
) -> Iterator[Element]:
    """The title of the contents and one line for each heading of the upper levels.

    `pages` says on which page a bookmark is, by the best estimate there is before Word lays the document out.
    """
    heading = make_run(make_text(document.contents_title), place, RunFormat(place.language))
    yield make_paragraph("TOCHeading", (heading,))
    listed = [entry for entry in entries if entry.level <= DEPTH]
    for position, entry in enumerate(listed):
        # The field starts in the first line and ends in the last one.
        before = start_field(rf'TOC \o "1-{DEPTH}" \h \z \u') if position == 0 else ()
        after = (end_field(),) if position == len(listed) - 1 else ()
        yield make_paragraph(f"TOC{entry.level}", (*before, _render_line(entry, pages, place), *after))


def _render_line(entry: OutlineEntry, pages: Mapping[str, int], place: Place) -> Element:
    bookmark = place.context.bookmarks[entry.heading.anchor]
    colour = get_volet_colour(entry.accent) if entry.level == 1 else ""
    name = make_run(make_text(format_title(entry.heading)), place, RunFormat(entry.language, colour=colour))
    number = make_field(rf"PAGEREF {bookmark} \h", make_value(str(pages.get(bookmark, 1))))
    return node("w:hyperlink", name, node("w:r", node("w:tab")), *number, anchor=bookmark, history=1)

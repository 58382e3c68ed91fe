"""One text as it will stand in the report, for a page of the site: what is reviewed is what will be printed."""

from dataclasses import dataclass, replace

from django.db.models import prefetch_related_objects
from django.utils import translation

from document.blocks import Heading, Section, paragraph
from document.renderers.html.flow import blocks_markup
from document.renderers.html.markup import element
from document.renderers.html.place import Page, Place
from document.typography import typeset_blocks
from initiatives.models import Update
from records.language_codes import REQUIRED_LANGUAGES
from records.wording import body, inline
from reporting.models import EditionText
from reporting.reports.annual.editorial import texts_as_blocks
from reporting.reports.annual.material import Highlighted
from reporting.reports.annual.volets import initiative_section

EVIDENCE = ("figures__indicator", "events", "photos")


@dataclass(frozen=True)
class Fragment:
    language: str
    html: str


def fragments(text, *, heading_level):
    """The text, an update of an initiative or of an antenna or a text of an edition, as HTML in each language of the
    reports. A text of an edition need not be stored.

    The fragments of one call can stand on one page: no identifier comes twice.
    """
    prefetch_related_objects([text], *(EVIDENCE if isinstance(text, Update) else ()))
    page = Page(translation.get_language(), frozenset())
    return [_fragment(text, language, page, heading_level) for language in REQUIRED_LANGUAGES]


def _fragment(text, language, page, heading_level):
    with translation.override(language):
        blocks = tuple(_identified(block, language) for block in _blocks(text, language))
    flow = blocks_markup(typeset_blocks(blocks, language), Place(page, language, heading_level))
    return Fragment(language, flow.html + _notes(page))


def _blocks(text, language):
    match text:
        case Update():
            return (_initiative(text, language),)
        case EditionText():
            return texts_as_blocks([text], language, "text")
        case _:
            return (_antenna(text, language),)


def _initiative(update, language):
    return initiative_section(Highlighted(update.initiative, (update,)), language)


def _antenna(update, language):
    anchor = f"antenna-{update.antenna.key}"
    told = body(update, "body", language, anchor=anchor)
    return Section(Heading(inline(update.antenna, "name", language), anchor), told or (paragraph("–"),))


def _identified(block, language):
    """The block with its headings named for the language: both stand on one page."""
    if not isinstance(block, Section):
        return block
    heading = replace(block.heading, anchor=f"{language}-{block.heading.anchor}")
    return replace(block, heading=heading, blocks=tuple(_identified(inner, language) for inner in block.blocks))


def _notes(page):
    """The footnotes of what was just written; the next fragment has its own, counted on."""
    if not page.notes:
        return ""
    rows = [note for _number, note in sorted(page.notes.items())]
    first = min(page.notes)
    page.notes.clear()
    return element("ol", *rows, class_="notes", start=first).html

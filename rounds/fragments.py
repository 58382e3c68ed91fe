"""One text as it will stand in the report, for a page of the site: what is reviewed is what will be printed."""

from dataclasses import dataclass, replace

from django.db.models import prefetch_related_objects
from django.utils import translation

from document.blocks import Heading, Section, make_paragraph
from document.renderers.html.blocks import render_blocks
from document.renderers.html.markup import element
from document.renderers.html.place import Page, Place
from document.typography import typeset_blocks
from initiatives.models import Update
from initiatives.wording.initiatives import HighlightedInitiative, make_initiative_section
from records.language_codes import REQUIRED_LANGUAGES
from records.wording import body, inline

EVIDENCE = ("figures__indicator", "events", "photos")


@dataclass(frozen=True)
class Fragment:
    language: str
    html: str


def fragments(text, *, heading_level):
    """A text of an initiative or of an antenna as HTML in each language of the reports: see `fragments_of`."""
    prefetch_related_objects([text], *(EVIDENCE if isinstance(text, Update) else ()))
    build = _initiative if isinstance(text, Update) else _antenna
    return fragments_of(lambda language: (build(text, language),), heading_level=heading_level)


def fragments_of(build, *, heading_level):
    """What `build(language)` makes, blocks, as HTML in each language of the reports.

    The fragments of one call can stand on one page: no identifier comes twice.
    """
    page = Page(translation.get_language(), frozenset())
    return [_fragment(build, language, page, heading_level) for language in REQUIRED_LANGUAGES]


def _fragment(build, language, page, heading_level):
    with translation.override(language):
        blocks = tuple(_identified(block, language) for block in build(language))
    flow = render_blocks(typeset_blocks(blocks, language), Place(page, language, heading_level))
    return Fragment(language, flow.html + _notes(page))


def _initiative(update, language):
    return make_initiative_section(HighlightedInitiative(update.initiative, (update,)), language)


def _antenna(update, language):
    anchor = f"antenna-{update.antenna.key}"
    told = body(update, "body", language, anchor=anchor)
    return Section(Heading(inline(update.antenna, "name", language), anchor), told or (make_paragraph("–"),))


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

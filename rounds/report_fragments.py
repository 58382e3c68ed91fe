"""One text as it will stand in the report, as HTML for a page: what is reviewed is what will be printed."""

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
from records.wording import make_body, make_title

EVIDENCE = ("figures__indicator", "events", "photos")


@dataclass(frozen=True)
class Fragment:
    language: str
    html: str


def render_text(text, *, heading_level):
    """A text of an initiative or of an antenna as HTML in each language of the reports: see `render_in_languages`."""
    prefetch_related_objects([text], *(EVIDENCE if isinstance(text, Update) else ()))
    build = _build_initiative_section if isinstance(text, Update) else _build_antenna_section
    return render_in_languages(lambda language: (build(text, language),), heading_level=heading_level)


def render_in_languages(build, *, heading_level):
    """The blocks that `build(language)` returns, as HTML in each language of the reports.

    The fragments of one call can stand on one page: no identifier occurs twice.
    """
    page = Page(translation.get_language(), frozenset())
    return [_render_fragment(build, language, page, heading_level) for language in REQUIRED_LANGUAGES]


def _render_fragment(build, language, page, heading_level):
    with translation.override(language):
        blocks = tuple(_prefix_anchors(block, language) for block in build(language))
    flow = render_blocks(typeset_blocks(blocks, language), Place(page, language, heading_level))
    return Fragment(language, flow.html + _render_notes(page))


def _build_initiative_section(update, language):
    return make_initiative_section(HighlightedInitiative(update.initiative, (update,)), language)


def _build_antenna_section(update, language):
    anchor = f"antenna-{update.antenna.key}"
    blocks = make_body(update, "body", language, anchor=anchor)
    return Section(Heading(make_title(update.antenna, "name", language), anchor), blocks or (make_paragraph("–"),))


def _prefix_anchors(block, language):
    """The block with the language before each anchor: both languages stand on one page."""
    if not isinstance(block, Section):
        return block
    heading = replace(block.heading, anchor=f"{language}-{block.heading.anchor}")
    return replace(block, heading=heading, blocks=tuple(_prefix_anchors(inner, language) for inner in block.blocks))


def _render_notes(page):
    """The footnotes of the fragment that was just rendered; the next one has its own, with the numbers going on."""
    if not page.notes:
        return ""
    rows = [note for _number, note in sorted(page.notes.items())]
    first = min(page.notes)
    page.notes.clear()
    return element("ol", *rows, class_="notes", start=first).html

"""An update in short, as HTML for a page that shows many of them."""

from document.blocks import List, ListItem, Paragraph
from document.renderers.html.blocks import render_blocks
from document.renderers.html.inlines import render_inlines
from document.renderers.html.place import Page, Place
from document.typography import typeset_blocks, typeset_inlines
from initiatives.wording.evidence import format_event, format_figure
from initiatives.wording.facts import get_title
from records.wording import make_body, make_title

HEADING_LEVEL = 4


def render_update(update, language):
    """The text of the update, its figures and its events a line each, as safe HTML without headings."""
    figures = tuple(ListItem((Paragraph(format_figure(entry, language)),)) for entry in update.figures.all())
    events = tuple(ListItem((Paragraph(format_event(entry, language)),)) for entry in update.events.all())
    evidence = (List(figures + events),) if figures + events else ()
    blocks = typeset_blocks((*make_body(update, "body", language, sections=False), *evidence), language)
    return render_blocks(blocks, Place(Page(language, frozenset()), language, HEADING_LEVEL)).html


def render_antenna_update(update, language):
    """The text of an antenna's update, as safe HTML without headings."""
    blocks = typeset_blocks(make_body(update, "body", language, sections=False), language)
    return render_blocks(blocks, Place(Page(language, frozenset()), language, HEADING_LEVEL)).html


def render_heading(initiative, update, language):
    """The title of the initiative, the new one where the update brings it, as safe HTML."""
    words = get_title(initiative, update, language) if update else make_title(initiative, "title", language)
    return render_inlines(typeset_inlines(words, language), Place(Page(language, frozenset()), language)).html

"""The stored texts as a page of the site shows them: in its language, or in another one and marked as such."""

from functools import lru_cache

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, override

from document.blocks import Paragraph
from document.renderers.html.blocks import render_blocks
from document.renderers.html.inlines import render_inlines
from document.renderers.html.place import Page, Place
from document.typography import typeset, typeset_blocks, typeset_inlines
from initiatives.wording.evidence import format_attendance, make_events, make_figures
from records.language_codes import LANGUAGES
from records.wording import find_text, make_body, make_note
from zones.wording import format_partner_name, format_partner_words

KEPT_TEXTS = 2_000


def render_line(record, field):
    """A line of text in the language of the page; in another language with its `lang`; "" where there is none."""
    found = find_text(record, field, get_language())
    return mark_language(found.text, found.language) if found else ""


def get_plain_line(record, field):
    """The same line as words alone, for where no mark of language can stand."""
    found = find_text(record, field, get_language())
    return typeset(" ".join(found.text.split()), found.language) if found else ""


def render_name(partner):
    """A partner as markup: a police zone by its number, its name and its communes."""
    return render_sentences(format_partner_name(partner, get_language()), ())


def get_plain_name(partner):
    """The same as words alone, for where no mark of language can stand."""
    found = format_partner_words(partner, get_language())
    return typeset(" ".join(found.text.split()), found.language) if found else ""


def render_evidence(update):
    """The figures and events of an update as markup, said as in the report; "" where it has none."""
    language = get_language()
    blocks = (*make_figures(update.figures.all(), language), *make_events(update.events.all(), language))
    return _render_blocks(typeset_blocks(blocks, language), language, heading_level=3)


def describe_attendance(event):
    """How many people came to an event, in words."""
    language = get_language()
    return typeset(format_attendance(event, language), language)


def render_sentences(inlines, addresses):
    """A composed paragraph as markup; its links may lead to these addresses of the site."""
    language = get_language()
    place = Place(Page(language, frozenset(), frozenset(addresses)), language)
    return mark_safe(render_inlines(typeset_inlines(inlines, language), place).html)  # noqa: S308 - the renderer escapes


def render_note(record, field):
    """A one-line Markdown note as markup; "" where there is none."""
    language = get_language()
    note = make_note(record, field, language)
    return _render_blocks(typeset_blocks((Paragraph(note),), language), language, heading_level=3) if note else ""


def render_figures(entries):
    """Figures that count different things as markup: a line or a table, said as in the report."""
    language = get_language()
    return _render_blocks(typeset_blocks(make_figures(entries, language), language), language, heading_level=3)


def mark_language(text, language):
    """The text with the typography of its language, marked where that is not the language of the page."""
    set_text = typeset(" ".join(text.split()), language)
    if language == get_language():
        return set_text
    return format_html('<span lang="{}">{}</span>', language, set_text)


def render_text(record, field, *, heading_level, anchor):
    """A Markdown text as markup, its sub-headings from that level on; a notice stands before another language."""
    texts = tuple(getattr(record, f"{field}_{language}") or "" for language in LANGUAGES)
    return _render_texts(texts, get_language(), heading_level, anchor)


class _Texts:
    """Three texts that are read like the fields of a record."""

    def __init__(self, texts):
        self.text_fr, self.text_nl, self.text_en = texts


@lru_cache(maxsize=KEPT_TEXTS)
def _render_texts(texts, language, heading_level, anchor) -> SafeString:
    """Kept by what it says: the same words are never parsed twice by one process."""
    with override(language):
        blocks = typeset_blocks(make_body(_Texts(texts), "text", language, anchor=anchor), language)
    return _render_blocks(blocks, language, heading_level=heading_level)


def _render_blocks(blocks, language, *, heading_level) -> SafeString:
    place = Place(Page(language, frozenset()), language, heading_level)
    return mark_safe(render_blocks(blocks, place).html)  # noqa: S308 - written by the renderer, which escapes

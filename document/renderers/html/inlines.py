"""Inline content as HTML."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import assert_never
from urllib.parse import urlsplit

from document.blocks import Emphasis, Footnote, Foreign, Inline, Inlines, LineBreak, Link, Strong, Text, extract_text
from document.renderers.html.labels import LABELS
from document.renderers.html.markup import Markup, element, escape_text, join_markup
from document.renderers.html.place import Place

_LINK_SCHEMES = frozenset({"http", "https", "mailto"})


def render_inlines(inlines: Inlines, place: Place) -> Markup:
    """Inline content; its footnotes are numbered and go to the notes of the page."""
    return join_markup(*(_render_inline(inline, place) for inline in inlines))


def remove_links(inlines: Inlines) -> Inlines:
    """The same words where no link can stand: inside another link, or in the contents."""
    return tuple(_remove_links(inlines))


def _render_inline(inline: Inline, place: Place) -> Markup:
    match inline:
        case Text(words):
            return escape_text(words)
        case Strong(content):
            return element("strong", render_inlines(content, place))
        case Emphasis(content):
            return element("em", render_inlines(content, place))
        case Link(content, target):
            return _render_link(content, target, place)
        case LineBreak():
            return element("br")
        case Foreign(content, language):
            foreign = render_inlines(content, place.in_language(language))
            return element("span", foreign, lang=language) if place.get_lang(language) else foreign
        case Footnote(content):
            return _render_note_reference(content, place)
        case _:
            assert_never(inline)


def _render_link(content: Inlines, target: str, place: Place) -> Markup:
    """A link with the notes of its words behind it; only the words where the target is not known or not safe."""
    words = render_inlines(remove_links(content), place)
    notes = join_markup(*(_render_inline(note, place) for note in _find_notes(content)))
    if not extract_text(content).strip() or not _leads_somewhere(target, place):
        return join_markup(words, notes)
    own = target.startswith("#") or target in place.page.addresses
    foreign = place.language != place.page.language and not own
    return join_markup(element("a", words, href=target, hreflang=place.language if foreign else None), notes)


def _leads_somewhere(target: str, place: Place) -> bool:
    if target in place.page.addresses:
        return True
    if target.startswith("#"):
        return target[1:] in place.page.anchors
    try:
        return urlsplit(target).scheme in _LINK_SCHEMES
    except ValueError:
        return False


def _render_note_reference(content: Inlines, place: Place) -> Markup:
    """The number of a note in the text; the note itself goes to the end of the page."""
    number = place.page.number_note()
    labels = LABELS[place.language]
    back = element(
        "a",
        "↩",
        href=f"#call_{number}",
        class_="back",
        role="doc-backlink",
        aria_label=labels.back.format(number=number),
    )
    note = join_markup(render_inlines(content, place), " ", back)
    place.page.notes[number] = element("li", note, id=f"note_{number}", lang=place.page.get_lang(place.language))
    link = element(
        "a",
        str(number),
        href=f"#note_{number}",
        id=f"call_{number}",
        role="doc-noteref",
        aria_label=labels.note.format(number=number),
    )
    return element("sup", link)


def _remove_links(inlines: Inlines) -> Iterator[Inline]:
    for inline in inlines:
        match inline:
            case Text() | LineBreak():
                yield inline
            case Strong(content) | Emphasis(content) | Foreign(content, _):
                yield replace(inline, content=remove_links(content))
            case Link(content, _):
                yield from remove_links(content)
            case Footnote():
                pass
            case _:
                assert_never(inline)


def _find_notes(inlines: Inlines) -> Iterator[Footnote]:
    for inline in inlines:
        match inline:
            case Text() | LineBreak():
                pass
            case Strong(content) | Emphasis(content) | Foreign(content, _) | Link(content, _):
                yield from _find_notes(content)
            case Footnote():
                yield inline
            case _:
                assert_never(inline)

"""Inline content as runs: character styles, language, links and the references to footnotes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import assert_never
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE

from document.blocks import Emphasis, Footnote, Foreign, Inlines, Language, LineBreak, Link, Strong, Text
from document.renderers.docx.package import LOCALES
from document.renderers.docx.place import Place
from document.renderers.docx.xml import Element, clean_text, make_text, node

# What may stand in the target of a relationship beside letters and digits; Word refuses a file with a bad one.
_ADDRESS = ";/?:@&=+$,#-_.!~*'()%[]"
_SCHEMES = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True, slots=True)
class RunFormat:
    """How a run looks and what it stands in."""

    language: Language
    style: str = ""
    bold: bool = False
    italic: bool = False
    colour: str = ""
    linked: bool = False
    noted: bool = False  # inside a footnote


def render_inlines(inlines: Inlines, place: Place, run_format: RunFormat | None = None) -> Iterator[Element]:
    """The runs and links of inline content at that place."""
    run_format = run_format or RunFormat(place.language)
    for inline in inlines:
        match inline:
            case Text(text):
                yield make_run(make_text(text), place, run_format)
            case Strong(content):
                yield from render_inlines(content, place, replace(run_format, bold=True))
            case Emphasis(content):
                # Emphasis inside emphasis stands upright, as in print.
                yield from render_inlines(content, place, replace(run_format, italic=not run_format.italic))
            case Link(content, target):
                yield from _render_link(content, target, place, run_format)
            case LineBreak():
                yield make_run(node("w:br"), place, run_format)
            case Foreign(content, language):
                yield from render_inlines(content, place, replace(run_format, language=language))
            case Footnote(content):
                yield from _render_footnote(content, place, run_format)
            case _:
                assert_never(inline)


def make_run(content: Element, place: Place, run_format: RunFormat) -> Element:
    """One run; only what differs from the paragraph is written."""
    properties = []
    if run_format.style:
        properties.append(node("w:rStyle", val=run_format.style))
    if run_format.bold:
        properties += [node("w:b"), node("w:bCs")]
    if run_format.italic:
        properties += [node("w:i"), node("w:iCs")]
    if run_format.colour:
        properties.append(node("w:color", val=run_format.colour.removeprefix("#").upper()))
    if run_format.language != place.context.language:
        locale = LOCALES[run_format.language]
        properties.append(node("w:lang", val=locale, eastAsia=locale))
    return node("w:r", node("w:rPr", *properties), content) if properties else node("w:r", content)


def _render_link(content: Inlines, target: str, place: Place, run_format: RunFormat) -> Iterator[Element]:
    attributes = {} if run_format.linked else _get_link_attributes(target, place)
    if attributes:
        inside = render_inlines(content, place, replace(run_format, style="Hyperlink", linked=True))
        yield node("w:hyperlink", *inside, **attributes, history=1)
    else:
        yield from render_inlines(content, place, run_format)


def _get_link_attributes(target: str, place: Place) -> dict[str, str]:
    """The attributes of a link to that target; none where it leads nowhere."""
    if target.startswith("#"):
        bookmark = place.context.bookmarks.get(target[1:])
        return {"anchor": bookmark} if bookmark else {}
    address = _clean_address(target)
    if not address:
        return {}
    return {"r_id": place.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)}


def _clean_address(target: str) -> str:
    address = "".join(
        character if character.isalnum() else quote(character, safe=_ADDRESS)
        for character in clean_text(target).strip()
    )
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    leads_somewhere = parts.path if parts.scheme == "mailto" else parts.netloc
    return address if parts.scheme in _SCHEMES and leads_somewhere else ""


def _render_footnote(content: Inlines, place: Place, run_format: RunFormat) -> Iterator[Element]:
    if run_format.noted:
        # Word has no notes to notes.
        yield make_run(make_text(" ("), place, run_format)
        yield from render_inlines(content, place, run_format)
        yield make_run(make_text(")"), place, run_format)
        return
    context = place.context
    number = len(context.footnotes) + 1
    context.footnotes.append(node("w:footnote", id=number))  # keeps the number while the content is written
    reference = RunFormat(context.language, style="FootnoteReference")
    notes = place.in_notes()
    context.footnotes[number - 1].append(
        node(
            "w:p",
            node("w:pPr", node("w:pStyle", val="FootnoteText")),
            make_run(node("w:footnoteRef"), notes, reference),
            make_run(make_text(" "), notes, RunFormat(context.language)),
            *render_inlines(content, notes, RunFormat(run_format.language, noted=True)),
        )
    )
    yield make_run(node("w:footnoteReference", id=number), place, reference)

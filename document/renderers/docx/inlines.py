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
from document.renderers.docx.xml import Element, clean, node, words

# What may stand in the target of a relationship beside letters and digits; Word refuses a file with a bad one.
_ADDRESS = ";/?:@&=+$,#-_.!~*'()%[]"
_SCHEMES = frozenset({"http", "https", "mailto"})


@dataclass(frozen=True, slots=True)
class Face:
    """How a run looks and what it stands in."""

    language: Language
    style: str = ""
    bold: bool = False
    italic: bool = False
    colour: str = ""
    linked: bool = False
    noted: bool = False  # inside a footnote


def runs(inlines: Inlines, place: Place, face: Face | None = None) -> Iterator[Element]:
    """The runs and links of inline content at that place."""
    face = face or Face(place.language)
    for inline in inlines:
        match inline:
            case Text(text):
                yield run(words(text), place, face)
            case Strong(content):
                yield from runs(content, place, replace(face, bold=True))
            case Emphasis(content):
                # Emphasis inside emphasis stands upright, as in print.
                yield from runs(content, place, replace(face, italic=not face.italic))
            case Link(content, target):
                yield from _link(content, target, place, face)
            case LineBreak():
                yield run(node("w:br"), place, face)
            case Foreign(content, language):
                yield from runs(content, place, replace(face, language=language))
            case Footnote(content):
                yield from _footnote(content, place, face)
            case _:
                assert_never(inline)


def run(content: Element, place: Place, face: Face) -> Element:
    """One run; only what differs from the paragraph is written."""
    properties = []
    if face.style:
        properties.append(node("w:rStyle", val=face.style))
    if face.bold:
        properties += [node("w:b"), node("w:bCs")]
    if face.italic:
        properties += [node("w:i"), node("w:iCs")]
    if face.colour:
        properties.append(node("w:color", val=face.colour.removeprefix("#").upper()))
    if face.language != place.draft.language:
        locale = LOCALES[face.language]
        properties.append(node("w:lang", val=locale, eastAsia=locale))
    return node("w:r", node("w:rPr", *properties), content) if properties else node("w:r", content)


def _link(content: Inlines, target: str, place: Place, face: Face) -> Iterator[Element]:
    attributes = {} if face.linked else _destination(target, place)
    if attributes:
        inside = runs(content, place, replace(face, style="Hyperlink", linked=True))
        yield node("w:hyperlink", *inside, **attributes, history=1)
    else:
        yield from runs(content, place, face)


def _destination(target: str, place: Place) -> dict[str, str]:
    """The attributes of a link to that target; none where it leads nowhere."""
    if target.startswith("#"):
        bookmark = place.draft.bookmarks.get(target[1:])
        return {"anchor": bookmark} if bookmark else {}
    address = _address(target)
    if not address:
        return {}
    return {"r_id": place.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)}


def _address(target: str) -> str:
    address = "".join(
        character if character.isalnum() else quote(character, safe=_ADDRESS) for character in clean(target).strip()
    )
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    leads_somewhere = parts.path if parts.scheme == "mailto" else parts.netloc
    return address if parts.scheme in _SCHEMES and leads_somewhere else ""


def _footnote(content: Inlines, place: Place, face: Face) -> Iterator[Element]:
    if face.noted:
        # Word has no notes to notes.
        yield run(words(" ("), place, face)
        yield from runs(content, place, face)
        yield run(words(")"), place, face)
        return
    draft = place.draft
    number = len(draft.footnotes) + 1
    draft.footnotes.append(node("w:footnote", id=number))  # keeps the number while the content is written
    reference = Face(draft.language, style="FootnoteReference")
    notes = place.in_notes()
    draft.footnotes[number - 1].append(
        node(
            "w:p",
            node("w:pPr", node("w:pStyle", val="FootnoteText")),
            run(node("w:footnoteRef"), notes, reference),
            run(words(" "), notes, Face(draft.language)),
            *runs(content, notes, Face(face.language, noted=True)),
        )
    )
    yield run(node("w:footnoteReference", id=number), place, reference)

"""The part of the Word file that holds the notes at the foot of the pages."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart

from document.renderers.docx.xml import Element, cast_element, node


def make_footnotes(*notes: Element) -> Element:
    """The part of the notes: the line above them, which Word counts as notes too, and the notes themselves."""
    separators = []
    for identifier, kind in ((-1, "separator"), (0, "continuationSeparator")):
        paragraph = node("w:p", node("w:r", node(f"w:{kind}")))
        separators.append(node("w:footnote", paragraph, type=kind, id=identifier))
    return node("w:footnotes", *separators, *notes)


def add_footnote_part(word: WordDocument) -> XmlPart:
    """Give the document a part for notes that can be written to, in the place of that of the base document."""
    part = word.part
    for identifier, relationship in list(part.rels.items()):
        if relationship.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
            part.drop_rel(identifier)
    notes = XmlPart(
        PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, cast_element(make_footnotes()), part.package
    )
    part.relate_to(notes, RELATIONSHIP_TYPE.FOOTNOTES)
    return notes

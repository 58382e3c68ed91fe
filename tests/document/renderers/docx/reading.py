"""Reading a rendered Word file: its parts, and what stands in them."""

import io
import zipfile
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from docx.oxml.ns import qn
from lxml import etree

from document.blocks import Block, Document, Heading, Section, make_inlines
from document.renderers import docx


def document(*blocks: Block, **changes) -> Document:
    """A document of one section that holds the blocks."""
    section = Section(Heading(make_inlines("Quartier"), "volet-4", "Volet 4", 4), blocks)
    values = {
        "title": "Rapport",
        "subtitle": "Septembre 2022 à décembre 2024",
        "language": "fr",
        "publisher": "safe.brussels",
        "date": date(2025, 3, 1),
        "contents_title": "Table des matières",
        "sections": (section,),
    }
    return Document(**(values | changes))


@dataclass
class WordFile:
    """The parts of a Word file, parsed when they are asked for."""

    data: bytes

    @cached_property
    def archive(self) -> zipfile.ZipFile:
        return zipfile.ZipFile(io.BytesIO(self.data))

    def part(self, name: str) -> etree._Element:
        return etree.fromstring(self.archive.read(f"word/{name}"))

    @cached_property
    def body(self) -> etree._Element:
        return self.part("document.xml")[0]

    def paragraphs(self, style: str) -> list[str]:
        """The words of the paragraphs of that style."""
        return [words(paragraph) for paragraph in self.elements(style)]

    def elements(self, style: str) -> list[etree._Element]:
        """The paragraphs of that style, wherever they stand in the body."""
        return [each for each in self.body.iter(qn("w:p")) if style_of(each) == style]

    def targets(self, name: str) -> dict[str, str]:
        """The relationships of a part: what each identifier leads to."""
        relationships = etree.fromstring(self.archive.read(f"word/_rels/{name}.rels"))
        return {each.get("Id"): each.get("Target") for each in relationships}


def rendered(*blocks: Block, **changes) -> WordFile:
    """The Word file of a document of one section that holds the blocks."""
    return WordFile(docx.render(document(*blocks, **changes)))


def words(element: etree._Element) -> str:
    """The words of an element; a tab and a line break are written as such."""
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    return "".join(
        each.text or "" if each.tag == qn("w:t") else signs[each.tag]
        for run in element.iter(qn("w:r"))
        for each in run
        if each.tag == qn("w:t") or each.tag in signs
    )


def style_of(paragraph: etree._Element) -> str:
    style = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if style is None else style.get(qn("w:val"))


def values(element: etree._Element, tag: str, attribute: str = "w:val") -> list[str]:
    """That attribute of each element of that name, in their order."""
    return [each.get(qn(attribute)) for each in element.iter(qn(tag))]

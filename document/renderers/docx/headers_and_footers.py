"""What is repeated on every page: the title of the section above, the document and the page number below."""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart

from document.blocks import Document, Heading
from document.palette import get_volet_colour
from document.renderers.docx.fields import make_field, make_value
from document.renderers.docx.inlines import RunFormat, make_run
from document.renderers.docx.outline import format_title
from document.renderers.docx.paragraphs import make_paragraph
from document.renderers.docx.place import Place
from document.renderers.docx.sections import make_section_properties
from document.renderers.docx.xml import Element, cast_element, make_text, node


class HeadersAndFooters:
    """The headers and footers of one document: a header for each section, and one footer for all."""

    def __init__(self, document: Document, place: Place) -> None:
        self._part = place.context.word.part
        self._place = place
        self._headers = 0
        self._footer = self._add_part("w:ftr", "footer", self._make_footer(document))

    def make_properties_for_line(self, line: str) -> Element:
        """Pages whose header is that line."""
        return self._make_properties(make_run(make_text(line), self._place, RunFormat(self._place.context.language)))

    def make_properties_for_heading(self, heading: Heading) -> Element:
        """Pages whose header follows its heading of level 1."""
        colour = get_volet_colour(heading.accent) if heading.accent is not None else ""
        value = make_run(
            make_text(format_title(heading)), self._place, RunFormat(self._place.context.language, colour=colour)
        )
        # By its level, since the name of the style differs from one language of Word to the other.
        return self._make_properties(*make_field("STYLEREF 1", value))

    def _make_properties(self, *line: Element) -> Element:
        self._headers += 1
        header = self._add_part("w:hdr", f"header{self._headers}", make_paragraph("Header", line))
        return make_section_properties(
            node("w:headerReference", type="default", r_id=header),
            node("w:footerReference", type="default", r_id=self._footer),
        )

    def _make_footer(self, document: Document) -> Element:
        name = make_run(make_text(document.title), self._place, RunFormat(self._place.context.language))
        return make_paragraph("Footer", (name, node("w:r", node("w:tab")), *make_field("PAGE", make_value("2"))))

    def _add_part(self, tag: str, name: str, line: Element) -> str:
        """A part of the file with that line; what the pages refer to it by."""
        kinds = {
            "w:hdr": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
            "w:ftr": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
        }
        content_type, relationship = kinds[tag]
        part = XmlPart(PackURI(f"/word/{name}.xml"), content_type, cast_element(node(tag, line)), self._part.package)
        return self._part.relate_to(part, relationship)

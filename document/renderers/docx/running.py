"""What comes back on every page: the title of the section above, the document and the page number below."""

from __future__ import annotations

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart

from document.blocks import Document, Heading
from document.palette import volet_colour
from document.renderers.docx.fields import field, shown
from document.renderers.docx.inlines import Face, run
from document.renderers.docx.outline import title
from document.renderers.docx.paragraphs import paragraph
from document.renderers.docx.place import Place
from document.renderers.docx.sections import page
from document.renderers.docx.xml import Element, node, oxml, words


class RunningLines:
    """The headers and footers of one document: a header for each section, and one footer for all."""

    def __init__(self, document: Document, place: Place) -> None:
        self._part = place.draft.word.part
        self._place = place
        self._headers = 0
        self._footer = self._add("w:ftr", "footer", self._footer_line(document))

    def page_under(self, line: str) -> Element:
        """Pages whose header is that line."""
        return self._page(run(words(line), self._place, Face(self._place.draft.language)))

    def page_of(self, heading: Heading) -> Element:
        """Pages whose header follows its heading of level 1."""
        colour = volet_colour(heading.accent) if heading.accent is not None else ""
        value = run(words(title(heading)), self._place, Face(self._place.draft.language, colour=colour))
        # By its level, since the name of the style differs from one language of Word to the other.
        return self._page(*field("STYLEREF 1", value))

    def _page(self, *line: Element) -> Element:
        self._headers += 1
        header = self._add("w:hdr", f"header{self._headers}", paragraph("Header", line))
        return page(
            node("w:headerReference", type="default", r_id=header),
            node("w:footerReference", type="default", r_id=self._footer),
        )

    def _footer_line(self, document: Document) -> Element:
        name = run(words(document.title), self._place, Face(self._place.draft.language))
        return paragraph("Footer", (name, node("w:r", node("w:tab")), *field("PAGE", shown("2"))))

    def _add(self, tag: str, name: str, line: Element) -> str:
        """A part of the file with that line; what the pages refer to it by."""
        kinds = {
            "w:hdr": (CONTENT_TYPE.WML_HEADER, RELATIONSHIP_TYPE.HEADER),
            "w:ftr": (CONTENT_TYPE.WML_FOOTER, RELATIONSHIP_TYPE.FOOTER),
        }
        content_type, relationship = kinds[tag]
        part = XmlPart(PackURI(f"/word/{name}.xml"), content_type, oxml(node(tag, line)), self._part.package)
        return self._part.relate_to(part, relationship)

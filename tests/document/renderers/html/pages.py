"""Small documents and a reader of pages, for the tests of the HTML renderer."""

import dataclasses
import datetime

from lxml import html as lxml_html

from document.blocks import Block, Document, Heading, Section, make_inlines
from document.renderers import html


def document(*blocks: Block, language: str = "fr", **changes: object) -> Document:
    """A document of one section that holds the blocks."""
    section = Section(Heading(make_inlines("Première partie"), "part"), blocks)
    plain = Document(
        title="Rapport",
        subtitle="2023-2024",
        language=language,
        publisher="safe.brussels",
        date=datetime.date(2025, 3, 1),
        contents_title="Table des matières",
        sections=(section,),
    )
    return dataclasses.replace(plain, **changes)


def read(doc: Document) -> lxml_html.HtmlElement:
    return lxml_html.fromstring(html.render(doc).decode("utf-8"))


def written(*blocks: Block, language: str = "fr") -> str:
    """What the blocks become, as HTML: the text of the first section without its heading."""
    page = html.render(document(*blocks, language=language)).decode("utf-8")
    start = page.index("</h2>") + len("</h2>")
    return page[start : page.index("</section>", start)]

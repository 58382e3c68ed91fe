"""The base document: styles, numbering, settings and the parts of a Word file around them.

`python -m document.renderers.docx.base` writes base.docx anew; a test says that it is what this module makes.
"""

from __future__ import annotations

from xml.sax.saxutils import quoteattr

from lxml import etree

from document.renderers.docx.footnotes import make_footnotes
from document.renderers.docx.layout import LIST_LEVELS, LIST_STEP, STYLED_LIST_LEVELS, get_list_indent
from document.renderers.docx.package import BASE, zip_parts
from document.renderers.docx.sections import make_section_properties
from document.renderers.docx.styles import (
    BULLETS,
    NUMBERS,
    SANS,
    SERIF,
    make_defaults,
    make_document_styles,
    make_table_styles,
)
from document.renderers.docx.xml import Element, node

_DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"

# The parts beside the document itself: file name and kind of relationship.
_PARTS = ("styles", "numbering", "settings", "fontTable", "footnotes")


def make_base_document() -> bytes:
    """The base document, the same bytes each time."""
    parts = {
        "[Content_Types].xml": _make_content_types(),
        "_rels/.rels": _make_package_relationships(),
        "docProps/core.xml": _make_core_properties(),
        "docProps/app.xml": _make_application_properties(),
        "word/document.xml": _serialise(_make_document()),
        "word/_rels/document.xml.rels": _make_document_relationships(),
        "word/styles.xml": _serialise(_make_styles()),
        "word/numbering.xml": _serialise(_make_numbering()),
        "word/settings.xml": _serialise(_make_settings()),
        "word/fontTable.xml": _serialise(_make_font_table()),
        "word/footnotes.xml": _serialise(make_footnotes()),
    }
    return zip_parts(parts)


def _make_document() -> Element:
    return node("w:document", node("w:body", node("w:p"), make_section_properties()))


def _make_styles() -> Element:
    # Hides the hundreds of styles that Word knows and this document does not use.
    latent = node(
        "w:latentStyles", defLockedState=0, defUIPriority=99, defSemiHidden=1, defUnhideWhenUsed=1, defQFormat=0,
        count=376,
    )  # fmt: skip
    named = [style.to_element() for style in make_document_styles()]
    none = node("w:style", node("w:name", val="No List"), type="numbering", styleId="NoList", default=1)
    return node("w:styles", make_defaults(), latent, *named, *make_table_styles(), none)


_BULLETS = ("•", "–", "·")


def _make_numbering() -> Element:
    abstract = (
        _make_abstract(BULLETS, "ListBullet", [("bullet", _BULLETS[level % 3]) for level in range(LIST_LEVELS)]),
        _make_abstract(NUMBERS, "ListNumber", [("decimal", f"%{level + 1}.") for level in range(LIST_LEVELS)]),
    )
    return node("w:numbering", *abstract, *(_make_instance(number) for number in (BULLETS, NUMBERS)))


def _make_instance(number: int) -> Element:
    return node("w:num", node("w:abstractNumId", val=number), numId=number)


def _make_abstract(identifier: int, style: str, levels: list[tuple[str, str]]) -> Element:
    numbered = [_make_level(level, style, form, text) for level, (form, text) in enumerate(levels)]
    return node("w:abstractNum", node("w:multiLevelType", val="multilevel"), *numbered, abstractNumId=identifier)


def _make_level(level: int, style: str, number_format: str, text: str) -> Element:
    linked = []
    if level < STYLED_LIST_LEVELS:
        linked = [node("w:pStyle", val=style + (str(level + 1) if level else ""))]
    font = SANS if number_format == "bullet" else SERIF
    fonts = node("w:rFonts", ascii=font, hAnsi=font, cs=font, hint="default")
    return node(
        "w:lvl",
        node("w:start", val=1),
        node("w:numFmt", val=number_format),
        *linked,
        node("w:lvlText", val=text),
        node("w:lvlJc", val="left"),
        node("w:pPr", node("w:ind", left=get_list_indent(level), hanging=LIST_STEP)),
        node("w:rPr", fonts),
        ilvl=level,
    )


def _make_settings() -> Element:
    separators = (node("w:footnote", id=identifier) for identifier in (-1, 0))
    mode = node("w:compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15)
    return node(
        "w:settings",
        node("w:zoom", percent=100),
        node("w:defaultTabStop", val=709),
        node("w:characterSpacingControl", val="doNotCompress"),
        node("w:footnotePr", *separators),
        node("w:compat", mode),
        node("w:themeFontLang", val="fr-BE"),
    )


def _make_font_table() -> Element:
    # The other name is the free font of the same widths, for a machine without Word's own.
    fonts = ((SERIF, "Caladea", "roman"), (SANS, "Carlito", "swiss"))
    return node(
        "w:fonts",
        *(
            node(
                "w:font",
                node("w:altName", val=other),
                node("w:charset", val="00"),
                node("w:family", val=family),
                node("w:pitch", val="variable"),
                name=name,
            )
            for name, other, family in fonts
        ),
    )


def _make_content_types() -> bytes:
    overrides = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_MAIN}.{name}+xml"/>' for name in _PARTS)
    return _encode_xml(
        f'<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.document.main+xml"/>{overrides}'
        '<Override PartName="/docProps/core.xml"'
        ' ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>'
        '<Override PartName="/docProps/app.xml"'
        ' ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>'
        "</Types>"
    )


def _make_package_relationships() -> bytes:
    return _make_relationships(
        (f"{_RELATIONSHIPS}/officeDocument", "word/document.xml"),
        (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
        (f"{_RELATIONSHIPS}/extended-properties", "docProps/app.xml"),
    )


def _make_document_relationships() -> bytes:
    return _make_relationships(*((f"{_RELATIONSHIPS}/{name}", f"{name}.xml") for name in _PARTS))


def _make_relationships(*targets: tuple[str, str]) -> bytes:
    relationships = "".join(
        f'<Relationship Id="rId{number}" Type={quoteattr(kind)} Target={quoteattr(target)}/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return _encode_xml(f'<Relationships xmlns="{_PACKAGE}/relationships">{relationships}</Relationships>')


def _make_core_properties() -> bytes:
    return _encode_xml(
        f'<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"/>'
    )


def _make_application_properties() -> bytes:
    namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"
    return _encode_xml(f'<Properties xmlns="{namespace}"><Application>CiPol</Application></Properties>')


def _encode_xml(content: str) -> bytes:
    return (_DECLARATION + content).encode()


def _serialise(element: Element) -> bytes:
    etree.cleanup_namespaces(element)
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


if __name__ == "__main__":
    BASE.write_bytes(make_base_document())

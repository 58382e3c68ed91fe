"""WordprocessingML elements: built in one call, free of the characters XML refuses, children in the schema's order."""

from __future__ import annotations

import re
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from typing import TypeAlias, cast

from docx.oxml.ns import nsmap, qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml import etree

Element: TypeAlias = etree._Element

_qn = cast(Callable[[str], str], cache(qn))

# What XML 1.0 does not take, or says to avoid: controls, lone surrogates, U+FFFE and U+FFFF.
_REFUSED = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WHITE = re.compile(r"[\t\n\r]+")

# The sequences of the schema (ISO/IEC 29500, transitional). Word asks to repair a file that breaks them.
SEQUENCES = {
    "w:pPr": (
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
        " suppressAutoHyphens spacing ind contextualSpacing mirrorIndents jc textAlignment outlineLvl rPr sectPr"
    ),
    "w:rPr": (
        "rStyle rFonts b bCs i iCs caps smallCaps strike color spacing w kern position sz szCs highlight u effect bdr"
        " shd vertAlign rtl cs lang"
    ),
    "w:tblPr": (
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd"
        " tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription"
    ),
    "w:trPr": "cantSplit tblHeader",
    "w:tcPr": "cnfStyle tcW gridSpan vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign",
    "w:sectPr": (
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType"
        " cols titlePg docGrid"
    ),
}


def clean_text(text: str) -> str:
    """The text without the characters that XML refuses; tabs and line ends become one space."""
    return _WHITE.sub(" ", _REFUSED.sub("", text))


def node(tag: str, *children: Element, **attributes: str | int) -> Element:
    """An element such as `node("w:spacing", before=120)`.

    An attribute has the prefix before its first underscore (`r_id`); without one it is in the namespace of a
    "w:" element, and in none for the others. Children of an element in SEQUENCES take their place by themselves;
    a child that already stands somewhere is copied.
    """
    element: Element = OxmlElement(tag, nsdecls=_declare_namespaces(tag, *attributes))
    prefix = "w:" if tag.startswith("w:") else ""
    for name, value in attributes.items():
        space, underscore, local = name.partition("_")
        key = _qn(f"{space}:{local}") if underscore else _qn(prefix + name) if prefix else name
        element.set(key, clean_text(str(value)))
    sequence = _get_child_positions(tag)
    ordered = sorted(children, key=lambda child: sequence[_get_local_name(child)]) if sequence else children
    element.extend([child if child.getparent() is None else deepcopy(child) for child in ordered])
    return element


def cast_element(element: Element) -> BaseOxmlElement:
    """The element as the type that python-docx has for the elements it makes itself."""
    return cast(BaseOxmlElement, element)


def qualify_name(name: str) -> str:
    """The name "w:p" as lxml writes it."""
    return _qn(name)


def make_text(text: str) -> Element:
    """A `w:t` that keeps its spaces."""
    element = node("w:t", xml_space="preserve")
    element.text = clean_text(text)
    return element


@cache
def _declare_namespaces(*names: str) -> dict[str, str]:
    prefixes = {name.partition(mark)[0] for name in names for mark in ":_" if mark in name}
    return {prefix: nsmap[prefix] for prefix in sorted(prefixes - {"xml"})}


@cache
def _get_child_positions(tag: str) -> dict[str, int]:
    return {name: position for position, name in enumerate(SEQUENCES.get(tag, "").split())}


def _get_local_name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]

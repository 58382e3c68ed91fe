"""Fields: what Word computes (page numbers, contents), with the value that is shown until it does."""

from __future__ import annotations

from collections.abc import Iterable

from document.renderers.docx.xml import Element, node, words


def field(instruction: str, *shown: Element) -> list[Element]:
    """The runs of a field; `shown` is its value in the file."""
    return [*field_start(instruction), *shown, field_end()]


def field_start(instruction: str) -> Iterable[Element]:
    """The runs before the value of a field that ends in another paragraph."""
    code = node("w:instrText", xml_space="preserve")
    code.text = f" {instruction} "
    return (_mark("begin"), node("w:r", code), _mark("separate"))


def field_end() -> Element:
    """The run after the value of a field."""
    return _mark("end")


def shown(value: str) -> Element:
    """A plain run for the value of a field."""
    return node("w:r", words(value))


def _mark(kind: str) -> Element:
    return node("w:r", node("w:fldChar", fldCharType=kind))

"""Fields: what Word computes (page numbers, contents), with the value that is shown until it does."""

from __future__ import annotations

from collections.abc import Iterable

from document.renderers.docx.xml import Element, make_text, node


def make_field(instruction: str, *shown: Element) -> list[Element]:
    """The runs of a field; `shown` is its value in the file."""
    return [*start_field(instruction), *shown, end_field()]


def start_field(instruction: str) -> Iterable[Element]:
    """The runs before the value of a field that ends in another paragraph."""
    code = node("w:instrText", xml_space="preserve")
    code.text = f" {instruction} "
    return (_make_boundary("begin"), node("w:r", code), _make_boundary("separate"))


def end_field() -> Element:
    """The run after the value of a field."""
    return _make_boundary("end")


def make_value(value: str) -> Element:
    """A plain run for the value of a field."""
    return node("w:r", make_text(value))


def _make_boundary(kind: str) -> Element:
    return node("w:r", node("w:fldChar", fldCharType=kind))

"""HTML that is safe by construction: text is escaped where it enters, and only `Markup` passes as it is."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape

from document.markdown import strip_control

_VOID = frozenset({"br", "img", "link", "meta"})


@dataclass(frozen=True, slots=True)
class Markup:
    """Finished HTML. Only this package makes one, from elements or from what it wrote itself."""

    html: str


Child = Markup | str
Attribute = str | int | bool | None


def escape_text(words: str) -> Markup:
    """Words as HTML, without the characters that no page takes."""
    return Markup(escape(strip_control(words)))


def join_markup(*children: Child) -> Markup:
    """Children one after the other; strings among them are words."""
    return Markup("".join(child.html if isinstance(child, Markup) else escape_text(child).html for child in children))


def element(name: str, /, *children: Child, **attributes: Attribute) -> Markup:
    """An element with its children.

    `class_` and `aria_label` stand for `class` and `aria-label`; an attribute that is None or False is left out,
    and one that is True stands without a value.
    """
    opening = "".join((f"<{name}", *(_format_attribute(key, value) for key, value in attributes.items()), ">"))
    return Markup(opening if name in _VOID else f"{opening}{join_markup(*children).html}</{name}>")


def _format_attribute(key: str, value: Attribute) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    return f" {name}" if value is True else f' {name}="{escape_text(str(value)).html}"'

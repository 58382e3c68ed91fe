"""Reading a drawing as a person does: what stands in it, and which colours lie on each other."""

import re

import lxml.html
from django.conf import settings
from django.template.loader import render_to_string

STYLES = settings.BASE_DIR / "cipol" / "static" / "cipol"


def component(name, **parameters):
    """A component, rendered, as an element."""
    return lxml.html.fragment_fromstring(render_to_string(f"components/{name}.html", parameters), create_parent=True)


def texts(element, name=None):
    """The texts of a drawing in their order; of those of one class, where it is named."""
    found = element.find_class(name) if name else element.iter("text")
    return [text.text_content() for text in found if text.tag == "text"]


def tokens():
    """Colour → (light, dark), as tokens.css has them."""
    css = (STYLES / "tokens.css").read_text()
    pairs = re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", css)
    return {name: (light, dark) for name, light, dark in pairs}


def contrast(one, other):
    """The contrast of two colours, as WCAG reckons it."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour):
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

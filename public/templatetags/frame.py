"""The parts of the frame that every page repeats."""

from django import template
from django.template.loader import render_to_string

from public.caching import remembered

register = template.Library()


@register.simple_tag
def part(name, current="", signed_in=False):
    """A template that depends on nothing but these two and the language, written once for each of them."""
    return _written(name, current, signed_in)


@remembered
def _written(name, current, signed_in):
    return render_to_string(name, {"current": current, "signed_in": signed_in})

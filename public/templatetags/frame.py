"""The parts of the frame that every page repeats."""

from django import template
from django.template.loader import render_to_string

from accounts.requests.identifiers import identifier_of
from public.caching import remembered

register = template.Library()


@register.simple_tag
def part(name, current="", signed_in=False):
    """A template that depends on nothing but these two and the language, written once for each of them."""
    return _written(name, current, signed_in)


@register.simple_tag
def request_identifier():
    """Under which number the logs have this request; "" outside of one."""
    return identifier_of(None)


@remembered
def _written(name, current, signed_in):
    return render_to_string(name, {"current": current, "signed_in": signed_in})

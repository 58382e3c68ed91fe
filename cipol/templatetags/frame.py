"""The parts of the frame that every page repeats."""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.utils.translation import get_language

from accounts.requests.identifiers import get_request_id

register = template.Library()


@register.simple_tag
def part(name, current="", signed_in=False):
    """A template that depends on nothing but these two and the language, written once for each of them."""
    return _render_part(name, current, signed_in, get_language())


@register.simple_tag
def request_identifier():
    """Under which number the logs have this request; "" outside of one."""
    return get_request_id(None)


@lru_cache(maxsize=512)
def _render_part(name, current, signed_in, language):
    return render_to_string(name, {"current": current, "signed_in": signed_in})

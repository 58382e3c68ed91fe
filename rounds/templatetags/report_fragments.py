"""A text as it will stand in the report."""

from django import template
from django.utils.safestring import mark_safe

from rounds.fragments import fragments

register = template.Library()


@register.simple_tag
def in_report(text, heading_level=4):
    """(language, markup) of the text in French and in Dutch, from the renderer of the reports."""
    return marked_safe(fragments(text, heading_level=heading_level))


def marked_safe(written):
    """(language, markup) of each fragment. Safe by construction: the renderer escapes every text where it enters."""
    return [(fragment.language, mark_safe(fragment.html)) for fragment in written]  # noqa: S308

"""A text as it will stand in the report."""

from django import template
from django.utils.safestring import mark_safe

from rounds.report_fragments import render_text

register = template.Library()


@register.simple_tag
def render_in_report(text, heading_level=4):
    """(language, markup) of the text in French and in Dutch, from the renderer of the reports."""
    return mark_fragments_safe(render_text(text, heading_level=heading_level))


def mark_fragments_safe(written):
    """(language, markup) of each fragment. Safe by construction: the renderer escapes every text where it enters."""
    return [(fragment.language, mark_safe(fragment.html)) for fragment in written]  # noqa: S308

"""A text as it will stand in the report, in a page of an app that the reports rest on."""

from django import template
from django.utils.safestring import mark_safe

from reporting.reports.annual.fragments import fragments

register = template.Library()


@register.simple_tag
def in_report(text, heading_level=4):
    """(language, markup) of the text in French and in Dutch, from the renderer of the reports."""
    # Safe by construction: the renderer escapes every text where it enters.
    written = fragments(text, heading_level=heading_level)
    return [(fragment.language, mark_safe(fragment.html)) for fragment in written]  # noqa: S308

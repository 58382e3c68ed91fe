"""The stored texts in templates."""

from urllib.parse import urlsplit

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from document.dates import format_date
from document.numbers import NO_BREAK_SPACE
from public.pages import texts

register = template.Library()


@register.simple_tag
def spoken(record, field):
    """A line of a record's text: {% spoken initiative "title" %}."""
    return texts.render_line(record, field)


@register.simple_tag
def plain(record, field):
    """A line of a record's text for where no mark can stand, such as an alternative text."""
    return texts.get_plain_line(record, field)


@register.simple_tag
def named(partner):
    """A partner, a police zone with its number and its communes: {% named initiative.lead %}."""
    return texts.render_name(partner)


@register.simple_tag
def plain_named(partner):
    """The same for where no mark can stand, such as the title of a page."""
    return texts.get_plain_name(partner)


@register.simple_tag
def told(record, field, heading_level=3, anchor=""):
    """A Markdown text of a record: {% told update "body" heading_level=4 anchor=update.period.key %}."""
    return texts.render_text(record, field, heading_level=heading_level, anchor=anchor)


@register.simple_tag
def evidence(update):
    """The figures and the events of an update, said as in the report."""
    return texts.render_evidence(update)


@register.simple_tag
def attendance(event):
    """How many people came to an event, said as in the report: "au moins 740 participants"."""
    return texts.describe_attendance(event)


@register.filter
def partial_date(date):
    """A partial date in words: "mars 2022". A line may end inside one that lies between two others."""
    said = format_date(date, get_language())
    return said if date.is_between else said.replace(" ", NO_BREAK_SPACE)


@register.filter
def host(address):
    """The name of the site to which an address leads."""
    return urlsplit(address).hostname or address


@register.filter
def lines(text):
    """What stands between semicolons, each on a line of its own."""
    return format_html_join(mark_safe("<br>"), "{}", ((line.strip(),) for line in text.split(";")))

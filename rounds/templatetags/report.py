"""What an update says, on a page, in the words and the typography of the report."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from rounds import update_markup

register = template.Library()


@register.filter
def render_update(update):
    """The text, figures and events of an update in the language of the page, marked where they exist in another."""
    return SafeString(update_markup.render_update(update, get_language()))


@register.filter
def render_antenna_update(update):
    """The text of an antenna's update in the language of the page, marked where it exists in another."""
    return SafeString(update_markup.render_antenna_update(update, get_language()))


@register.simple_tag
def render_heading(initiative, update=None):
    """The title of an initiative in the language of the page, or in another and marked as such."""
    return SafeString(update_markup.render_heading(initiative, update, get_language()))

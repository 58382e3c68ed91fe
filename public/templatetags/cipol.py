"""What templates need to say things well: typography, and the page in its other languages."""

from django import template
from django.conf import settings
from django.urls import translate_url
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from document.typography import typeset

register = template.Library()


@register.filter(name="typeset")
def typeset_filter(text):
    """The text with the typography of the page's language."""
    return typeset(str(text), get_language())


@register.simple_tag(takes_context=True)
def other_languages(context):
    """(code, name in itself, address of this page, whether it is this one) for each language of the interface."""
    path = context["request"].get_full_path()
    own_names = {"fr": "Français", "nl": "Nederlands", "en": "English"}
    return [
        (code, own_names[code], translate_url(path, code), code == get_language()) for code, _name in settings.LANGUAGES
    ]


@register.filter
def report_language(code):
    """The name of a language of the reports in the language of the page."""
    return {"fr": _("French"), "nl": _("Dutch"), "en": _("English")}[code]


@register.filter
def format_name(file_format):
    """What a reader calls a file format."""
    return {"html": _("Web page"), "docx": "Word", "pdf": "PDF", "xlsx": "Excel"}[file_format]

"""What templates need to say things well: typography, dates and sizes, and the page in its other languages."""

import datetime
import re
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from document.dates import format_date
from document.numbers import NO_BREAK_SPACE, format_number
from document.typography import typeset

register = template.Library()

OWN_NAMES = {"fr": "Français", "nl": "Nederlands", "en": "English"}


@register.filter(name="typeset")
def typeset_filter(text, language=None):
    """The text with the typography of its language: that of the page, unless another is named."""
    return typeset(str(text), language or get_language())


@register.filter(is_safe=True)
def one_line(markup):
    """The markup without its line breaks and indents; no-break spaces stay."""
    return re.sub(r"[ \n]+", " ", markup).strip(" ")


@register.filter
def in_words(moment):
    """A day, or the day of a moment, written out in the language of the page: "1er septembre 2022"."""
    day = localtime(moment).date() if isinstance(moment, datetime.datetime) else moment
    return format_date(day, get_language()).replace(" ", NO_BREAK_SPACE)


@register.filter
def file_size(octets):
    """The size of a file as a reader knows it: "453 ko" in French, "453 kB" elsewhere."""
    unit = "ko" if get_language() == "fr" else "kB"
    return f"{format_number(max(1, round(octets / 1000)), get_language())}{NO_BREAK_SPACE}{unit}"


@register.simple_tag(takes_context=True)
def other_languages(context):
    """(code, name in itself, address of this page, whether it is this one) for each language of the interface."""
    path, current = context["request"].get_full_path(), get_language()
    return [(code, OWN_NAMES[code], _translate_path(path, code), code == current) for code, _name in settings.LANGUAGES]


def _translate_path(path, code):
    """The address of a page in another language: only its first part differs. What has no language stays."""
    first, rest = path[1:3], path[3:]
    return f"/{code}{rest}" if first in OWN_NAMES and rest.startswith("/") else path


@register.simple_tag
def absolute(address):
    """An address of this site with its host, for those who read it elsewhere."""
    return f"{settings.SITE_URL}{address}"


@register.simple_tag(takes_context=True)
def canonical(context):
    """The one address of a public page, for search engines: of its parameters, those that its view knows."""
    request = context["request"]
    known = getattr(request.resolver_match.func, "allowed_parameters", ())
    asked = [(name, value) for name in sorted(known) for value in request.GET.getlist(name) if value]
    return absolute(f"{request.path}?{urlencode(asked, safe='/')}" if asked else request.path)


@register.filter
def own_name(code):
    """The name of a language in that language."""
    return OWN_NAMES[code]


@register.filter
def report_language(code):
    """The name of a language of the reports in the language of the page."""
    return {"fr": _("French"), "nl": _("Dutch"), "en": _("English")}[code]


@register.filter
def format_name(file_format):
    """What a reader calls a file format."""
    return {"html": _("Web page"), "docx": "Word", "pdf": "PDF", "xlsx": "Excel"}[file_format]

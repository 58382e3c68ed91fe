"""Editorial texts on pages: their name, what they lack, and what the report will show."""

import re

from django import template
from django.utils.text import Truncator
from django.utils.translation import get_language, gettext

from document.blocks import extract_text
from document.markdown import parse_inline
from records.wording import find_text
from reporting.reports.annual.editorial import build_text_blocks
from rounds.report_fragments import render_in_languages
from rounds.templatetags.report_fragments import mark_fragments_safe

register = template.Library()

_MARK_OF_BLOCK = re.compile(r"(#+|[-*+>]|\d+[.)])\s+")


@register.simple_tag
def name_of_text(text):
    """(words, language) that name the text: its title, or else how it begins, if possible in the page's language."""
    language = get_language()
    if title := find_text(text, "title", language):
        return title.text, title.language
    if body := find_text(text, "body", language):
        first = _MARK_OF_BLOCK.sub("", body.text.splitlines()[0], count=1)
        # A line that is only marks has no words: then the marks are the name.
        return Truncator(extract_text(parse_inline(first)) or first).words(10, truncate=" …"), body.language
    return gettext("Without words"), language


@register.filter
def lacking(text):
    """A sentence for each thing that the text has in one of the languages of the reports only."""
    return [sentence for is_lacking, sentence in _check_languages(text) if is_lacking]


def _check_languages(text):
    has_title = any((text.title_fr, text.title_nl, text.title_en))
    return [
        (has_title and not text.title_fr, gettext("The title is missing in French.")),
        (not text.body_fr, gettext("The text is missing in French.")),
        (has_title and not text.title_nl, gettext("The title is missing in Dutch.")),
        (not text.body_nl, gettext("The text is missing in Dutch.")),
    ]


@register.simple_tag
def edition_text_in_report(text, heading_level=4):
    """(language, markup) of a text of an edition, which need not be stored, in French and in Dutch."""

    def build(language):
        return build_text_blocks([text], language, "text")

    written = render_in_languages(build, heading_level=heading_level)
    return mark_fragments_safe(written)

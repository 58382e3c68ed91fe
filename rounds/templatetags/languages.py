"""What a partner reads before it hands in: of which texts one language was changed and the other was not."""

from django import template

from initiatives.languages import find_left_behind

register = template.Library()


@register.inclusion_tag("rounds/changed_in_one_language.html")
def changed_in_one_language(items):
    """Of the items of a partner that are handed in: (text, fields) where a language was left behind."""
    return _find_left_behind([item.update for item in items if item.update and item.is_editable])


@register.inclusion_tag("rounds/changed_in_one_language.html")
def text_changed_in_one_language(text):
    """The same for one text."""
    return _find_left_behind([text])


def _find_left_behind(texts):
    told = []
    for model in dict.fromkeys(type(text) for text in texts):
        alike = [text for text in texts if type(text) is model]
        found = find_left_behind(alike)
        told += [(text, found[text.pk]) for text in alike if found[text.pk]]
    return {"texts": told}

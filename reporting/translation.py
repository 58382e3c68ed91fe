from modeltranslation.translator import TranslationOptions, register

from reporting.models import Edition, EditionText
from zones.history import keep_history


@register(Edition)
class EditionOptions(TranslationOptions):
    fields = ("title",)


@register(EditionText)
class EditionTextOptions(TranslationOptions):
    fields = ("title", "body")


keep_history(Edition, m2m_fields=["periods"])
keep_history(EditionText, under="edition")

from modeltranslation.translator import TranslationOptions, register

from records.history.registration import keep_history
from reporting.models import Edition, EditionText


@register(Edition)
class EditionOptions(TranslationOptions):
    fields = ("title",)


@register(EditionText)
class EditionTextOptions(TranslationOptions):
    fields = ("title", "body")


keep_history(Edition, m2m_fields=["periods"])
keep_history(EditionText, under="edition")

from modeltranslation.translator import TranslationOptions, register

from records.history.registration import keep_history
from rounds.models import Extension, Question, Response


@register(Response)
class ResponseOptions(TranslationOptions):
    fields = ("note",)


keep_history(Response)
keep_history(Question)
keep_history(Extension)

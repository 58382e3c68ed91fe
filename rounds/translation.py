from modeltranslation.translator import TranslationOptions, register

from rounds.models import Extension, Question, Response
from zones.history import keep_history


@register(Response)
class ResponseOptions(TranslationOptions):
    fields = ("note",)


keep_history(Response)
keep_history(Question)
keep_history(Extension)

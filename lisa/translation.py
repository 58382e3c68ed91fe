from modeltranslation.translator import TranslationOptions, register

from lisa.models import Antenna, AntennaCount, AntennaFigure, AntennaService, AntennaUpdate, PublishedAntennaUpdate
from records.history.registration import keep_history


@register(Antenna)
class AntennaOptions(TranslationOptions):
    fields = ("name", "address", "hours")


@register(AntennaService)
class AntennaServiceOptions(TranslationOptions):
    fields = ("name",)


@register([AntennaUpdate, PublishedAntennaUpdate])
class AntennaUpdateOptions(TranslationOptions):
    fields = ("body",)


@register(AntennaFigure)
class AntennaFigureOptions(TranslationOptions):
    fields = ("note",)


@register(AntennaCount)
class AntennaCountOptions(TranslationOptions):
    fields = ("source",)


keep_history(AntennaCount)
keep_history(Antenna, m2m_fields=["partners"])
for model in (AntennaService, AntennaFigure):
    keep_history(model, under="antenna")
keep_history(AntennaUpdate, log="review_log", untold=["review_state"])

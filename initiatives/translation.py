from modeltranslation.translator import TranslationOptions, register

from initiatives.models import (
    Event,
    Figure,
    Framework,
    Indicator,
    Initiative,
    Period,
    Photo,
    PublishedEvent,
    PublishedFigure,
    PublishedPhoto,
    PublishedUpdate,
    Recommendation,
    Theme,
    Update,
    Volet,
)
from records.history.registration import keep_history


@register(Framework)
class FrameworkOptions(TranslationOptions):
    fields = ("title", "short_title", "note")


@register(Volet)
class VoletOptions(TranslationOptions):
    fields = ("title", "note")


@register(Recommendation)
class RecommendationOptions(TranslationOptions):
    fields = ("text",)


@register(Indicator)
class IndicatorOptions(TranslationOptions):
    fields = ("name",)


@register(Theme)
class ThemeOptions(TranslationOptions):
    fields = ("title", "body")


@register(Initiative)
class InitiativeOptions(TranslationOptions):
    fields = ("title", "audience", "partnerships")


@register([Update, PublishedUpdate])
class UpdateOptions(TranslationOptions):
    fields = ("body", "title", "audience", "partnerships")


@register([Figure, PublishedFigure])
class FigureOptions(TranslationOptions):
    fields = ("note",)


@register([Event, PublishedEvent])
class EventOptions(TranslationOptions):
    fields = ("title",)


@register([Photo, PublishedPhoto])
class PhotoOptions(TranslationOptions):
    fields = ("alternative",)


for model in (Framework, Volet, Recommendation, Indicator, Theme, Period):
    keep_history(model)
keep_history(Initiative, m2m_fields=["co_partners", "communes", "recommendations"])
keep_history(Update, log="review_log", untold=["review_state"])
for model in (Figure, Event):
    keep_history(model, under="update")
keep_history(Photo, under="update", untold=["size", "sha256"])

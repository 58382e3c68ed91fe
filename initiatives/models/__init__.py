from initiatives.models.evidence import Event, Figure, Photo, Qualifier, order_with_parts, pair_with_totals
from initiatives.models.frameworks import Framework, Recommendation, Volet
from initiatives.models.initiatives import Initiative
from initiatives.models.periods import Period
from initiatives.models.published import PublishedEvent, PublishedFigure, PublishedPhoto, PublishedUpdate
from initiatives.models.reference import Indicator, Theme
from initiatives.models.reviews import ReviewLogEntry, ReviewState, UpdateReview
from initiatives.models.updates import Update

__all__ = [
    "Event",
    "Figure",
    "Framework",
    "Indicator",
    "Initiative",
    "Period",
    "Photo",
    "PublishedEvent",
    "PublishedFigure",
    "PublishedPhoto",
    "PublishedUpdate",
    "Qualifier",
    "Recommendation",
    "ReviewLogEntry",
    "ReviewState",
    "Theme",
    "Update",
    "UpdateReview",
    "Volet",
    "order_with_parts",
    "pair_with_totals",
]

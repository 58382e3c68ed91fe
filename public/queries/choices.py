"""The choices by which a list is narrowed, with how many initiatives stand under each: kept per publication."""

import datetime
from dataclasses import dataclass

from public.caching import remembered
from public.models import Choice, Facet


@dataclass(frozen=True)
class Offer:
    """A choice as a page offers it: its value, its names by language, and how many initiatives stand under it."""

    value: str
    names: dict
    initiatives: int
    first_day: datetime.date | None = None  # of a period
    last_day: datetime.date | None = None
    is_collected: bool = False  # a period that does not count yet

    def name(self, language):
        """(name, its language): in the language asked for, or in the first other one that has it."""
        for code in (language, "fr", "nl", "en"):
            if self.names[code]:
                return self.names[code], code
        return self.value, language


@remembered
def offers():
    """Facet → value → offer, in their order: one query for all that can be chosen."""
    found = {facet: {} for facet in Facet.values}
    for facet, value, initiatives, fr, nl, en, *days in Choice.objects.values_list(
        *("facet", "value", "initiatives", "label_fr", "label_nl", "label_en"),
        *("first_day", "last_day", "is_collected"),
    ):
        found[facet][value] = Offer(value, {"fr": fr, "nl": nl, "en": en}, initiatives, *days)
    return found


def counted_periods():
    """Key → offer of the periods that stand in columns and comparisons, the latest first."""
    return {key: offer for key, offer in offers()[Facet.PERIOD].items() if not offer.is_collected}


def total():
    """How many initiatives are published: each is of one kind."""
    return sum(offer.initiatives for offer in offers()[Facet.KIND].values())


def number_under(facet, values):
    """How many initiatives stand under these values of a facet; one that stands under several counts as often."""
    offered = offers()[facet]
    return sum(offered[value].initiatives for value in values if value in offered)

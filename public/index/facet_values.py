"""The values of each facet, with their names and how many initiatives stand under each."""

from dataclasses import dataclass, field, replace
from operator import attrgetter

from django.db.models import Count
from django.utils.translation import override

from document.blocks import extract_text
from document.typography import typeset
from initiatives.models import Initiative, Period, Recommendation, Theme, Update, Volet
from public.index.caching import cached_per_reference, cached_per_revision
from public.index.listing import get_recommendation_value, get_volet_value
from public.models import Facet, InitiativeFacet
from records.language_codes import LANGUAGES
from zones.models import Commune, Partner, PoliceZone
from zones.wording import format_zone_name

LONGEST_NAME = 300


@dataclass(frozen=True)
class FacetValue:
    """One value of a facet as a page offers it."""

    value: str
    names: dict = field(default_factory=dict)  # by language; a value without any names itself
    period: Period | None = None  # that it is
    initiatives: int = 0  # how many of which something is published stand under it

    def name(self, language):
        """(name, its language): in the language asked for, or in the first other one that has it."""
        for code in (language, *LANGUAGES):
            if self.names.get(code):
                return self.names[code], code
        return self.value, language

    @property
    def is_collected(self):
        """Whether it is a period that does not count yet."""
        return self.period is not None and not self.period.counts


def get_values(facet):
    """Value → FacetValue, of what initiatives stand under, in the order in which a page offers them."""
    return _get_facets()[facet]


@cached_per_revision
def _get_facets():
    """Facet → value → FacetValue. One query that counts, beside those that name."""
    numbers = {facet: {} for facet in Facet.values}
    counted = InitiativeFacet.objects.order_by().values_list("facet", "value").annotate(Count("pk"))
    for facet, value, number in counted:
        numbers[facet][value] = number
    return {facet: _name_values(Facet(facet), numbers[facet]) for facet in numbers}


def get_counted_periods():
    """Key → FacetValue of the periods that stand in columns and comparisons, the latest first."""
    return {key: value for key, value in get_values(Facet.PERIOD).items() if not value.is_collected}


def count_published():
    """How many initiatives are published: each is of one kind."""
    return sum(value.initiatives for value in get_values(Facet.KIND).values())


def count_by_value(facet):
    """(value, how many initiatives stand under it) of each value of a facet, in their order."""
    return tuple((value.value, value.initiatives) for value in get_values(facet).values())


def count_under(facet, *values):
    """How many initiatives stand under these values of a facet; one that stands under several counts as often."""
    known = get_values(facet)
    return sum(known[value].initiatives for value in values if value in known)


def _name_values(facet, numbers):
    """Value → FacetValue of those that are counted, in their order; first what bears the name of nothing any more."""
    named = _get_named(facet) if numbers else {}
    nameless = {value: FacetValue(value) for value in sorted(numbers) if value not in named}
    found = nameless | named
    return {value: replace(found[value], initiatives=numbers[value]) for value in found if value in numbers}


@cached_per_reference
def _get_named(facet):
    """Value → FacetValue of all that a facet can have, in its order. One or two queries."""
    return {value.value: value for value in _list_values(facet)}


def _list_values(facet):
    match facet:
        case Facet.VOLET:
            rows = Volet.objects.select_related("framework").order_by("framework__position", "number")
            return _list_translated(rows, get_volet_value, "title")
        case Facet.RECOMMENDATION:
            rows = Recommendation.objects.select_related("volet__framework")
            rows = rows.order_by("volet__framework__position", "volet__number", "position")
            return _list_translated(rows, get_recommendation_value, "text")
        case Facet.ZONE:
            rows = PoliceZone.objects.prefetch_related("communes").order_by("number")
            return [FacetValue(zone.number, _get_zone_names(zone)) for zone in rows]
        case Facet.COMMUNE:
            return _list_translated(Commune.objects.order_by("position"), attrgetter("nis_code"), "name")
        case Facet.PARTNER:
            rows = Partner.objects.select_related("zone").prefetch_related("zone__communes").order_by("position")
            return [
                FacetValue(row.key, _get_zone_names(row.zone) if row.zone else _get_names(row, "name")) for row in rows
            ]
        case Facet.THEME:
            return _list_translated(Theme.objects.order_by("position"), attrgetter("key"), "title")
        case Facet.PERIOD:
            return [FacetValue(period.key, period=period) for period in Period.objects.order_by("-starts_on")]
        case Facet.STATUS | Facet.KIND:
            return map(FacetValue, Update.Status.values if facet == Facet.STATUS else Initiative.Kind.values)
        case Facet.YEAR:
            return (FacetValue(str(year)) for year in range(2100, 1899, -1))
        case Facet.VOLET_PERIOD:
            return ()


def _list_translated(rows, value_of, field):
    return [FacetValue(value_of(row), _get_names(row, field)) for row in rows]


def _get_names(row, field):
    return {code: typeset(getattr(row, f"{field}_{code}") or "", code)[:LONGEST_NAME] for code in LANGUAGES}


def _get_zone_names(zone):
    """With its number and its communes, in the languages in which it has a name."""
    names = {}
    for code in LANGUAGES:
        if getattr(zone, f"name_{code}"):
            with override(code):
                names[code] = typeset(extract_text(format_zone_name(zone, code)), code)[:LONGEST_NAME]
    return names

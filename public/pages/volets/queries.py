"""The volets and their recommendations, with how many initiatives answer each."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from document.dates import PartialDate
from initiatives.models import Initiative, Period, PublishedUpdate, Recommendation, Volet
from public.index.caching import cached_per_revision
from public.index.facet_values import count_under, get_values
from public.index.listing import get_recommendation_value, get_volet_value
from public.index.lists import read_first_page
from public.models import Facet, InitiativeFacet


@dataclass(frozen=True)
class CountedRecommendation:
    """A recommendation with the number of initiatives that are linked to it."""

    recommendation: Recommendation
    value: str
    initiatives: int


@dataclass(frozen=True)
class Chapter:
    """A volet with its recommendations and the number of its initiatives."""

    volet: Volet
    value: str
    initiatives: int
    demands: list


@dataclass(frozen=True)
class Answer:
    """An initiative that is linked to a recommendation: the columns of its listing, and since when it is known of."""

    listed: dict
    started: object  # a PartialDate; None where it is not known
    first_period: str  # "" where no period counts yet


def list_chapters(framework=None):
    """The volets in their order, of one framework or of all: two queries, and one for the counts."""
    volets = Volet.objects.select_related("framework").order_by("framework__position", "framework", "number")
    recommendations = Recommendation.objects.order_by("position", "pk")
    if framework:
        volets, recommendations = (
            volets.filter(framework=framework),
            recommendations.filter(volet__framework=framework),
        )
    of_volet = defaultdict(list)
    for recommendation in recommendations:
        of_volet[recommendation.volet_id].append(recommendation)
    return [_build_chapter(volet, of_volet[volet.pk]) for volet in volets]


def find_chapter(framework_key, number):
    """One volet by its address; None where there is none. Two queries, and one for the counts."""
    volet = Volet.objects.select_related("framework").filter(framework__key=framework_key, number=number).first()
    return volet and _build_chapter(volet, list(volet.recommendations.order_by("position", "pk")))


def find_chapter_of_recommendations(framework_key, number):
    """The same, read with its recommendations; None where it has none. One query, and one for the counts."""
    recommendations = list(
        Recommendation.objects.select_related("volet__framework")
        .filter(volet__framework__key=framework_key, volet__number=number)
        .order_by("position", "pk")
    )
    return _build_chapter(recommendations[0].volet, recommendations) if recommendations else None


def list_answers(demand):
    """(the last initiatives that are linked to a recommendation, by partner; whether there are more). Two queries."""
    page = read_first_page(Facet.RECOMMENDATION, demand.value)
    starts = _read_starts([listed["key"] for listed in page.rows])
    found = [Answer(listed, *starts.get(listed["key"], (None, ""))) for listed in page.rows]
    order = {key: place for place, key in enumerate(get_values(Facet.PARTNER))}
    return sorted(found, key=lambda answer: order.get(answer.listed["lead"], len(order))), bool(page.after)


@cached_per_revision
def count_linked_initiatives():
    """How many published initiatives are linked to a recommendation, whichever. One query."""
    return InitiativeFacet.objects.filter(facet=Facet.RECOMMENDATION).values("listing").distinct().count()


def _build_chapter(volet, recommendations):
    value = get_volet_value(volet)
    demands = []
    for recommendation in recommendations:
        recommendation.volet = volet
        demand = get_recommendation_value(recommendation)
        demands.append(CountedRecommendation(recommendation, demand, count_under(Facet.RECOMMENDATION, demand)))
    return Chapter(volet, value, count_under(Facet.VOLET, value), demands)


def _read_starts(keys):
    """Key → (when it started, the first period that counts of which something is published)."""
    told = PublishedUpdate.objects.shown().filter(initiative=OuterRef("pk"), period__in=Period.objects.counted())
    first = told.order_by("period__starts_on")
    rows = Initiative.objects.filter(key__in=keys).values_list(
        "key", "started_earliest", "started_latest", Subquery(first.values("period__key")[:1])
    )
    return {
        key: (PartialDate(earliest, latest) if earliest else None, period or "")
        for key, earliest, latest, period in rows
    }

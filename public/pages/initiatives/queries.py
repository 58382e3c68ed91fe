"""One initiative, and those that are related to it."""

from dataclasses import dataclass

from django.db.models import OuterRef

from initiatives.models import Initiative
from public.index.caching import is_current
from public.index.facet_values import get_values
from public.index.lists import COLUMNS, lead_by, select_entries
from public.models import Facet, InitiativeFacet, Kind
from public.pages.details import page_revision
from records.language_codes import LANGUAGES

RELATED = 5
RELATING = (Facet.THEME, Facet.RECOMMENDATION, Facet.PARTNER)
"""By what others are related, the first of them that an initiative has."""


@dataclass(frozen=True)
class Texts:
    """A title or a name in each language, read like the field `text` of a record: far cheaper than the record."""

    text_fr: str | None
    text_nl: str | None
    text_en: str | None


@dataclass(frozen=True)
class InitiativeHead:
    """An initiative as the head of its page names it."""

    pk: int
    key: str
    is_listed: bool
    merged_into: str | None  # the key of its original
    lead: str  # the key of the partner
    framework: str
    volet: int  # its number
    revision: int | None  # of its page: see `public.pages.details`
    title: Texts
    summary: Texts
    lead_name: Texts  # of a police zone with its number and its communes
    volet_title: Texts


def find_initiative(key):
    """The initiative, or None where there is none of this key. One query, beside those for the facets."""
    row = (
        Initiative.objects.filter(key=key)
        .annotate(revision=page_revision(Kind.INITIATIVE, OuterRef("pk")))
        .values_list(*("pk", "key", "listing", "merged_into__key", "lead__key"),
                     *("volet__framework__key", "volet__number", "revision"),
                     *("title_fr", "title_nl", "title_en"),
                     *("listing__summary_fr", "listing__summary_nl", "listing__summary_en"),
                     *("lead__name_fr", "lead__name_nl", "lead__name_en"),
                     *("volet__title_fr", "volet__title_nl", "volet__title_en"))
        .first()
    )  # fmt: skip
    if row is None:
        return None
    pk, key, listing, *plain = row[:8]
    title, summary, lead_name, volet_title = (Texts(*row[place : place + 3]) for place in range(8, len(row), 3))
    if lead := get_values(Facet.PARTNER).get(plain[1]):
        lead_name = Texts(*(lead.names.get(code, "") for code in LANGUAGES))
    # What waits to be made anew may tell of what is no longer published.
    summary = summary if is_current() else Texts("", "", "")
    return InitiativeHead(pk, key, listing is not None, *plain, title, summary, lead_name, volet_title)


def find_related(pk):
    """Other initiatives of the same theme, or else of its first recommendation, or else of its partner, as dicts like
    the rows of a page. Two queries."""
    own = InitiativeFacet.objects.filter(listing=pk, facet__in=RELATING).values_list("facet", "value")
    shared = min(own, key=lambda pair: (RELATING.index(pair[0]), pair[1]), default=None)
    if shared is None:
        return []
    return list(lead_by(select_entries(), *shared).exclude(pk=pk).values(*COLUMNS)[:RELATED])

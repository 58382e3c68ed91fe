"""One initiative, and those that are near to it."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import OuterRef

from initiatives.models import Initiative
from public.caching import is_settled
from public.details import page_revision
from public.models import Facet, Kind
from public.queries.facet_values import LANGUAGES, get_values
from public.queries.lists import SHOWN, is_known

RELATED = 5


@dataclass(frozen=True)
class Texts:
    """A title or a name in each language, read like the field `text` of a record: far cheaper than the record."""

    text_fr: str | None
    text_nl: str | None
    text_en: str | None


@dataclass(frozen=True)
class Shown:
    """An initiative as the head of its page names it."""

    pk: int
    key: str
    is_listed: bool
    merged_into: str | None  # the key of its original
    lead: str  # the key of the partner
    framework: str
    volet: int  # its number
    revision: int | None  # of its page: see `public.details`
    title: Texts
    summary: Texts
    lead_name: Texts  # of a police zone with its number and its communes
    volet_title: Texts


def shown(key):
    """The initiative, or None where there is none of this key. One query beside that for the choices, which are
    remembered."""
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
    summary = summary if is_settled() else Texts("", "", "")
    return Shown(pk, key, listing is not None, *plain, title, summary, lead_name, volet_title)


def related(pk):
    """Other initiatives near to this one, as dicts like the rows of a page: of the same theme, or else of its first
    recommendation, or else of its lead. One query."""
    with connection.cursor() as cursor:
        cursor.execute(RELATED_SQL, [pk, pk, pk])
        return [dict(zip(SHOWN, row, strict=True)) for row in cursor.fetchall()]


def _nearest(column):
    return (
        f"(SELECT {column} FROM public_listingfacet WHERE listing_id = %s "  # noqa: S608
        f"AND facet IN ('{Facet.THEME.value}', '{Facet.RECOMMENDATION.value}', '{Facet.PARTNER.value}') "
        f"ORDER BY CASE facet WHEN '{Facet.THEME.value}' THEN 0 WHEN '{Facet.RECOMMENDATION.value}' THEN 1 ELSE 2 END, "
        "value LIMIT 1)"
    )


# In the words of the database, as the list.
RELATED_SQL = (
    f"SELECT {', '.join(f'near.{name}' for name in SHOWN)} FROM public_listingfacet beside "  # noqa: S608
    "JOIN public_listing near ON near.initiative_id = beside.listing_id "
    f"WHERE beside.facet = {_nearest('facet')} AND beside.value = {_nearest('value')} AND beside.listing_id <> %s "
    f"AND {is_known('near.initiative_id')} ORDER BY beside.latest_rank DESC LIMIT {RELATED}"
)

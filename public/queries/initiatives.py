"""The list of initiatives: a page of it, how many there are, and how many stand under each choice."""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Exists, F, Func, IntegerField, OuterRef, Subquery

from initiatives.models import Initiative
from public import stories
from public.caching import is_settled, remembered
from public.models import Choice, Facet, Kind, Listing, ListingFacet, Touched
from public.narrowing import Narrowing, Sort

PAGE = 25
RELATED = 5
MOST_COUNTED = 500
FEW = 1_500
"""Up to so many rows it is quicker to read all of them and sort than to walk through the order of the list."""

ORDER = {Sort.LATEST: "-latest_rank", Sort.STARTED: "-started_rank", Sort.TITLE: "sort_{language}"}
SHOWN = (
    "key", "title_fr", "title_nl", "title_en", "summary_fr", "summary_nl", "summary_en",
    "volet", "lead", "period", "status",
)  # fmt: skip


@dataclass(frozen=True)
class Page:
    """One page of the list."""

    rows: list  # of dicts: the columns SHOWN, and the place of the row in the order
    count: int | None  # None: more than MOST_COUNTED
    after: str  # where the next page starts; "" on the last one


@dataclass(frozen=True)
class Offer:
    """A choice as a page offers it: its value, its names by language, and how many initiatives stand under it."""

    value: str
    names: dict
    initiatives: int

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
    for facet, value, initiatives, *names in Choice.objects.values_list(
        "facet", "value", "initiatives", "label_fr", "label_nl", "label_en"
    ):
        found[facet][value] = Offer(value, dict(zip(("fr", "nl", "en"), names, strict=True)), initiatives)
    return found


def total():
    """How many initiatives are published: each is of one kind."""
    return sum(offer.initiatives for offer in offers()[Facet.KIND].values())


def page_of(narrowing: Narrowing, language, *, keys=None, size=PAGE, shown=SHOWN):
    """The page that is asked for, in the language; among the initiatives `keys` only, where words found these.

    `shown` are the columns of the rows, from the listing on; `size` is how many rows there are at most.

    At most two queries beside that for the choices, which are remembered.
    """
    rows, prefix = _narrowed(narrowing) if keys is None else (_among(narrowing, keys), "")
    column = ORDER[narrowing.sort].format(language=language)
    # The rows of a choice have the order of the list beside them: through the listing no index would give it.
    falls, column = column.startswith("-"), column.lstrip("-")
    columns = [f"{prefix}{name}" for name in shown]
    page = (
        _behind(rows, column, falls, narrowing.after)
        .order_by(f"-{column}" if falls else column)
        .values_list(*columns, column, *([] if keys is None else [_number_of(rows)]))[: size + 1]
    )
    names = (*shown, "place") if keys is None else (*shown, "place", "number")
    found = [dict(zip(names, row, strict=True)) for row in page]
    after = str(found[size - 1]["place"]) if len(found) > size else ""
    if not after and not narrowing.after:
        return Page(found, len(found), "")
    if keys is not None and found:
        return Page(found[:size], _exact(found[0]["number"]), after)
    return Page(found[:size], _count(narrowing, rows, keys), after)


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
    markup: str | None  # of its story: see `stories.read`
    title: Texts
    summary: Texts
    lead_name: Texts
    volet_title: Texts


def shown(key, language):
    """The initiative with its story, or None where there is none of this key. One query."""
    row = (
        Initiative.objects.filter(key=key)
        .annotate(markup=stories.column(Kind.INITIATIVE, OuterRef("pk"), language))
        .values_list(*("pk", "key", "listing", "merged_into__key", "lead__key"),
                     *("volet__framework__key", "volet__number", "markup"),
                     *("title_fr", "title_nl", "title_en"),
                     *("listing__summary_fr", "listing__summary_nl", "listing__summary_en"),
                     *("lead__name_fr", "lead__name_nl", "lead__name_en"),
                     *("volet__title_fr", "volet__title_nl", "volet__title_en"))
        .first()
    )  # fmt: skip
    if row is None:
        return None
    pk, key, listing, *plain = row[:8]
    title, summary, *names = (Texts(*row[place : place + 3]) for place in range(8, len(row), 3))
    # What waits to be made anew may tell of what is no longer published.
    summary = summary if is_settled() else Texts("", "", "")
    return Shown(pk, key, listing is not None, *plain, title, summary, *names)


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


# In the words of the database: those of Django take as long to be put together as the answer.
RELATED_SQL = (
    f"SELECT {', '.join(f'near.{name}' for name in SHOWN)} FROM public_listingfacet beside "  # noqa: S608
    "JOIN public_listing near ON near.initiative_id = beside.listing_id "
    f"WHERE beside.facet = {_nearest('facet')} AND beside.value = {_nearest('value')} AND beside.listing_id <> %s "
    "AND NOT EXISTS (SELECT 1 FROM public_touched waiting "  # nobody knows whether it is still published
    f"WHERE waiting.kind = '{Kind.INITIATIVE.value}' AND waiting.object_id = near.initiative_id) "
    f"ORDER BY beside.latest_rank DESC LIMIT {RELATED}"
)


def _narrowed(narrowing):
    """The rows to read, and the way from them to the listing.

    In the usual order they are the rows of one choice: the index of these alone gives a page.
    """
    chosen, prefix = dict(narrowing.chosen), ""
    rows = Listing.objects.all()
    if facet := _leading(narrowing):
        (value,) = chosen.pop(facet)
        rows, prefix = ListingFacet.objects.filter(facet=facet, value=value), "listing__"
    for facet, values in chosen.items():
        under = ListingFacet.objects.filter(facet=facet, value__in=values)
        if _size(facet, values) <= FEW:
            rows = rows.filter(**{f"{prefix}pk__in": under.values("listing")})
        else:
            rows = rows.filter(Exists(under.filter(listing=OuterRef(f"{prefix}pk"))))
    return rows if is_settled() else _without_touched(rows, prefix), prefix


def _among(narrowing, keys):
    """The rows of these initiatives as far as they stand under what is chosen."""
    rows = Listing.objects.filter(pk__in=keys)
    for facet, values in narrowing.chosen:
        under = ListingFacet.objects.filter(facet=facet, value__in=values, listing=OuterRef("pk"))
        rows = rows.filter(Exists(under))
    return rows if is_settled() else _without_touched(rows, "")


def _leading(narrowing):
    """The choice with the fewest rows, in whose own order the list can be read; None where there is none."""
    single = [facet for facet, values in narrowing.chosen if len(values) == 1]
    if narrowing.sort != Sort.LATEST or not single:
        return None
    return min(single, key=lambda facet: _size(facet, narrowing.values(facet)))


def _size(facet, values):
    offered = offers()[facet]
    return sum(offered[value].initiatives for value in values if value in offered)


def _without_touched(rows, prefix):
    """Without what was touched and not made anew yet: nobody knows whether it is still published."""
    waiting = Touched.objects.filter(kind=Kind.INITIATIVE, object_id=OuterRef(f"{prefix}pk"))
    return rows.filter(~Exists(waiting))


def _behind(rows, column, falls, after):
    """The rows behind the place where the page before ended. What cannot be such a place is the beginning."""
    if not after:
        return rows
    if falls:
        is_number = after.isascii() and after.isdigit() and len(after) < 19
        return rows.filter(**{f"{column}__lt": int(after)}) if is_number else rows
    return rows.filter(**{f"{column}__gt": after})


def _number_of(rows):
    """How many rows there are, as a column of each."""
    counted = rows.order_by().annotate(number=Func(F("pk"), function="COUNT", output_field=IntegerField()))
    return Subquery(counted.values("number"))


def _count(narrowing, rows, keys):
    """How many there are: known beforehand for one choice at most, counted up to a limit otherwise."""
    if keys is None and is_settled():
        if not narrowing.chosen:
            return total()
        if len(narrowing.chosen) == 1 and len(narrowing.chosen[0][1]) == 1:
            return _size(*narrowing.chosen[0])
        return _number_under(narrowing.chosen)
    return _up_to_the_limit(rows)


@remembered
def _number_under(chosen):
    """Who turns the pages of a list, or sorts it otherwise, does not have it counted again."""
    # In the words of the database, as for `related`. The smallest choice leads: its rows are gone through.
    (facet, values), *others = sorted(chosen, key=lambda choice: _size(*choice))
    if len(values) == 1:
        source, parts = "listing_id AS pk FROM public_listingfacet WHERE facet = %s AND value = %s", others
        parameters = [facet, *values]
    else:
        source, parts, parameters = "initiative_id AS pk FROM public_listing", chosen, []
    conditions = ["1 = 1"]
    for facet, values in parts:
        conditions.append(_under(facet, values))
        parameters += [facet, *values]
    sql = (
        f"SELECT count(*) FROM (SELECT 1 FROM (SELECT {source}) it "  # noqa: S608
        f"WHERE {' AND '.join(conditions)} LIMIT {MOST_COUNTED + 1}) counted"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return _exact(cursor.fetchone()[0])


def _under(facet, values):
    """The condition of being found under one of the values, as `_narrowed` has it."""
    rows = f"FROM public_listingfacet other WHERE facet = %s AND value IN ({', '.join(['%s'] * len(values))})"
    if _size(facet, values) <= FEW:
        return f"it.pk IN (SELECT other.listing_id {rows})"
    return f"EXISTS (SELECT 1 {rows} AND other.listing_id = it.pk)"


def _up_to_the_limit(rows):
    return _exact(rows.order_by()[: MOST_COUNTED + 1].count())


def _exact(number):
    return number if number <= MOST_COUNTED else None

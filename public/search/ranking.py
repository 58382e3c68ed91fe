"""Which entries hold the terms, the best first."""

from dataclasses import dataclass, field

from django.db import connection

from public.models import PendingRefresh, SearchEntry, SearchText
from public.search.expressions import match_tokens
from public.search.tokens import PARTIAL, anywhere, partial_tiers, tiers

MOST_RANKED = 300
TABLE, TEXTS, WAITING = (model._meta.db_table for model in (SearchEntry, SearchText, PendingRefresh))


@dataclass(frozen=True)
class Found:
    """An entry that was found, with its texts: language → (title, context, text)."""

    kind: str
    object_id: int
    key: str
    texts: dict = field(default_factory=dict)


def rank(terms, language, kinds, *, limit, skip=0):
    """([Found], how many there are, whether these hold only most of the terms). One query.

    At most one more than MOST_RANKED are counted. Where no entry holds all terms, those that hold most of them are
    found, at least half. What was written since and not indexed anew is left out: it may be public no longer.
    """
    rows = _rows(
        terms, language, kinds, limit, skip,
        "best_tier, it.id, it.kind, it.object_id, it.key, {waits}, told.language, told.title, told.context, told.text",
        f"LEFT JOIN {TEXTS} told ON told.entry_id = it.id",
        partial=partial_tiers(terms, kinds),
    )  # fmt: skip
    found = {}
    for _, _, entry, kind, object_id, key, waits, code, *text in rows:
        if entry is None or waits:
            continue
        if entry not in found:
            found[entry] = Found(kind, object_id, key)
        if code:
            found[entry].texts[code] = text
    count, best_tier = rows[0][:2]
    return list(found.values()), count, count > 0 and best_tier > PARTIAL


def rank_objects(terms, language, kinds):
    """The numbers of the objects that are found; one more than MOST_RANKED at most. One query."""
    rows = _rows(terms, language, kinds, MOST_RANKED + 1, 0, "it.object_id, {waits}")
    return [object_id for _, object_id, waits in rows if object_id is not None and not waits]


def _rows(terms, language, kinds, limit, skip, columns, *joined, partial=()):
    """[(number of hits, columns)] in their order.

    The hits of each tier are looked for only as long as there are not enough of the tiers before; so a word that every
    entry holds costs no more than another. Those of partial tiers only where there are no others.
    """
    whole, parameters = _hits(tiers(terms, language, kinds))
    hits = "SELECT * FROM whole"
    if partial := list(partial):
        others, more = _hits(partial)
        hits += f" UNION ALL SELECT * FROM ({others}) others WHERE NOT EXISTS (SELECT 1 FROM whole)"  # noqa: S608
        parameters += more
    waits = f"EXISTS (SELECT 1 FROM {WAITING} w WHERE w.kind = it.kind AND w.object_id = it.object_id)"  # noqa: S608
    # The row without a hit tells the count where the page lies behind the last hit.
    sql = (
        f"WITH whole AS ({whole}), hits AS ({hits}) "  # noqa: S608
        f"SELECT counted.hits, {columns.format(waits=waits)} "
        "FROM (SELECT count(*) AS hits, min(tier) AS best_tier FROM hits) counted "
        "LEFT JOIN (SELECT * FROM hits ORDER BY tier, weight DESC, id LIMIT %s OFFSET %s) page ON 1 = 1 "
        f"LEFT JOIN {TABLE} it ON it.id = page.id {' '.join(joined)} ORDER BY page.tier, page.weight DESC, page.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, limit, skip])
        return cursor.fetchall()


def _hits(ordered):
    """(SQL, parameters) of the hits of these tiers, as many as are ranked and one more."""
    parts, parameters = [], []
    for tier, expression in ordered:
        rows, tokens = match_tokens(TABLE, "words", expression)
        parts.append(f"SELECT it.id, it.weight, {tier} AS tier {rows}")
        parameters.append(tokens)
    return f"{' UNION ALL '.join(parts)} LIMIT {MOST_RANKED + 1}", parameters


def none_holds(terms, kinds):
    """(SQL, parameters) of the condition that no entry holds all of the terms."""
    rows, tokens = match_tokens(TABLE, "words", anywhere(terms, kinds))
    return f"NOT EXISTS (SELECT 1 {rows})", [tokens]

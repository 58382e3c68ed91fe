"""Which entries hold the terms, the best first."""

from django.db import connection

from public.models import SearchEntry, Touched
from public.search.expressions import holding
from public.search.tokens import tiers

TABLE, WAITING = SearchEntry._meta.db_table, Touched._meta.db_table
MOST_RANKED = 1_000


def ranked(terms, language, kinds, *, limit, skip=0):
    """([(entry, kind, object, key)], how many there are, one more than MOST_RANKED at most). One query.

    What was written since and not indexed anew is left out: it may be public no longer.

    The hits of each tier are looked for only as long as there are not enough of the tiers before; so a word that every
    entry holds costs no more than another.
    """
    parts, parameters = [], []
    for tier, expression in tiers(terms, language, kinds):
        rows, tokens = holding(TABLE, "words", expression)
        parts.append(f"SELECT it.id, it.weight, {tier} AS tier {rows}")
        parameters.append(tokens)
    # The row without a hit tells the count where the page lies behind the last hit.
    sql = (
        f"WITH hits AS ({' UNION ALL '.join(parts)} LIMIT {MOST_RANKED + 1}) "  # noqa: S608
        "SELECT counted.hits, it.id, it.kind, it.object_id, it.key, EXISTS (SELECT 1 FROM "
        f"{WAITING} touched WHERE touched.kind = it.kind AND touched.object_id = it.object_id) "
        "FROM (SELECT count(*) AS hits FROM hits) counted "
        "LEFT JOIN (SELECT * FROM hits ORDER BY tier, weight DESC, id LIMIT %s OFFSET %s) page ON 1 = 1 "
        f"LEFT JOIN {TABLE} it ON it.id = page.id ORDER BY page.tier, page.weight DESC, page.id"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*parameters, limit, skip])
        rows = cursor.fetchall()
    return [row[1:5] for row in rows if row[1] is not None and not row[5]], rows[0][0]

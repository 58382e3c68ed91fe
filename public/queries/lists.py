"""The list of initiatives, a page at a time.

In the words of the database: those of Django take as long to be put together as the answer.
"""

from dataclasses import dataclass
from functools import partial

from django.db import connection
from django.db.models.expressions import RawSQL

from initiatives.models import Initiative
from public.caching import is_settled, remembered
from public.models import Kind
from public.narrowing import Narrowing, Sort
from public.queries.facet_values import count_published, count_under
from public.search import MOST_RANKED

PAGE = 20
MOST_COUNTED = MOST_RANKED
LED = "public_listingfacet"  # the table of the choices, of which one leads
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


def page_of(narrowing: Narrowing, language, *, keys=None, size=PAGE):
    """The page that is asked for, in the language; among the initiatives `keys` only, where words found these.

    At most two queries beside that for the choices, which are remembered.
    """
    return _page(narrowing, language, keys, size, _read)


def page_of_initiatives(narrowing: Narrowing, language, columns, *, keys=None, size=PAGE):
    """The same page, with "pk" and these columns of the initiatives themselves."""
    return _page(narrowing, language, keys, size, partial(_read_initiatives, columns=columns))


def _page(narrowing, language, keys, size, read):
    """`read` gives one row more than the page where another follows, and None for a number that is to be counted."""
    if keys is not None and not keys:
        return Page([], 0, "")
    rows = _narrowed(narrowing, keys)
    found, number = read(rows, _Order.of(narrowing, language), narrowing.after, size)
    after = str(found[size - 1]["place"]) if len(found) > size else ""
    if not after and not narrowing.after:
        return Page(found, len(found), "")
    return Page(found[:size], _count(narrowing, rows) if number is None else _exact(number), after)


# --- The order ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Order:
    """By which column the rows are sorted, as "place"."""

    column: str
    falls: bool

    @classmethod
    def of(cls, narrowing, language):
        column = ORDER[narrowing.sort].format(language=language)
        return cls(column.lstrip("-"), column.startswith("-"))

    @property
    def sql(self):
        return f"ORDER BY place{' DESC' if self.falls else ''}"

    def behind(self, after):
        """(condition, parameters) of the rows behind the place where the page before ended. What cannot be such a
        place is the beginning."""
        if not after or (self.falls and not (after.isascii() and after.isdigit() and len(after) < 19)):
            return "1 = 1", []
        return ("place < %s", [int(after)]) if self.falls else ("place > %s", [after])


# --- The rows -------------------------------------------------------------------------------------


@dataclass
class _Rows:
    """The rows to read. In the usual order they are those of one choice: the index of these alone gives a page."""

    source: str  # the table, which is called "it"
    key: str  # its column with the initiative
    conditions: list
    parameters: list
    is_few: bool = False  # never more than are counted

    @property
    def is_led(self):
        return self.source == LED

    @property
    def number(self):
        """How many there are, up to one more than are counted."""
        return f"SELECT count(*) FROM ({self._select('1')} LIMIT {MOST_COUNTED + 1}) counted"  # noqa: S608

    def placed(self, order):
        """The initiatives, as "pk", and their places in the order."""
        return self._select(f"{self.key} AS pk, it.{order.column} AS place")

    def _select(self, columns):
        return f"SELECT {columns} FROM {self.source} it WHERE {' AND '.join(self.conditions)}"  # noqa: S608


def _narrowed(narrowing, keys=None):
    chosen, facet = dict(narrowing.chosen), None if keys is not None else _leading(narrowing)
    if facet:
        rows = _Rows(LED, "it.listing_id", ["it.facet = %s AND it.value = %s"], [facet])
        rows.parameters.extend(chosen.pop(facet))
    else:
        rows = _Rows("public_listing", "it.initiative_id", ["1 = 1"], [], is_few=keys is not None)
    if keys is not None:
        rows.conditions.append(f"{rows.key} IN ({_places(keys)})")
        rows.parameters.extend(keys)
    for facet, values in chosen.items():
        rows.conditions.append(_under(facet, values, rows))
        rows.parameters.extend((facet, *values))
    if not is_settled():
        rows.conditions.append(is_known(rows.key))
    return rows


def _leading(narrowing):
    """The choice with the fewest rows, in whose own order the list can be read; None where there is none."""
    single = [facet for facet, values in narrowing.chosen if len(values) == 1]
    if narrowing.sort != Sort.LATEST or not single:
        return None
    return min(single, key=lambda facet: count_under(facet, *narrowing.values(facet)))


def _under(facet, values, rows):
    """The condition of being found under one of the values."""
    other = f"FROM public_listingfacet other WHERE other.facet = %s AND other.value IN ({_places(values)})"
    if not rows.is_few and count_under(facet, *values) <= FEW:
        return f"{rows.key} IN (SELECT other.listing_id {other})"
    return f"EXISTS (SELECT 1 {other} AND other.listing_id = {rows.key})"


def is_known(key):
    """The condition that nothing of it waits to be made anew: nobody knows whether that is still published."""
    return (
        "NOT EXISTS (SELECT 1 FROM public_touched waiting "  # noqa: S608
        f"WHERE waiting.kind = '{Kind.INITIATIVE.value}' AND waiting.object_id = {key})"
    )


def _places(values):
    return ", ".join(["%s"] * len(values))


# --- A page and a number --------------------------------------------------------------------------


def _read(rows, order, after, size):
    """(the rows of the page and one more, how many there are or None where that was not counted). One query.

    Where a reader comes first to several choices, what is gone through to count them gives the page, too.
    """
    behind, place = order.behind(after)
    is_counted = rows.is_few or (rows.is_led and len(rows.conditions) > 1 and not place)
    placed = f"{rows.placed(order)} {order.sql} LIMIT {MOST_COUNTED + 1}" if is_counted else rows.placed(order)
    sql = (
        f"WITH hits AS ({placed}) "  # noqa: S608
        f"SELECT {', '.join(f'listing.{name}' for name in SHOWN)}, page.place, "
        f"{'(SELECT count(*) FROM hits)' if is_counted else 'NULL'} "
        f"FROM (SELECT * FROM hits WHERE {behind} {order.sql} LIMIT {size + 1}) page "
        f"JOIN public_listing listing ON listing.initiative_id = page.pk {order.sql}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*rows.parameters, *place])
        found = cursor.fetchall()
    return [dict(zip((*SHOWN, "place"), row, strict=False)) for row in found], found[0][-1] if found else None


def _read_initiatives(rows, order, after, size, columns):
    behind, place = order.behind(after)
    page = f"SELECT pk FROM ({rows.placed(order)}) placed WHERE {behind} {order.sql} LIMIT {size + 1}"  # noqa: S608
    names, sort = ("pk", *columns), f"listing__{order.column}"
    found = (
        Initiative.objects.filter(pk__in=RawSQL(page, [*rows.parameters, *place]))  # noqa: S611
        .order_by(f"-{sort}" if order.falls else sort)
        .values_list(*names, sort, *([RawSQL(rows.number, rows.parameters)] if rows.is_few else []))  # noqa: S611
    )
    read = [dict(zip((*names, "place", "number"), row, strict=False)) for row in found]
    return read, read[0].get("number") if read else None


def _count(narrowing, rows):
    """How many there are: known beforehand for one choice at most, counted up to a limit otherwise."""
    if rows.is_few or not is_settled():
        return _up_to_the_limit(rows)
    if not narrowing.chosen:
        return count_published()
    if len(narrowing.chosen) == 1 and len(narrowing.chosen[0][1]) == 1:
        return count_under(narrowing.chosen[0][0], *narrowing.chosen[0][1])
    return _counted(narrowing.chosen)


@remembered
def _counted(chosen):
    """Who turns the pages of a list, or sorts it otherwise, does not have it counted again."""
    return _up_to_the_limit(_narrowed(Narrowing(chosen=chosen)))


def _up_to_the_limit(rows):
    with connection.cursor() as cursor:
        cursor.execute(rows.number, rows.parameters)
        return _exact(cursor.fetchone()[0])


def _exact(number):
    return number if number <= MOST_COUNTED else None

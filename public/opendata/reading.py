"""The rows of the public tables, read from what is published: all of them in constant memory, a page, or one."""

from dataclasses import dataclass
from itertools import islice

from django.db.models import CharField, F, Func, IntegerField, Q, QuerySet, Value

from public.index.caching import cached_per_revision
from public.opendata.structure import plain
from public.opendata.tables import TABLES
from public.opendata.types import Key, Whole, YesNo
from public.pages.former_addresses import find_named_model, find_present_names
from records.models.addresses import find_record_by_address

BATCH = 500
LONGEST = 200
MOST_NAMED = 12
LARGEST = 2**31 - 1
ANSWERS = {"yes": True, "true": True, "no": False, "false": False}


class NoSuchValue(ValueError):
    """A value that a column can never hold."""


@dataclass(frozen=True)
class Page:
    """Some of the rows of a table: the `count` of all, and `after`, the key where the next page begins, or None."""

    rows: list
    count: int | None
    after: str | None


def every(table):
    """Each row of the table in its order, as column → value; so many at a time as a batch holds."""
    names = sources(table)
    stored = plain(table.rows()).order_by(*table.order).values_list("pk", *names).iterator(chunk_size=BATCH)
    while batch := list(islice(stored, BATCH)):
        yield from complete(table, [(pk, dict(zip(names, values, strict=True))) for pk, *values in batch])


def page(table, narrowed, after, limit):
    """The next rows behind the one with the key `after`, among those that `narrowed` leaves (see `narrowing`).

    At most four queries. None where there is no row with that key any more.
    """
    rows = _among(table, narrowed)
    if after:
        place = plain(table.rows()).filter(**after).values_list(*table.order).first()
        if place is None:
            return None
        behind = rows.filter(_behind(table.order, place))
    else:
        behind = rows
    names = sources(table)
    stored = behind.order_by(*table.order).values_list("pk", *names)[: limit + 1]
    batch = [(pk, dict(zip(names, values, strict=True))) for pk, *values in stored]
    shown = complete(table, batch[:limit])
    count = _count(table.name, narrowed)
    return Page(shown, count, table.key_of(shown[-1]) if len(batch) > limit else None)


def one(table, key):
    """The row with that key (see `by_key`), or None."""
    names = sources(table)
    stored = plain(table.rows()).filter(**key).values_list("pk", *names).first()
    return complete(table, [(stored[0], dict(zip(names, stored[1:], strict=True)))])[0] if stored else None


def select(table, pks):
    """The rows with these primary keys, in that order. At most two queries."""
    names = sources(table)
    stored = plain(table.rows()).filter(pk__in=pks).values_list("pk", *names)
    found = {pk: dict(zip(names, values, strict=True)) for pk, *values in stored}
    return complete(table, [(pk, found[pk]) for pk in pks if pk in found])


def counts():
    """How many rows each table has, by its name: one query."""
    numbers = [_number(table) for table in TABLES.values()]
    return dict(numbers[0].union(*numbers[1:], all=True))


def sources(table):
    """What must be read of the model for the columns with one value; each once."""
    return tuple(dict.fromkeys(source for column in table.single for source in column.sources))


def complete(table, batch):
    """The rows for what was read, (primary key, source → stored) each; one query for all columns with many values."""
    linked = _linked(table, [pk for pk, _stored in batch])
    return [
        {
            column.name: column.type.read(linked.get((pk, column.name), []))
            if column.is_many
            else column.type.read(*(stored[source] for source in column.sources))
            for column in table.columns
        }
        for pk, stored in batch
    ]


def _linked(table, pks):
    """(primary key, column) → the keys of the rows to which the column refers."""
    if not table.many or not pks:
        return {}
    pairs = [
        QuerySet(table.model)
        .filter(pk__in=pks, **{f"{column.source}__isnull": False})
        .order_by()
        .values_list("pk", Value(column.name, CharField()), column.source)
        for column in table.many
    ]
    found = {}
    for pk, name, key in pairs[0].union(*pairs[1:], all=True) if len(pairs) > 1 else pairs[0]:
        found.setdefault((pk, name), []).append(key)
    return found


def _number(table):
    rows = plain(table.rows()).order_by().annotate(counted=Func(F("pk"), function="COUNT", output_field=IntegerField()))
    return rows.values_list(Value(table.name, CharField()), "counted")


# --- What is asked for ----------------------------------------------------------------------------


def by_key(table, text):
    """The filter for the row with that key, written with "/" between its parts. Raises NoSuchValue."""
    parts = text.split("/", len(table.key) - 1)
    if len(parts) != len(table.key):
        raise NoSuchValue(text)
    return {column.source: _parsed(column, part) for column, part in zip(table.key_columns, parts, strict=True)}


def present_key(table, text):
    """The key of today, for one that a row had at any time: what it is made of may be named otherwise now."""
    parts = text.split("/", len(table.key) - 1)
    if len(parts) != len(table.key):
        return text
    models = {
        place: model
        for place, column in enumerate(table.key_columns)
        if (model := find_named_model(table.model, column.source))
    }
    present = find_present_names(models, parts)
    return "/".join(present.get(place, part) for place, part in enumerate(parts))


def narrowing(column, values):
    """(path, values) for the rows of which the column holds one of these. Raises NoSuchValue."""
    return column.source, tuple(sorted({_parsed(column, value) for value in values}))


def present_values(column, values):
    """The values of a column of keys as they are called today. Raises NoSuchValue for one that no row ever had."""
    to = _referred(column)
    if to is None:
        return values
    known = _known_among(to.name, tuple(sorted({value for value in values if value.isprintable()})))
    return [value if value in known else _formerly(to, value) for value in values]


def some_keys(column):
    """The keys that a column can hold, shortened where they are many; none where it holds no keys."""
    to = _referred(column)
    if to is None:
        return []
    rows = plain(to.rows()).order_by(*to.order).values_list(to.key_columns[-1].source, flat=True)
    keys = list(rows[: MOST_NAMED + 1])
    return keys[:MOST_NAMED] + (["…"] if len(keys) > MOST_NAMED else [])


def _referred(column):
    """The table to whose rows the column refers by one key, or None."""
    to = TABLES.get(getattr(column.type, "to", ""))
    return to if to and len(to.key) == 1 and to.model.address_fields else None


@cached_per_revision
def _known_among(name, values):
    to = TABLES[name]
    own = to.key_columns[-1].source
    return set(plain(to.rows()).filter(**{f"{own}__in": values}).values_list(own, flat=True))


def _formerly(to, value):
    found = find_record_by_address(to.model, value)
    if found is None or not plain(to.rows()).filter(pk=found.pk).exists():
        raise NoSuchValue(value)
    return getattr(found, to.model.address_fields[-1])


def _parsed(column, text):
    match column.type:
        case Whole():
            if text.isascii() and text.isdigit() and len(text) < 11 and int(text) <= LARGEST:
                return int(text)
        case YesNo():
            if text in ANSWERS:
                return ANSWERS[text]
        case Key():
            if text and len(text) <= LONGEST and text.isprintable():
                return text
        case _:
            # A word that no row can hold finds none; one that is no choice was mistyped.
            codes = [code for code, _name in column.type.choices]
            if text in codes or (not codes and len(text) <= LONGEST and text.isprintable()):
                return text
    raise NoSuchValue(text)


def _among(table, narrowed):
    return plain(table.rows()).filter(**{f"{path}__in": values for path, values in narrowed})


@cached_per_revision
def _count(name, narrowed):
    return _among(TABLES[name], narrowed).count()


def _behind(order, place):
    """The rows whose columns of order come after these values. None of them is ever empty."""
    behind = Q()
    for path, value in reversed(list(zip(order, place, strict=True))):
        further = Q(**{f"{path}__gt": value})
        behind = further | (Q(**{path: value}) & behind) if behind else further
    # Says the same again in the form in which an index can be walked.
    return Q(**{f"{order[0]}__gte": place[0]}) & behind

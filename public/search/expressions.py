"""Which tokens a row must hold, and how each database is asked.

The one place that knows more than one database: PostgreSQL has a full-text index (GIN) over the tokens of a column,
SQLite a full-text table (FTS5) beside it. Both hold the tokens as they are given and change none.
"""

from dataclasses import dataclass

from django.db import connection


@dataclass(frozen=True)
class All:
    """Each of the parts: tokens or expressions."""

    parts: tuple


@dataclass(frozen=True)
class Some:
    """At least one of the parts."""

    parts: tuple


@dataclass(frozen=True)
class But:
    """The one and not the other."""

    wanted: object
    unwanted: object


# On SQLite a row is read with all that it holds, unless an index has what is asked of it.
_COVERING = {"public_searchentry": "INDEXED BY public_searchentry_weight"}


def match_tokens(table, column, expression):
    """(SQL, parameter) of FROM and WHERE: the rows, named `it`, whose tokens are as the expression says."""
    if connection.vendor == "postgresql":
        # The query as a subquery hides from the planner how common a word is: it always takes the index.
        sql = f"FROM {table} it WHERE public_tokens(it.{column}) @@ (SELECT %s::tsquery)"
        return sql, _postgresql(expression)
    index = f"{table}_{column}"
    sql = (
        f"FROM {index} CROSS JOIN {table} it {_COVERING.get(table, '')} ON it.id = {index}.rowid WHERE {index} MATCH %s"
    )
    return sql, _sqlite(expression)


def _postgresql(expression):
    match expression:
        case All(parts):
            return f"({' & '.join(map(_postgresql, parts))})"
        case Some(parts):
            return f"({' | '.join(map(_postgresql, parts))})"
        case But(wanted, unwanted):
            return f"({_postgresql(wanted)} & !{_postgresql(unwanted)})"
        case token:
            return f"'{token}'"


def _sqlite(expression):
    match expression:
        case All(parts):
            return f"({' AND '.join(map(_sqlite, parts))})"
        case Some(parts):
            return f"({' OR '.join(map(_sqlite, parts))})"
        case But(wanted, unwanted):
            return f"({_sqlite(wanted)} NOT {_sqlite(unwanted)})"
        case token:
            return f'"{token}"'

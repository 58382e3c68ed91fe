"""The indexes over the tokens, which no model can describe: GIN on PostgreSQL, FTS5 beside the table on SQLite.

Both need nothing that has to be allowed or installed: no extension of PostgreSQL, and of SQLite what every Python has.
Made after each `migrate` where they are missing: on SQLite a migration that makes a table anew takes them away.
"""

from django.db import connections

TOKENS = (("public_searchentry", "words"), ("public_searchword", "grams"))

# Not in SQL, which would be unfolded into the query: the planner must see that it costs more than looking it up.
FUNCTION = """
CREATE OR REPLACE FUNCTION public_tokens(text) RETURNS tsvector
LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE COST 1000
AS $$ BEGIN RETURN array_to_tsvector(string_to_array($1, ' ')); END $$
"""


def make_indexes(using, **signal):
    """Called after each `migrate`."""
    connection = connections[using]
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        if not {table for table, _ in TOKENS} <= tables:
            return
        if connection.vendor == "postgresql":
            statements = _on_postgresql()
        else:
            cursor.execute("SELECT name FROM sqlite_master")
            statements = _on_sqlite({name for (name,) in cursor.fetchall()})
        for statement in statements:
            cursor.execute(statement)


def _on_postgresql():
    yield FUNCTION
    for table, column in TOKENS:
        index = f"{table}_{column}_tokens"
        # What is written is in the index at once: no list of pending entries that every search would read.
        yield (
            f"CREATE INDEX IF NOT EXISTS {index} ON {table} USING gin (public_tokens({column})) WITH (fastupdate = off)"
        )
        # Every search takes the index: what ANALYZE would learn of it is of no use.
        yield f"ALTER INDEX {index} ALTER COLUMN 1 SET STATISTICS 0"
    # Long tokens stand outside the row: the ranking reads a thousand rows from a few pages.
    yield "ALTER TABLE public_searchentry SET (toast_tuple_target = 128)"


def _on_sqlite(known):
    # What the ranking reads of an entry, without its long text of tokens.
    yield "CREATE INDEX IF NOT EXISTS public_searchentry_weight ON public_searchentry (id, weight)"
    for table, column in TOKENS:
        name = f"{table}_{column}"
        if name not in known:
            yield (
                f"CREATE VIRTUAL TABLE {name} USING fts5({column}, content='{table}', content_rowid='id', detail=none, "
                "columnsize=0, tokenize=\"ascii tokenchars '_'\")"
            )
        triggers = _triggers(name, table, column)
        if triggers.keys() <= known:
            continue
        for trigger, does in triggers.items():
            yield f"CREATE TRIGGER IF NOT EXISTS {trigger} {does}"
        # What was written while there was no trigger.
        yield f"INSERT INTO {name} ({name}) VALUES ('rebuild')"  # noqa: S608


def _triggers(name, table, column):
    add = f"INSERT INTO {name} (rowid, {column}) VALUES (new.id, new.{column});"  # noqa: S608
    remove = f"INSERT INTO {name} ({name}, rowid, {column}) VALUES ('delete', old.id, old.{column});"  # noqa: S608
    return {
        f"{name}_insert": f"AFTER INSERT ON {table} BEGIN {add} END",
        f"{name}_delete": f"AFTER DELETE ON {table} BEGIN {remove} END",
        f"{name}_update": f"AFTER UPDATE OF {column} ON {table} BEGIN {remove} {add} END",
    }

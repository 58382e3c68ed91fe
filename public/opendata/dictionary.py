"""The dictionary of the data: each table and each column, in all languages, made from their declarations."""

import csv
import io

from public.opendata.publisher import LICENCE_ADDRESS, in_languages
from public.opendata.structure import Table
from public.opendata.tables import TABLES
from records.language_codes import LANGUAGES

HEADER = (
    "table", "column", "type", "language", "key", "required", "refers_to", "values",
    "description_fr", "description_nl", "description_en",
)  # fmt: skip


def describe(table: Table):
    """What a table is, without its rows."""
    return {
        "table": table.name,
        "title": in_languages(table.title),
        "description": in_languages(table.about),
        "key": list(table.key),
        "columns": [_column(table, column) for column in table.columns],
    }


def as_data():
    """The whole dictionary, for JSON."""
    return {"license": LICENCE_ADDRESS, "tables": [describe(table) for table in TABLES.values()]}


def as_csv():
    """The whole dictionary as a CSV file, one row a column."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(HEADER)
    for table in TABLES.values():
        for column in table.columns:
            said = _column(table, column)
            writer.writerow([
                table.name, column.name, said["type"], column.language, _yes(said["key"]), _yes(said["required"]),
                said["refers_to"], ";".join(value["code"] for value in said["values"]),
                *(said["description"][language] for language in LANGUAGES),
            ])  # fmt: skip
    return written.getvalue()


def _column(table, column):
    return {
        "name": column.name,
        "type": column.type.name,
        "language": column.language or None,
        "key": column.name in table.key,
        "required": column.required,
        "refers_to": getattr(column.type, "to", "") or None,
        "values": [{"code": code, "name": in_languages(name)} for code, name in column.type.choices],
        "description": in_languages(column.about),
    }


def _yes(value):
    return "yes" if value else "no"

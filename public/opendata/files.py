"""The tables as CSV and as JSON, piece by piece: neither ever stands in memory as a whole."""

import csv
import json
import re

from public.opendata.dictionary import describe
from public.opendata.publisher import ATTRIBUTION, LICENCE, LICENCE_ADDRESS, PUBLISHER, absolute
from public.opendata.reading import every

FORMATS = {
    "csv": "text/csv; charset=utf-8; header=present",
    "json": "application/json",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""File name extension → media type."""

_FORMULA = re.compile(r"'*[=+\-@\t\r＝＋－＠]")


class _Line:
    """What a CSV writer writes into: it gives each line back."""

    def write(self, line):
        return line


def harmless(cell):
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before what would begin like one.

    Nothing is lost: a reader takes one apostrophe away where "=", "+", "-" or "@" follows it, or others before these.
    """
    return f"'{cell}" if _FORMULA.match(cell) else cell


def csv_lines(table):
    """The lines of the CSV file: RFC 4180, UTF-8 without a mark at the start."""
    writer = csv.writer(_Line())
    yield writer.writerow([column.name for column in table.columns])
    for row in every(table):
        yield writer.writerow([_cell(column, row[column.name]) for column in table.columns])


def _cell(column, value):
    cell = column.type.cell(value)
    # A number is no formula, also where it begins with a sign.
    return cell if isinstance(value, int | float) else harmless(cell)


def json_pieces(table):
    """The pieces of the JSON file: what the table is, and its rows, one a line."""
    head = json.dumps(about(table) | describe(table), ensure_ascii=False)
    yield f'{head[:-1]}, "rows": ['
    before = "\n"
    for row in every(table):
        yield before + json.dumps(row, ensure_ascii=False)
        before = ",\n"
    yield "\n]}\n"


def about(table):
    """What every answer says of where it comes from and what may be done with it."""
    return {
        "source": absolute("data-table", table.name, "json"),
        "publisher": PUBLISHER,
        "license": LICENCE_ADDRESS,
        "license_name": LICENCE,
        "attribution": ATTRIBUTION,
    }

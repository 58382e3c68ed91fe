"""A table as an Excel workbook, with its dictionary behind it; written row by row into a file."""

import io
import tempfile
from contextlib import suppress

import xlsxwriter

from public.opendata.publisher import ATTRIBUTION, LICENCE, LICENCE_ADDRESS, in_languages
from public.opendata.reading import every

LONGEST_CELL = 32_767  # in UTF-16 code units
CUT = " […]"
EXACT = 10**15  # Excel keeps fifteen digits
MOST_ROWS = 1_048_576
WIDEST, NARROWEST = 60, 12


def write_workbook(table):
    """A file that is gone when it is closed, with the workbook of the table, at its beginning.

    Texts are texts, never formulas or links; dates are texts too, as precise as they are. What is longer than a
    cell can be is cut and says so; what is beyond the last row of a sheet goes on in another.
    """
    output = _Output()
    try:
        # The sheets lie in files of their own meanwhile, which would stay where the disk has no room for all.
        with tempfile.TemporaryDirectory() as folder:
            _write(table, output, folder)
    except BaseException:
        output.abandon()
        raise
    output.file.seek(0)
    return output.file


class _Output:
    """The file that the library writes; when it has failed, what it still writes as it is collected goes nowhere."""

    def __init__(self):
        self.file = tempfile.TemporaryFile()  # noqa: SIM115 - who reads it closes it

    def __getattr__(self, name):
        return getattr(self.file, name)

    def abandon(self):
        with suppress(OSError):
            self.file.close()
        self.file = io.BytesIO()


def _write(table, output, folder):
    options = {"constant_memory": True, "tmpdir": folder, "strings_to_formulas": False, "strings_to_urls": False}
    workbook = xlsxwriter.Workbook(output, options)
    workbook.set_properties({"title": f"CiPol – {table.name}", "author": ATTRIBUTION, "comments": LICENCE_ADDRESS})
    bold = workbook.add_format({"bold": True})
    try:
        _write_rows(workbook, table, bold)
        _write_dictionary(workbook, table, bold)
        workbook.close()
    finally:
        for sheet in workbook.worksheets():
            with suppress(OSError):
                sheet.row_data_fh.close()


def _write_rows(workbook, table, bold):
    sheet, place, sheets = None, MOST_ROWS, 0
    for row in every(table):
        if place == MOST_ROWS:
            sheets += 1
            sheet, place = _sheet(workbook, table, f"{table.name} {sheets}" if sheets > 1 else table.name, bold), 1
        for index, column in enumerate(table.columns):
            _write_cell(sheet, place, index, column, row[column.name])
        place += 1
    if sheet is None:
        _sheet(workbook, table, table.name, bold)


def _sheet(workbook, table, name, bold):
    sheet = workbook.add_worksheet(name)
    for index, column in enumerate(table.columns):
        wide = column.type.name in ("text", "markdown")
        sheet.set_column(index, index, WIDEST if wide else max(NARROWEST, len(column.name) + 2))
    sheet.freeze_panes(1, 0)
    for index, column in enumerate(table.columns):
        sheet.write_string(0, index, column.name, bold)
    return sheet


def _write_cell(sheet, place, index, column, value):
    if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < EXACT:
        sheet.write_number(place, index, value)
    elif cell := column.type.cell(value):
        sheet.write_string(place, index, fitting(cell))


def fitting(text):
    """The text as far as a cell takes it."""
    if len(text.encode("utf-16-le")) // 2 <= LONGEST_CELL:
        return text
    room = LONGEST_CELL - len(CUT)
    return text.encode("utf-16-le")[: room * 2].decode("utf-16-le", errors="ignore") + CUT


def _write_dictionary(workbook, table, bold):
    sheet = workbook.add_worksheet("dictionary")
    sheet.set_column(0, 1, 20)
    sheet.set_column(2, 4, WIDEST)
    lines = [
        ["", "", *in_languages(table.about).values()],
        ["", "", LICENCE, ATTRIBUTION, LICENCE_ADDRESS],
        ["column", "type", "fr", "nl", "en"],
        *([column.name, column.type.name, *in_languages(column.about).values()] for column in table.columns),
    ]
    for place, line in enumerate(lines):
        for index, text in enumerate(line):
            sheet.write_string(place, index, text, bold if place == 2 else None)

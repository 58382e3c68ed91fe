"""The data of a document as an Excel workbook: one worksheet a sheet, every value with its own type."""

from __future__ import annotations

import datetime
import io
import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, assert_never

import xlsxwriter  # type: ignore[import-untyped]

from document.blocks import Document, Sheet, Value
from document.dates import PartialDate, format_date
from document.markdown import strip_control
from document.palette import INK

# What Excel takes in one cell, in UTF-16 code units, and as the name of a worksheet.
_LONGEST_TEXT = 32_767
_LONGEST_NAME = 31
_NOT_IN_A_NAME = re.compile(r"[\[\]:*?/\\]+")
_RESERVED_NAME = "history"

# Excel keeps fifteen digits of a number and counts days from 1900: what is beyond stays exact as text.
_EXACT = 10**15
_FIRST_DAY = datetime.date(1900, 1, 1)

_DATE_FORMAT = "dd/mm/yyyy"
_NARROWEST, _WIDEST = 9, 60
_A4 = 9

_YES_NO = {"fr": ("oui", "non"), "nl": ("ja", "nee"), "en": ("yes", "no")}
_FIRST_AND_LAST = {
    "fr": ("premier jour", "dernier jour"),
    "nl": ("eerste dag", "laatste dag"),
    "en": ("first day", "last day"),
}

_Cell = str | int | Decimal | datetime.date | None
_Row = list[_Cell]


def render(document: Document) -> bytes:
    """The workbook of `document.sheets`. The same document gives the same bytes.

    Dates and numbers are real ones. A whole number stands as it is, since it may be a year; a decimal one has its
    thousands grouped. Yes and no are words of the language. A column of partial dates becomes three: the date in
    words, its first day and its last day. Text is never a formula nor a link, and never cut: what does not fit in
    one cell goes on in the row below, in the same column, with every other cell of that row empty.
    """
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(buffer, options) as workbook:
        _set_properties(workbook, document)
        formats = _Formats(workbook)
        taken: set[str] = set()
        for sheet in document.sheets or (Sheet(key="", title=document.title, columns=(), rows=()),):
            worksheet = workbook.add_worksheet(_name_worksheet(sheet.title, taken))
            _write_sheet(worksheet, sheet, document, formats)
    return buffer.getvalue()


def _set_properties(workbook: Any, document: Document) -> None:
    day = document.date
    workbook.set_properties(
        {
            "title": strip_control(document.title),
            "subject": strip_control(document.subject),
            "author": strip_control(document.publisher),
            "created": datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC),
        }
    )
    workbook.set_custom_property("Language", document.language, "text")


def _name_worksheet(title: str, taken: set[str]) -> str:
    """A name that Excel takes: short enough, without its forbidden characters, and unlike the ones taken."""
    base = " ".join(_NOT_IN_A_NAME.sub(" ", strip_control(title)).split()).strip(" '") or "-"
    name, number = _shorten_text(base, _LONGEST_NAME), 2
    while name.casefold() in taken or name.casefold() == _RESERVED_NAME:
        ending = f" ({number})"
        name, number = _shorten_text(base, _LONGEST_NAME - len(ending)) + ending, number + 1
    taken.add(name.casefold())
    return name


def _shorten_text(text: str, longest: int) -> str:
    return text[: _count_fitting(text, longest)].rstrip(" '")


# --- From values to cells ------------------------------------------------------------------------


def _find_partial_columns(sheet: Sheet) -> frozenset[int]:
    return frozenset(index for row in sheet.rows for index, value in enumerate(row) if isinstance(value, PartialDate))


def _expand_headings(sheet: Sheet, language: str) -> list[str]:
    partial = _find_partial_columns(sheet)
    headings: list[str] = []
    for index, heading in enumerate(sheet.columns):
        headings.append(heading)
        if index in partial:
            headings += [f"{heading} ({day})" for day in _FIRST_AND_LAST[language]]
    return headings


def _make_rows(sheet: Sheet, language: str) -> Iterator[_Row]:
    """The rows of cells, each followed by the rows in which its long texts go on."""
    partial = _find_partial_columns(sheet)
    for values in sheet.rows:
        cells: _Row = []
        for index, value in enumerate(values):
            cells += _make_date_cells(value, language) if index in partial else [_make_cell(value, language)]
        yield from _split_long_row(cells)


def _make_date_cells(value: Value, language: str) -> _Row:
    """The three cells of a column of partial dates; what is no date stands in the first."""
    match value:
        case PartialDate(earliest, latest):
            return [_make_cell(value, language), _make_cell(earliest, language), _make_cell(latest, language)]
        case datetime.date():
            return [format_date(value, language), _make_cell(value, language), _make_cell(value, language)]
        case _:
            return [_make_cell(value, language), None, None]


def _make_cell(value: Value, language: str) -> _Cell:
    match value:
        case None:
            return None
        case bool():
            return _YES_NO[language][0 if value else 1]
        case str():
            return strip_control(value).replace("\r\n", "\n").replace("\r", "\n")
        case int():
            return value if abs(value) < _EXACT else str(value)
        case Decimal():
            return value if value.is_finite() and abs(value) < _EXACT else f"{value:f}"
        case PartialDate():
            return format_date(value, language)
        case datetime.date():
            return value if value >= _FIRST_DAY else value.isoformat()
        case _:
            assert_never(value)


def _split_long_row(cells: _Row) -> Iterator[_Row]:
    while cells:
        here, left = zip(*(_cut_cell(cell) for cell in cells), strict=True)
        yield list(here)
        cells = list(left) if any(left) else []


def _cut_cell(cell: _Cell) -> tuple[_Cell, _Cell]:
    """What of a cell stands in its row, and what goes on in the next."""
    if not isinstance(cell, str):
        return cell, None
    end = _count_fitting(cell, _LONGEST_TEXT)
    return cell[:end], cell[end:] or None


def _count_fitting(text: str, longest: int) -> int:
    """How many characters of the text fit in so many UTF-16 code units."""
    if len(text.encode("utf-16-le")) // 2 <= longest:
        return len(text)
    # Cut in UTF-16, then drop the half of a pair that the cut may have left.
    return len(text.encode("utf-16-le")[: 2 * longest].decode("utf-16-le", "ignore"))


# --- From cells to the worksheet -----------------------------------------------------------------


class _Formats:
    """The formats of the workbook, each made once."""

    def __init__(self, workbook: Any) -> None:
        self._workbook = workbook
        self._numbers: dict[str, Any] = {}
        self.heading = workbook.add_format(
            {"bold": True, "text_wrap": True, "valign": "top", "bottom": 2, "bottom_color": INK}
        )
        self.text = workbook.add_format({"text_wrap": True, "valign": "top"})

    def get_number_format(self, pattern: str) -> Any:
        if pattern not in self._numbers:
            properties = {"num_format": pattern, "valign": "top"}
            self._numbers[pattern] = self._workbook.add_format(properties)
        return self._numbers[pattern]


def _write_sheet(worksheet: Any, sheet: Sheet, document: Document, formats: _Formats) -> None:
    headings = [strip_control(heading) for heading in _expand_headings(sheet, document.language)]
    rows = list(_make_rows(sheet, document.language))
    for column, heading in enumerate(headings):
        _write_text(worksheet, 0, column, heading, formats.heading)
        width = _compute_width([heading, *(row[column] for row in rows)])
        worksheet.set_column(column, column, width)
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row):
            _write_cell(worksheet, number, column, cell, formats)
    if headings:
        worksheet.freeze_panes(1, 0)
        worksheet.repeat_rows(0)
    if headings and rows:
        worksheet.autofilter(0, 0, len(rows), len(headings) - 1)
        # A zone number or a postal code that is text is meant as text: no green triangle on it.
        worksheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(rows) + 1}"})
    _set_up_print(worksheet, document)


def _write_cell(worksheet: Any, row: int, column: int, cell: _Cell, formats: _Formats) -> None:
    match cell:
        case None:
            pass
        case str():
            _write_text(worksheet, row, column, cell, formats.text)
        case int() | Decimal():
            worksheet.write_number(row, column, cell, formats.get_number_format(_get_number_pattern(cell)))
        case datetime.date():
            worksheet.write_datetime(row, column, cell, formats.get_number_format(_DATE_FORMAT))
        case _:
            assert_never(cell)


def _write_text(worksheet: Any, row: int, column: int, text: str, cell_format: Any) -> None:
    if text.startswith("<r>") and text.endswith("</r>"):
        # XlsxWriter would take such a text for mark-up of its own and write it raw; in two pieces it is text.
        worksheet.write_rich_string(row, column, text[0], cell_format, text[1:], cell_format)
    else:
        worksheet.write_string(row, column, text, cell_format)


def _get_number_pattern(number: int | Decimal) -> str:
    if isinstance(number, int):
        return "0"
    _, _, fraction = f"{number:f}".partition(".")
    places = len(fraction.rstrip("0"))
    return "#,##0." + "0" * places if places else "#,##0"


def _compute_width(cells: Sequence[_Cell]) -> int:
    """A width for the longest line of the column, within what a reader can take in."""
    longest = max(len(line) for cell in cells for line in str("" if cell is None else cell).split("\n"))
    return min(max(longest + 2, _NARROWEST), _WIDEST)


def _set_up_print(worksheet: Any, document: Document) -> None:
    worksheet.set_landscape()
    worksheet.set_paper(_A4)
    worksheet.fit_to_pages(1, 0)
    title = _shorten_text(strip_control(document.title), 100).replace("&", "&&")
    worksheet.set_footer(f"&L{title}&R&P / &N")

"""From files to raw rows: encoding, separators, header, cells. What the cells mean is not known here."""

import csv
import io
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchange.dataset.problems import DatasetRefused, Problem, Problems, quote_cell
from exchange.dataset.schema import TABLES
from records.files.inputs import NotAFileError, TooLargeError, read_at_most

LARGEST = 20_000_000
"""Bytes of all files together: a hundred times the founding dataset, and what a small server has memory for."""

MOST_ROWS = 100_000
MOST_COLUMNS = 100


@dataclass(frozen=True)
class RawRow:
    """A record as it stands in the file; `line` is the line on which it starts, `absent` the columns that the file
    leaves out."""

    line: int
    cells: dict[str, str]
    absent: frozenset[str] = frozenset()


@dataclass
class RawTable:
    """The rows of a file that could be read. `whole` says whether that is all of them."""

    name: str
    rows: list[RawRow] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)

    @property
    def whole(self):
        return not self.problems


def read_dataset(directory):
    """The tables of a dataset by name, and the problems with its files.

    Raises DatasetRefused when there is no dataset to read at all.
    """
    directory = Path(directory)
    try:
        paths = sorted(path for path in directory.iterdir() if path.suffix.lower() == ".csv")
    except OSError as error:
        raise DatasetRefused(
            [Problem(str(directory), None, "", _describe_error(error), _("a directory with the files of a dataset"))]
        ) from None
    if not paths:
        raise DatasetRefused([Problem(str(directory), None, "", _("no file .csv"), _describe_files())])
    tables, problems, left = {}, Problems(), LARGEST
    for path in paths:
        if path.suffix == ".csv" and path.stem in TABLES:
            tables[path.stem] = table = RawTable(path.stem)
            left -= _read_table(path, table, left)
            problems += table.problems
        else:
            problems.append(Problem(path.name, None, "", _("a file that is no table of the format"), _describe_files()))
    return tables, problems


def read_table(path):
    """The rows of one file, with the problems of its form."""
    table = RawTable(path.stem)
    _read_table(path, table, LARGEST)
    return table


def _read_table(path, table, largest):
    """Read the rows of a file of at most so many bytes. Returns how many it has."""
    content = _read_content(path, table, largest)
    text = None if content is None else _decode_content(content, table)
    if text is not None:
        _read_records(table, text)
    return len(content or b"")


def _describe_files():
    return _("one or more of: %(files)s") % {"files": ", ".join(table.file for table in TABLES.values())}


def _describe_error(error):
    return _("“%(reason)s”") % {"reason": error.strerror or error}


def _note_problem(table, found, expected, row=None):
    table.problems.append(Problem(f"{table.name}.csv", row, "", found, expected))


def _read_content(path, table, largest):
    """The bytes of the file; None after noting why there are none."""
    try:
        return read_at_most(path, largest)
    except NotAFileError:
        _note_problem(table, _("a folder, a pipe or a device"), _("a file that can be read"))
    except TooLargeError:
        expected = _("at most %(size)d MB in all files together") % {"size": LARGEST // 1_000_000}
        _note_problem(table, _("too large a file"), expected)
    except OSError as error:
        _note_problem(table, _describe_error(error), _("a file that can be read"))
    return None


def _decode_content(content, table):
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A mark at the start of the file was cut off before the decoder counted.
        start = error.start + len(content) - len(error.object)
        found = _("byte 0x%(byte)02x at position %(position)d, in line %(line)d") % {
            "byte": content[start],
            "position": start,
            "line": content.count(b"\n", 0, start) + 1,
        }
        return _note_problem(table, found, _("text in UTF-8 (“CSV UTF-8” in a spreadsheet)"))
    if not text.strip():
        return _note_problem(table, _("an empty file"), _describe_header(table))
    return text


def _read_records(table, text):
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    header = None
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                if header is None:
                    header = cells
                    if not _accept_header(table, header, start):
                        return None
                elif len(table.rows) + len(table.problems) == MOST_ROWS:
                    expected = _("at most %(count)d rows") % {"count": MOST_ROWS}
                    return _note_problem(table, _("more rows than that"), expected, row=start)
                else:
                    _add_row(table, header, cells, start)
            start = reader.line_num + 1
    except csv.Error as error:
        _note_problem(table, *_describe_csv_error(error), row=start)


def _describe_csv_error(error):
    if "field larger" in str(error):
        found = _("a cell of more than %(limit)d characters") % {"limit": csv.field_size_limit()}
        return found, _("a shorter one: perhaps a quotation mark was left open")
    return (
        _("a quotation mark that is left open, or that stands alone within quotation marks"),
        _('a closing " at the end of the cell, and "" for each quotation mark in it'),
    )


def _accept_header(table, header, line):
    """Whether the rows under this header can be read; its problems are noted."""
    names = TABLES[table.name].names
    if len(header) == 1 and (separator := _find_other_separator(header[0])):
        _note_problem(table, _("cells separated by %(separator)s") % {"separator": separator}, _("commas"), row=line)
        return False
    if len(header) > MOST_COLUMNS:
        found = ngettext("%(count)d cell", "%(count)d cells", len(header)) % {"count": len(header)}
        _note_problem(table, found, _describe_header(table), row=line)
        return False
    if not set(header) & set(names):
        _note_problem(table, quote_cell(", ".join(header)), _describe_header(table), row=line)
        return False
    for name in dict.fromkeys(header):
        if name not in names:
            _note_problem(table, _describe_unknown_column(name), _describe_header(table), row=line)
        elif header.count(name) > 1:
            _note_problem(
                table, _("the column %(name)s twice") % {"name": quote_cell(name)}, _("each column once"), row=line
            )
    for name in names:
        if name not in header and not TABLES[table.name].by_name[name].optional:
            _note_problem(
                table, _("no column %(name)s") % {"name": quote_cell(name)}, _describe_header(table), row=line
            )
    return table.whole


def _describe_unknown_column(name):
    return (
        _("the unknown column %(name)s") % {"name": quote_cell(name)} if name.strip() else _("a column without a name")
    )


def _find_other_separator(line):
    for character, name in ((";", _("semicolons")), ("\t", _("tabs")), ("|", _("bars"))):
        if character in line:
            return name
    return None


def _describe_header(table):
    return _("the header %(columns)s") % {"columns": ",".join(TABLES[table.name].names)}


def _add_row(table, header, cells, line):
    if len(cells) != len(header):
        found = ngettext("%(count)d cell", "%(count)d cells", len(cells)) % {"count": len(cells)}
        _note_problem(table, found, _("%(count)d, one for each column") % {"count": len(header)}, row=line)
    else:
        absent = frozenset(TABLES[table.name].names) - frozenset(header)
        table.rows.append(RawRow(line, dict.fromkeys(absent, "") | dict(zip(header, cells, strict=True)), absent))

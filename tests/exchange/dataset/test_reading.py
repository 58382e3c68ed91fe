import pytest

from exchange.dataset import reading
from exchange.dataset.problems import DatasetRefused
from exchange.dataset.reading import read_dataset, read_table
from tests.records.test_inputs import SPECIAL

HEADER = b"key,starts_on,ends_on\n"
COLUMNS = "key,starts_on,ends_on"
QUOTE = (
    "found a quotation mark that is left open, or that stands alone within quotation marks; "
    'expected a closing " at the end of the cell, and "" for each quotation mark in it.'
)


def read(tmp_path, content):
    path = tmp_path / "periods.csv"
    path.write_bytes(content)
    return read_table(path)


def rows(table):
    return [(row.line, *row.cells.values()) for row in table.rows]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (HEADER, []),
        (HEADER + b"a,b,c\n", [(2, "a", "b", "c")]),
        (b"\xef\xbb\xbf" + HEADER + b"a,b,c", [(2, "a", "b", "c")]),
        (b"key,starts_on,ends_on\r\na,b,c\r\n", [(2, "a", "b", "c")]),
        (HEADER + b"a,b,c\n\n,,\nd,e,f\n", [(2, "a", "b", "c"), (5, "d", "e", "f")]),
        (HEADER + b'"a\nb",c,d\ne,f,g\n', [(2, "a\nb", "c", "d"), (4, "e", "f", "g")]),
        (HEADER + b'"say ""hello""",b,c\n', [(2, 'say "hello"', "b", "c")]),
    ],
)
def test_rows_are_read_with_the_line_on_which_they_start(tmp_path, content, expected):
    table = read(tmp_path, content)
    assert (rows(table), list(table.problems)) == (expected, [])


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", f": found an empty file; expected the header {COLUMNS}."),
        (b"\xef\xbb\xbf\n \n", f": found an empty file; expected the header {COLUMNS}."),
        (
            HEADER + b"ann\xe9e,b,c\n",
            ": found byte 0xe9 at position 25, in line 2; expected text in UTF-8 (“CSV UTF-8” in a spreadsheet).",
        ),
        (
            b"\xef\xbb\xbf" + HEADER + b"\xe9,b,c\n",
            ": found byte 0xe9 at position 25, in line 2; expected text in UTF-8 (“CSV UTF-8” in a spreadsheet).",
        ),
        (
            b"\x89PNG\r\n\x1a\n",
            ": found byte 0x89 at position 0, in line 1; expected text in UTF-8 (“CSV UTF-8” in a spreadsheet).",
        ),
        (
            b"\xff\xfek\x00e\x00y\x00",
            ": found byte 0xff at position 0, in line 1; expected text in UTF-8 (“CSV UTF-8” in a spreadsheet).",
        ),
        (b"PK\x03\x04\x00", f', row 1: found "PK\\x03\\x04\\x00"; expected the header {COLUMNS}.'),
        (b"key;starts_on;ends_on\na;b;c\n", ", row 1: found cells separated by semicolons; expected commas."),
        (b"key\tstarts_on\tends_on\n", ", row 1: found cells separated by tabs; expected commas."),
        (b"2024,2024-01-01,2024-12-31\n",
         f', row 1: found "2024, 2024-01-01, 2024-12-31"; expected the header {COLUMNS}.'),
        (b"key,starts_on,ends_on,end\n", f', row 1: found the unknown column "end"; expected the header {COLUMNS}.'),
        (b"key,starts_on,ends_on,\n", f", row 1: found a column without a name; expected the header {COLUMNS}."),
        (b"key,ends_on\n", f', row 1: found no column "starts_on"; expected the header {COLUMNS}.'),
        (b"key,key,starts_on,ends_on\n", ', row 1: found the column "key" twice; expected each column once.'),
        (HEADER + b"a,b\n", ", row 2: found 2 cells; expected 3, one for each column."),
        (HEADER + b"a,b,c,d\n", ", row 2: found 4 cells; expected 3, one for each column."),
        (HEADER + b'a,b,c\nd,"e,f\ng,h,i\n', f", row 3: {QUOTE}"),
        (HEADER + b'"a"b,c,d\n', f", row 2: {QUOTE}"),
        (
            HEADER + b"a," + b"x" * 200_000 + b",c\n",
            (
                ", row 2: found a cell of more than 131072 characters; "
                "expected a shorter one: perhaps a quotation mark was left open."
            ),
        ),
    ],
)  # fmt: skip
def test_a_file_that_is_not_of_the_form_is_refused_in_words(tmp_path, content, expected):
    assert [str(problem) for problem in read(tmp_path, content).problems] == [f"periods.csv{expected}"]


def test_a_file_that_is_no_table_is_a_problem_and_other_files_are_not_looked_at(tmp_path):
    (tmp_path / "people.csv").write_text("name\n")
    (tmp_path / "README.md").write_text("About this dataset")
    tables, problems = read_dataset(tmp_path)
    assert tables == {}
    assert [str(problem)[:83] for problem in problems] == [
        "people.csv: found a file that is no table of the format; expected one or more of: f"
    ]


def test_there_must_be_a_directory_with_files(tmp_path):
    with pytest.raises(DatasetRefused, match="No such file or directory"):
        read_dataset(tmp_path / "nowhere")
    with pytest.raises(DatasetRefused, match=r"found no file \.csv; expected one or more of: frameworks\.csv"):
        read_dataset(tmp_path)


# --- What would take too much ---------------------------------------------------------------------


@pytest.mark.parametrize("make", SPECIAL)
def test_what_is_no_file_is_a_problem_and_is_not_waited_for(tmp_path, make):
    make(tmp_path / "periods.csv")

    _tables, problems = read_dataset(tmp_path)

    assert [str(problem) for problem in problems] == [
        "periods.csv: found a folder, a pipe or a device; expected a file that can be read."
    ]


@pytest.mark.parametrize("name", ["periods.csv", "themes.csv"])
def test_files_that_are_too_large_together_are_a_problem(tmp_path, name):
    for other in ("indicators", "periods", "themes"):
        (tmp_path / f"{other}.csv").write_bytes(HEADER)
    with (tmp_path / name).open("r+b") as opened:
        opened.truncate(200_000_000)

    _tables, problems = read_dataset(tmp_path)

    found = [str(problem) for problem in problems if problem.file == name]
    assert found == [f"{name}: found too large a file; expected at most 20 MB in all files together."]


def test_columns_and_rows_beyond_any_dataset_are_a_problem(tmp_path, monkeypatch):
    wide = read(tmp_path, b",".join(b"column%d" % number for number in range(1_000)))
    monkeypatch.setattr(reading, "MOST_ROWS", 3)
    long = read(tmp_path, HEADER + b"a,b,c\n" * 4)

    assert [str(problem) for problem in wide.problems] == [
        f"periods.csv, row 1: found 1000 cells; expected the header {COLUMNS}."
    ]
    assert [str(problem) for problem in long.problems] == [
        "periods.csv, row 5: found more rows than that; expected at most 3 rows."
    ]

"""What is wrong in the cells, the keys, the references and the rows: one row of these tables for each kind."""

import datetime

import pytest

from tests.builders import make_period
from tests.exchange.dataset.datasets import load, problems, small
from zones.models import Partner

pytestmark = pytest.mark.django_db

KEY = "a key: lower-case letters and digits, separated by single hyphens, such as zp-5339"
NUMBER = "a number from 0, of plain digits with a dot as decimal mark, such as 11553 or 62.5"
NO_DATE = "a year, a month or a day, or two of them for between: 2024, 2024-06, 2024-06-17 or 2022-10/2023-12"
ORDER = "an end that does not come before the start"

CELLS = [
    ("themes", {"key": "Lisa!"}, "key", '"Lisa!"', KEY),
    ("themes", {"key": "é" * 70}, "key", f'"{"é" * 60}…"', KEY),
    ("indicators", {"key": "Young People"}, "key", '"Young People"',
     "a key: lower-case letters, digits, hyphens and underscores, such as young_people"),
    ("zones", {"number": "534l"}, "number", '"534l"', "the number of a police zone, such as 5339"),
    ("communes", {"postal_codes": "1070, 1071"}, "postal_codes", '"1070, 1071"',
     "postal codes of four digits, separated by semicolons"),
    ("periods", {"starts_on": "01/09/2023"}, "starts_on", '"01/09/2023"', "a day such as 2024-06-17"),
    ("periods", {"ends_on": "2024-02-30"}, "ends_on", '"2024-02-30"', "a date that exists in the calendar"),
    ("periods", {"ends_on": "0224-12-31"}, "ends_on", '"0224-12-31"', "a year from 1800 to 2200"),
    ("initiatives", {"started": "juin 2023"}, "started", '"juin 2023"', NO_DATE),
    ("initiatives", {"started": "2023-13"}, "started", '"2023-13"', "a date that exists in the calendar"),
    ("figures", {"value": "11.553"}, "value", '"11.553"',
     "a whole number without thousands separator, such as 11553"),
    ("figures", {"value": "1 234 567"}, "value", '"1 234 567"',
     "a number without thousands separator, such as 1234567"),
    ("figures", {"value": "11,553"}, "value", '"11,553"', "a number without thousands separator, such as 11553"),
    ("figures", {"value": "11.5"}, "value", '"11.5"', "a whole number such as 12: the indicator is a count"),
    ("figures", {"value": "-5"}, "value", '"-5"', NUMBER),
    ("figures", {"value": "douze"}, "value", '"douze"', NUMBER),
    ("figures", {"value": "١٢"}, "value", '"١٢"', NUMBER),
    ("figures", {"value": "1234567890123"}, "value", '"1234567890123"', NUMBER),
    ("figures", {"value": ""}, "value", "an empty cell", NUMBER),
    ("figures", {"year": "24"}, "year", '"24"', "a whole number from 1900 to 2100"),
    ("events", {"attendance": "1.460"}, "attendance", '"1.460"',
     "a whole number without thousands separator, such as 1460"),
    ("events", {"attendance": "-1"}, "attendance", '"-1"', "a whole number from 0 to 2147483647"),
    ("updates", {"status": "started"}, "status", '"started"', "one of: new, continued, changed, ended, planned"),
    ("updates", {"highlight": "oui"}, "highlight", '"oui"', "yes or no"),
    ("updates", {"highlight": ""}, "highlight", "an empty cell", "yes or no"),
    ("updates", {"body_fr": "a\x07b"}, "body_fr", '"a\\x07b"', "text without control characters"),
    ("updates", {"body_fr": "a\x00b"}, "body_fr", '"a\\x00b"', "text without control characters"),
    ("initiatives", {"website": "midi.example"}, "website", '"midi.example"',
     "a web address that starts with https:// or http://"),
    ("initiatives", {"website": "http://[midi"}, "website", '"http://[midi"',
     "a web address that starts with https:// or http://"),
    ("initiatives", {"title_fr": "x" * 301}, "title_fr", f'"{"x" * 60}…"', "at most 300 characters instead of 301"),
    ("initiatives", {"title_nl": ""}, "title_nl", "an empty cell", "the text in French and in Dutch"),
    ("initiatives", {"title_nl": " \n "}, "title_nl", "an empty cell", "the text in French and in Dutch"),
    ("initiatives", {"co_partners": "asbl-jes;"}, "co_partners", '"asbl-jes;"',
     "keys of partners.csv separated by ;, each once"),
    ("initiatives", {"co_partners": "asbl-jes;asbl-jes"}, "co_partners", '"asbl-jes;asbl-jes"',
     "keys of partners.csv separated by ;, each once"),
]  # fmt: skip

REFERENCES = [
    ("initiatives", {"lead": "nobody"}, "lead", '"nobody"', "key of a row of partners.csv or of the database"),
    ("initiatives", {"co_partners": "asbl-jes;nobody;no-one"}, "co_partners", '"nobody; no-one"',
     "key of a row of partners.csv or of the database"),
    ("initiatives", {"volet": "9"}, "volet", '"resolution, 9"',
     "framework, number of a row of volets.csv or of the database"),
    ("initiatives", {"recommendations": "R02"}, "recommendations", '"resolution, R02"',
     "framework, code of a row of recommendations.csv or of the database"),
    ("figures", {"period": "2021-2022"}, "period", '"cadets, 2021-2022"',
     "initiative, period of a row of updates.csv or of the database"),
    ("events", {"initiative": "nothing"}, "period", '"nothing, 2023-2024"',
     "initiative, period of a row of updates.csv or of the database"),
    ("edition_texts", {"volet": "2"}, "volet", '"resolution, 2"',
     "framework, number of a row of volets.csv or of the database"),
]  # fmt: skip

RULES = [
    ("zones", {"valid_from": "2024-01-02", "valid_to": "2024-01-01"}, "valid_from, valid_to",
     '"2024-01-02, 2024-01-01"', ORDER),
    ("zones", {"successor": "5341"}, "number, successor", '"5341, 5341"',
     "a successor that does not lead back to the zone"),
    ("zones", {"communes_order": "21001;21007"}, "number, communes_order", '"5341, 21001;21007"',
     "codes of communes of this zone, separated by semicolons; 21007 is not one of them"),
    ("periods", {"ends_on": "2023-08-31"}, "starts_on, ends_on", '"2023-09-01, 2023-08-31"', ORDER),
    ("editions", {"covers_to": "2022-01-01"}, "covers_from, covers_to", '"2023-09-01, 2022-01-01"', ORDER),
    ("initiatives", {"ended": "2022"}, "started, ended", '"2023, 2022"', ORDER),
    ("antennas", {"closed": "2021-08"}, "operational, closed", '"2021-09, 2021-08"', ORDER),
    ("communes", {"tile_column": ""}, "tile_row, tile_column", '"4, "', "a row and a column, or neither"),
    ("partners", {"zone": ""}, "kind, zone, commune", '"police_zone, , "',
     "a police_zone with its zone and without commune"),
    ("partners", {"kind": "commune"}, "kind, zone, commune", '"commune, 5341, "',
     "a commune with its commune and without zone"),
    ("partners", {"kind": "campus"}, "kind, zone, commune", '"campus, 5341, "',
     "neither zone nor commune for this kind"),
    ("edition_texts", {"volet": ""}, "place, volet", '"volet, "',
     "the number of the volet in which the text stands"),
    ("edition_texts", {"place": "closing"}, "place, volet", '"closing, 1"',
     "no volet: only a text of the place volet has one"),
    ("edition_texts", {"body_fr": "", "body_nl": ""}, "body_fr, body_nl", '", "', "the text in French or in Dutch"),
]  # fmt: skip


@pytest.mark.parametrize(("table", "cells", "column", "found", "expected"), [*CELLS, *REFERENCES, *RULES])
def test_a_problem_says_where_it_is_what_was_found_and_what_is_expected(
    tmp_path, table, cells, column, found, expected
):
    directory = small().change(table, **cells).write(tmp_path)
    columns = f"columns {column}" if "," in column else f"column {column}"
    assert problems(directory) == [f"{table}.csv, row 2, {columns}: found {found}; expected {expected}."]


def test_two_periods_that_share_a_day_are_refused_in_the_dataset_and_beside_the_database(tmp_path):
    days = {"starts_on": "2024-12-31", "ends_on": "2025-12-31"}
    expected = "expected days that no other period has: {} goes from {} to {}."
    both = problems(small().append("periods", key="2025", **days).write(tmp_path / "both"))
    make_period(key="2022", starts_on=datetime.date(2022, 1, 1), ends_on=datetime.date(2023, 9, 1))

    stored = problems(small().write(tmp_path / "stored"))

    found = 'periods.csv, row {}, columns starts_on, ends_on: found "{}, {}"; '
    assert both == [
        found.format(2, "2023-09-01", "2024-12-31") + expected.format("2025", "2024-12-31", "2025-12-31"),
    ]
    assert stored == [found.format(2, "2023-09-01", "2024-12-31") + expected.format("2022", "2022-01-01", "2023-09-01")]


def test_a_dataset_of_the_form_has_no_problem(tmp_path):
    assert problems(small().write(tmp_path)) == []


@pytest.mark.parametrize(
    ("table", "cells", "message"),
    [
        ("themes", {}, 'themes.csv, row 3, column key: found "lisa", which stands in row 2 already'),
        ("volets", {"number": "01"},
         'volets.csv, row 3, columns framework, number: found "resolution, 01", which stands in row 2 already'),
        ("updates", {},
         'updates.csv, row 3, columns initiative, period: found "cadets, 2023-2024", which stands in row 2 already'),
        ("edition_texts", {},
         ("edition_texts.csv, row 3, columns edition, place, volet, order: found "
          '"update, volet, 1, 1", which stands in row 2 already')),
    ],
)  # fmt: skip
def test_a_key_that_comes_twice_is_refused_with_both_rows(tmp_path, table, cells, message):
    directory = small().append(table, **cells).write(tmp_path)
    assert problems(directory) == [f"{message}; expected each key once."]


def test_two_partners_cannot_be_the_same_zone(tmp_path):
    directory = small().append("partners", key="zp-other", kind="police_zone", zone="5341").write(tmp_path)
    assert problems(directory) == [
        'partners.csv, row 4, column zone: found "5341"; expected another one: row 2 has it already.'
    ]


def test_a_partner_of_the_database_may_be_the_zone_already(tmp_path):
    load(small().write(tmp_path))
    other = small().only("partners").change("partners", key="zp-other")
    other.tables["partners"].pop()
    assert problems(other.write(tmp_path)) == [
        'partners.csv, row 2, column zone: found "5341"; expected another one: zp-5341 in the database has it already.'
    ]


def test_zones_that_succeed_each_other_in_a_ring_are_refused(tmp_path):
    directory = small().append("zones", number="5345", successor="5341").change("zones", successor="5345")
    (line,) = problems(directory.write(tmp_path))
    assert line == (
        'zones.csv, row 2, columns number, successor: found "5341, 5345"; '
        "expected a successor that does not lead back to the zone."
    )


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({"value": "62.5"}, []),
        ({"value": "62.1250"}, []),
        ({"value": "11.553"}, ["11553 without thousands separator, or 11.5530 where the dot is the decimal mark"]),
        ({"value": "62.12345"}, [NUMBER]),
    ],
)
def test_a_percentage_has_decimals_but_never_three(tmp_path, cells, expected):
    found = problems(small().change("figures", 1, **cells).write(tmp_path))
    assert found == [
        f'figures.csv, row 3, column value: found "{cells["value"]}"; expected {sentence}.' for sentence in expected
    ]


def test_an_average_of_a_count_may_have_decimals(tmp_path):
    assert problems(small().change("figures", value="2.5", qualifier="average").write(tmp_path)) == []


def test_all_problems_of_all_files_come_at_once_in_the_order_of_files_and_rows(tmp_path):
    directory = (
        small()
        .change("updates", highlight="?")
        .change("figures", 1, value="x")
        .change("figures", 0, year="x")
        .change("themes", key="")
        .write(tmp_path)
    )
    (directory / "periods.csv").write_bytes(b"\xff")
    assert [line.split(":")[0] for line in problems(directory)] == [
        "figures.csv, row 2, column year",
        "figures.csv, row 3, column value",
        "periods.csv",
        "themes.csv, row 2, column key",
        "updates.csv, row 2, column highlight",
    ]


@pytest.mark.parametrize(
    ("changes", "places"),
    [
        ([("partners", {"key": "ZP"}), ("initiatives", {"lead": "ZP"})], ["partners.csv, row 2, column key"]),
        ([("partners", {"key": "ZP"})], ["partners.csv, row 2, column key"]),
        ([("initiatives", {"framework": "other"})], ["initiatives.csv, row 2, column framework"]),
        ([("updates", {"initiative": "no"}), ("figures", {"initiative": "no"})],
         ["figures.csv, row 3, column period", "updates.csv, row 2, column initiative"]),
        ([("indicators", {"unit": "pieces"}), ("figures", {"value": "2.5"})], ["indicators.csv, row 2, column unit"]),
        ([("periods", {"starts_on": "x"})], ["periods.csv, row 2, column starts_on"]),
    ],
)  # fmt: skip
def test_a_problem_is_not_repeated_by_the_rows_that_refer_to_it(tmp_path, changes, places):
    dataset = small()
    del dataset.tables["events"]
    if changes[0][0] == "partners":
        del dataset.tables["partner_notes"]
    for table, cells in changes:
        dataset.change(table, **cells)
    assert [line.split(":")[0] for line in problems(dataset.write(tmp_path))] == places


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"key;kind\n", b'key,"kind\n', b"\x00\x01\x02"])
def test_a_file_that_cannot_be_read_is_one_problem_only(tmp_path, content):
    """Seven other rows refer to partners."""
    directory = small().write(tmp_path)
    (directory / "partners.csv").write_bytes(content)
    assert [line.split(":")[0].split(",")[0] for line in problems(directory)] == ["partners.csv"]


def test_a_row_with_a_cell_too_many_is_one_problem_only(tmp_path):
    directory = small().write(tmp_path)
    path = directory / "partners.csv"
    path.write_text(path.read_text().replace("JES,JES", "JES,JES,JES"))
    assert problems(directory) == ["partners.csv, row 3: found 11 cells; expected 10, one for each column."]


def test_a_key_that_was_changed_here_is_not_brought_in_again(tmp_path):
    load(small().write(tmp_path))
    partner = Partner.objects.get(key="asbl-jes")
    partner.key = "jes"
    partner.save()

    assert problems(small().write(tmp_path)) == [
        'partners.csv, row 3, column key: found "asbl-jes"; expected “jes”: the key was changed here.'
    ]


def test_the_key_of_today_is_taken(tmp_path):
    load(small().write(tmp_path))
    partner = Partner.objects.get(key="asbl-jes")
    partner.key = "jes"
    partner.save()
    renamed = small().only("partners").change("partners", 1, key="jes", short_name="J")

    load(renamed.write(tmp_path))

    assert list(Partner.objects.values_list("key", "short_name")) == [("zp-5341", ""), ("jes", "J")]


# --- Parts of figures -------------------------------------------------------------------------------


def test_a_part_names_a_total_of_the_same_text_that_counts_the_same(tmp_path):
    data = small().append("figures", indicator="requests", value="7", part_of="1")

    assert problems(data.write(tmp_path)) == []


@pytest.mark.parametrize(
    ("changed", "found", "expected"),
    [
        ({"part_of": "9"}, '"9"', "the place of another row among those of the same period, counted from 1"),
        ({"part_of": "Total"}, '"Total"', "the place of another row among those of the same period, counted from 1"),
        ({"part_of": "3"}, '"3"', "another row than the figure itself"),
        ({"part_of": "2"}, '"2"', "a figure of the same indicator"),
    ],
)
def test_a_part_that_no_total_can_have_is_refused(tmp_path, changed, found, expected):
    data = small().append("figures", **({"indicator": "requests", "value": "7"} | changed))

    (problem,) = problems(data.write(tmp_path))

    assert (found in problem, expected in problem) == (True, True)


def test_a_part_of_a_part_is_refused(tmp_path):
    data = small().append("figures", indicator="requests", value="7", part_of="1").append("figures", part_of="3")

    (problem,) = problems(data.write(tmp_path))

    assert "a total that is no part of another figure" in problem

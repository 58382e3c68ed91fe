"""The tables as files: what a row says in each format, and that a long file costs no more memory than a short one."""

import csv
import gzip
import io
import json
from itertools import islice

import openpyxl
import pytest

from initiatives.models import Initiative
from public.index.changes import refresh_pending
from public.opendata.files import FORMATS, csv_lines, harmless
from public.opendata.tables import TABLES
from public.opendata.workbook import fitting
from tests.builders import make_initiative, make_update
from tests.hostile import dangers_of_package, hostile_text

pytestmark = pytest.mark.django_db


def content(response):
    return b"".join(response.streaming_content)


def rows_of_csv(client, name):
    text = content(client.get(f"/data/{name}.csv")).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def sheet_rows(client, name):
    book = openpyxl.load_workbook(io.BytesIO(content(client.get(f"/data/{name}.xlsx"))))
    header, *rows = book[name].values
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_a_row_of_the_csv_says_everything(client, world):
    assert rows_of_csv(client, "initiatives") == [
        {
            "key": "cafe",
            "lead": "zp-5339",
            "co_partners": "asbl-tada",
            "communes": "21004",
            "framework": "resolution-2020",
            "volet": "4",
            "recommendations": "R12",
            "kind": "specific",
            "theme": "lisa",
            "title_fr": "L'heure du café",
            "title_nl": "Het koffie-uur",
            "title_en": "",
            "audience_fr": "",
            "audience_nl": "",
            "audience_en": "",
            "partnerships_fr": "",
            "partnerships_nl": "",
            "partnerships_en": "",
            "started": "2023-10",
            "ended": "",
            "website": "https://example.brussels/cafe",
        }
    ]


def test_numbers_are_plain_and_counted_under_their_text(client, world):
    columns = ("initiative", "period", "key", "year", "value")
    rows = [[row[name] for name in columns] for row in rows_of_csv(client, "figures")]
    assert rows == [
        ["cafe", "2023-2024", "young-people-2024", "2024", "62.5"],
        ["cafe", "2023-2024", "young-people", "", "11553"],
    ]


def test_yes_and_no_and_several_values_are_words_in_csv_and_values_in_json(client, world):
    told = json.loads(content(client.get("/data/partners.json")))["rows"][0]
    assert (rows_of_csv(client, "partners")[0]["former_names"], told["former_names"]) == (
        "Polbru;PolBru 2", ["Polbru", "PolBru 2"],
    )  # fmt: skip
    told = json.loads(content(client.get("/data/recommendations.json")))["rows"][0]
    assert (rows_of_csv(client, "recommendations")[0]["verified"], told["verified"]) == ("yes", True)


def test_the_json_says_where_it_comes_from_and_what_its_columns_mean(client, world):
    told = json.loads(content(client.get("/data/updates.json")))
    assert (told["source"], told["license"], told["key"]) == (
        "http://127.0.0.1:8000/data/updates.json",
        "https://creativecommons.org/licenses/by/4.0/",
        ["initiative", "period"],
    )
    assert [column["name"] for column in told["columns"]] == list(told["rows"][0])
    assert (told["rows"][0]["body_fr"], told["rows"][0]["body_en"], told["rows"][0]["highlight"]) == (
        "Un *café*.", None, True,
    )  # fmt: skip


def test_the_workbook_holds_numbers_as_numbers_and_dates_as_they_are_known(client, world):
    assert [row["value"] for row in sheet_rows(client, "figures")] == [62.5, 11553]
    assert sheet_rows(client, "initiatives")[0]["started"] == "2023-10"


@pytest.mark.parametrize("name", TABLES)
def test_all_formats_of_a_table_hold_the_same_rows_and_at_least_one(client, world, name):
    in_csv = rows_of_csv(client, name)
    in_json = json.loads(content(client.get(f"/data/{name}.json")))["rows"]
    in_sheet = sheet_rows(client, name)
    columns = {column.name: column.type for column in TABLES[name].columns}
    assert len(in_csv) == len(in_json) > 0
    written = [{key: columns[key].cell(value) for key, value in row.items()} for row in in_json]
    assert written == in_csv
    said = [{key: "" if value is None else str(value) for key, value in row.items()} for row in in_sheet]
    assert said == written


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"), ("+32", "'+32"), ("-5", "'-5"), ("@me", "'@me"), ("\tx", "'\tx"), ("＝1", "'＝1"),
        ("'=1", "''=1"), ("'s ochtends", "'s ochtends"), ("a=1", "a=1"), ("", ""),
    ],
)  # fmt: skip
def test_no_cell_of_a_csv_begins_like_a_formula(cell, written):
    assert harmless(cell) == written


@pytest.mark.parametrize("file_format", FORMATS)
def test_hostile_texts_are_harmless_and_whole(client, world, file_format):
    text = hostile_text(None)
    Initiative.objects.update(partnerships_nl=text)
    refresh_pending()
    octets = content(client.get(f"/data/initiatives.{file_format}"))
    if file_format == "xlsx":
        assert dangers_of_package(octets) == []
        # The reader of this test leaves as it is what Excel reads as an underscore.
        said = sheet_rows(client, "initiatives")[0]["partnerships_nl"].replace("_x005F_", "_")
    elif file_format == "csv":
        said = rows_of_csv(client, "initiatives")[0]["partnerships_nl"]
        assert said.startswith("'=")
        said = said.removeprefix("'")
    else:
        said = json.loads(octets)["rows"][0]["partnerships_nl"]
    # Word writes a line end as a vertical tab; the other control characters say nothing.
    assert said == "".join(c for c in text if c not in "\x01\x08\x1b\x7f\x92").replace("\x0b", "\n")


def test_a_text_that_is_longer_than_a_cell_is_cut_and_says_so():
    assert fitting("x" * 32_767) == "x" * 32_767
    assert (len(fitting("x" * 32_768)), fitting("x" * 32_768)[-5:]) == (32_767, "x […]")
    assert len(fitting("👩" * 20_000).encode("utf-16-le")) <= 2 * 32_767


@pytest.mark.parametrize(("file_format", "media_type"), FORMATS.items())
def test_a_file_is_saved_under_its_name_and_open_to_every_site(client, world, file_format, media_type):
    response = client.head(f"/data/zones.{file_format}")
    assert (response["Content-Type"], response["Access-Control-Allow-Origin"]) == (media_type, "*")
    assert response["Content-Disposition"].startswith('attachment; filename="cipol-zones-20')
    assert response["Content-Disposition"].endswith(f'.{file_format}"')


@pytest.mark.parametrize("file_format", FORMATS)
def test_a_file_that_has_not_changed_is_not_sent_again(client, world, file_format, django_assert_num_queries):
    address = f"/data/initiatives.{file_format}"
    etag = client.head(address)["ETag"]
    with django_assert_num_queries(1):
        again = client.get(address, headers={"if-none-match": etag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
    make_initiative()
    assert "ETag" not in client.head(address, headers={"if-none-match": etag})
    refresh_pending()
    assert client.head(address, headers={"if-none-match": etag}).status_code == 200


def test_asking_for_the_head_makes_no_file(client, world, django_assert_num_queries):
    for file_format in FORMATS:
        with django_assert_num_queries(1):
            response = client.head(f"/data/initiatives.{file_format}")
        assert (response.status_code, response.content) == (200, b"")


def test_a_text_file_travels_compressed_to_those_who_can_read_that(client, world):
    plain = content(client.get("/data/communes.csv"))
    small = client.get("/data/communes.csv", headers={"accept-encoding": "gzip"})
    assert (small["Content-Encoding"], gzip.decompress(content(small))) == ("gzip", plain)


@pytest.mark.parametrize("address", ["/data/users.csv", "/data/initiatives.txt", "/data/questions.json"])
def test_there_is_no_other_file(client, world, address):
    assert client.get(address).status_code == 404


def test_a_file_is_only_read(client, world):
    assert client.post("/data/zones.csv").status_code == 405


def test_the_number_of_queries_grows_by_batches_only(client, world, django_assert_num_queries):
    for number in (0, 29):
        for _ in range(number):
            initiative = make_initiative(lead=world.lead, volet=world.volet)
            make_update(initiative=initiative, period=world.period, state="published")
        refresh_pending()
        with django_assert_num_queries(3):
            assert len(content(client.get("/data/initiatives.csv")).splitlines()) == number + 2


def test_the_first_lines_are_sent_before_the_last_are_read(world, monkeypatch, django_assert_num_queries):
    monkeypatch.setattr("public.opendata.reading.BATCH", 2)
    for _ in range(9):
        make_update(initiative=make_initiative(), state="published")
    with django_assert_num_queries(2):
        assert len(list(islice(csv_lines(TABLES["initiatives"]), 3))) == 3

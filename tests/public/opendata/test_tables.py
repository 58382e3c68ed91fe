"""What is declared: complete, readable, in the words of the dataset format, and described for portals."""

import csv
import io
import json

import pytest

from exchange import dataset
from exchange.dataset.schema import TABLES as DATASET
from public.opendata.files import csv_lines
from public.opendata.tables import TABLES
from tests.reading import text, tree

SHARED = [name for name in DATASET if name in TABLES]


def test_the_tables_of_the_dataset_that_are_not_public_are_known():
    assert set(DATASET) - set(TABLES) == {"partner_notes", "edition_texts"}


@pytest.mark.parametrize("name", SHARED)
def test_what_the_dataset_names_has_the_same_name_here(name):
    here = [column.name for column in TABLES[name].columns]
    assert [column for column in DATASET[name].names if column not in here] == []
    assert [column for column in here if column in DATASET[name].names] == list(DATASET[name].names)


@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.name)
def test_a_table_is_told_apart_by_columns_that_are_always_given(table):
    assert all(column.required for column in table.key_columns)
    assert len(table.by_name) == len(table.columns)
    assert {getattr(column.type, "to", "") for column in table.columns} - {""} <= set(TABLES)


@pytest.mark.django_db
def test_the_open_data_is_a_dataset_that_changes_nothing(world, tmp_path):
    """Its files, without the columns that the dataset format does not know, say what the database holds."""
    for name in SHARED:
        rows = list(csv.DictReader(io.StringIO("".join(csv_lines(TABLES[name])), newline="")))
        with (tmp_path / f"{name}.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, DATASET[name].names, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
    plan = dataset.plan(tmp_path)
    changed = {name for table in plan.tables for change in table.changes for name in change.columns}
    assert ([table.additions + table.left for table in plan.tables], changed - {"position"}) == (
        [[]] * len(plan.tables), set(),
    )  # fmt: skip
    assert sum(table.same + len(table.changes) for table in plan.tables) >= len(SHARED)


@pytest.mark.django_db
def test_the_dictionary_names_every_column_in_all_languages(client):
    told = client.get("/data/dictionary.json").json()
    columns = [(table["table"], column["name"]) for table in told["tables"] for column in table["columns"]]
    assert columns == [(table.name, column.name) for table in TABLES.values() for column in table.columns]
    for table in told["tables"]:
        assert set(table["title"]) == {"fr", "nl", "en"}
        assert all(all(column["description"].values()) for column in table["columns"])
    response = client.get("/data/dictionary.csv")
    rows = list(csv.DictReader(io.StringIO(response.content.decode(), newline="")))
    assert [(row["table"], row["column"]) for row in rows] == columns
    (kind,) = [row for row in rows if (row["table"], row["column"]) == ("initiatives", "kind")]
    assert (kind["type"], kind["required"], kind["values"]) == ("choice", "yes", "daily;specific")


@pytest.mark.django_db
def test_the_catalogue_has_what_dcat_ap_asks_for_and_leads_to_files_that_are_there(client, world):
    response = client.get("/data/catalogue.jsonld")
    assert (response["Content-Type"], response["Access-Control-Allow-Origin"]) == ("application/ld+json", "*")
    told = json.loads(response.content)
    assert {"dct:title", "dct:description", "dct:publisher", "dcat:dataset"} <= set(told)
    assert [entry["dct:identifier"] for entry in told["dcat:dataset"]] == list(TABLES)
    for entry in told["dcat:dataset"]:
        assert {"dct:title", "dct:description", "dcat:theme", "dcat:contactPoint", "dct:modified"} <= set(entry)
        assert {text["@language"] for text in entry["dct:title"]} == {"fr", "nl", "en"}
        assert len(entry["dcat:distribution"]) == 4
        for distribution in entry["dcat:distribution"]:
            assert distribution["dct:license"]["@id"] == "https://creativecommons.org/licenses/by/4.0/"
            address = distribution["dcat:accessURL"]["@id"].removeprefix("http://127.0.0.1:8000")
            assert client.head(address).status_code == 200
    prefixes = {key.partition(":")[0] for key in _keys(told) if not key.startswith("@")}
    assert prefixes == set(told["@context"]) - {"xsd"}


def _keys(value):
    """The names of properties in what JSON-LD says, without those of its context."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "@context":
                yield key
                yield from _keys(inner)
    if isinstance(value, list):
        for inner in value:
            yield from _keys(inner)


# --- Its pages ------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "licence", "rows"), [("fr", "Licence", "2 lignes"), ("nl", "Licentie", "2 rijen")]
)
def test_the_page_offers_every_table_with_its_rows_files_and_licence(client, world, language, licence, rows):
    page = tree(client.get(f"/{language}/data/"))
    offered = [link.get("href") for link in page.xpath("//ul[contains(@class, 'data-tables')]//h3/a")]
    assert offered == [f"/{language}/data/{name}/" for name in TABLES]
    files = [link.get("href") for link in page.find_class("download")]
    assert files == [f"/data/{name}.{extension}" for name in TABLES for extension in ("csv", "json", "xlsx")]
    (figures,) = [line for line in page.xpath("//ul[contains(@class, 'data-tables')]/li")
                  if line.find("h3/a").get("href").endswith("/figures/")]  # fmt: skip
    assert rows in text(figures)
    (link,) = page.xpath("//a[@rel='license']")
    assert (link.get("href"), text(link)) == ("https://creativecommons.org/licenses/by/4.0/", "CC BY 4.0")
    assert licence in [text(heading) for heading in page.iter("h2")]
    (feed,) = page.xpath("//link[@type='application/atom+xml']")
    assert feed.get("href") == f"/{language}/feed.xml"


@pytest.mark.django_db
def test_the_examples_of_the_page_work(client, world):
    page = tree(client.get("/nl/data/"))
    examples = [link.get("href") for link in page.xpath("//dl[@class='examples']//a")]
    assert len(examples) == 3
    assert {client.get(address).status_code for address in examples} == {200}


@pytest.mark.django_db
@pytest.mark.parametrize("language", ["fr", "nl", "en"])
@pytest.mark.parametrize("name", TABLES)
def test_the_page_of_a_table_names_its_columns_and_leads_to_those_it_refers_to(client, name, language):
    page = tree(client.get(f"/{language}/data/{name}/"))
    columns = [text(heading) for heading in page.xpath("//table//th[@scope='row']")]
    assert columns == [column.name for column in TABLES[name].columns]
    referred = {link.get("href") for link in page.xpath("//table//a")}
    targets = {getattr(column.type, "to", "") for column in TABLES[name].columns} - {""}
    assert referred == {f"/{language}/data/{target}/" for target in targets}


@pytest.mark.django_db
def test_there_is_no_page_of_another_table(client):
    assert client.get("/fr/data/users/").status_code == 404


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["/fr/data/", "/nl/data/initiatives/", "/data/catalogue.jsonld", "/data/dictionary.csv"]
)
def test_a_page_costs_five_queries_at_most(client, world, address, django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        assert client.get(address).status_code == 200

"""Nothing that is not published stands in any file, answer, feed or list of addresses."""

import io
import re
from zipfile import ZipFile

import pytest
from django.test import Client

from public.opendata.files import FORMATS
from public.opendata.tables import TABLES
from tests.builders import unpublish
from tests.public.opendata.world import SECRET

pytestmark = pytest.mark.django_db

FILES = [f"/data/{name}.{extension}" for name in TABLES for extension in FORMATS]
LISTS = [f"/api/v1/{name}/?limit=200" for name in TABLES]
OTHERS = [
    "/data/catalogue.jsonld", "/data/dictionary.json", "/data/dictionary.csv", "/api/v1/", "/api/v1/openapi.json",
    "/fr/feed.xml", "/nl/feed.xml", "/en/feed.xml", "/robots.txt", "/sitemap.xml",
    *(f"/{language}/data/" for language in ("fr", "nl", "en")),
]  # fmt: skip
PAGES = {f"{language}/data" for language in ("fr", "nl", "en")}
REFERENCE = {"periods", "partners", "frameworks", "volets"}
"""The tables of reference data, which are public, in which the hidden rows stand on new ones."""

GUESSED = [
    "initiatives/geheim-draft", "initiatives/geheim-validated", "updates/geheim-draft/2023-2024",
    "updates/cafe/later-validated", "figures/cafe/later-draft/1", "figures/geheim-returned/2023-2024/1",
    "events/geheim-submitted/2023-2024/1", "antenna_updates/lisa-nord/later-validated", "editions/geheim-edition",
    "updates/geheim-duplicate/2023-2024", "users/1", "questions/1",
]  # fmt: skip
"""Keys of hidden rows, as somebody may guess them, and of tables that are not public."""

ANSWER_OF = re.compile(r"^/(data/|api/v1/|sitemaps/)?(?=[a-z])|[-.?/][^/]*$")
PARTS = re.compile(r"<loc>http://127\.0\.0\.1:8000(/sitemaps/[^<]+)</loc>")
ROWS = re.compile(r'"url": "http://127\.0\.0\.1:8000([^"]+)"')


def said_at(client, address):
    response = client.get(address)
    assert response.status_code == 200, address
    content = b"".join(response.streaming_content) if response.streaming else response.content
    if address.endswith(".xlsx"):
        return _unzipped(content)
    return content.decode()


def _unzipped(content):
    with ZipFile(io.BytesIO(content)) as package:
        return "".join(package.read(name).decode() for name in package.namelist())


def every_answer(client):
    """Address → what is said there: files, lists, each row that these lead to, feeds, each part of the sitemap."""
    said = {address: said_at(client, address) for address in (*FILES, *LISTS, *OTHERS)}
    rows = [row for address in LISTS for row in ROWS.findall(said[address]) if row.count("/") > 4]
    parts = PARTS.findall(said["/sitemap.xml"])
    return said | {address: said_at(client, address) for address in (*rows, *parts)}


def without_days(said):
    """The zip archive of a workbook, and its properties, carry the moment at which they were made."""
    return {address: re.sub(r"<dcterms:\w+[^<]*<", "<", text) for address, text in said.items()}


def test_what_is_not_published_changes_no_answer_and_stands_in_none(client, world):
    before = every_answer(client)
    world.hide()
    after = every_answer(client)
    assert [address for address, text in after.items() if SECRET in text.casefold()] == []
    new = {address.split("/")[3] for address in after.keys() - before.keys()}
    assert (before.keys() - after.keys(), new) == (set(), REFERENCE)
    before, after = without_days(before), without_days(after)
    differing = {address for address, text in before.items() if text != after[address]}
    assert {ANSWER_OF.sub("", address) for address in differing} - REFERENCE <= {"sitemap", "catalogue"} | PAGES


def test_whoever_guesses_a_key_or_narrows_a_table_finds_nothing(client, world):
    world.hide()
    answers = {address: client.get(f"/api/v1/{address}/") for address in GUESSED}
    said = {address: (answer.status_code, answer["Content-Type"]) for address, answer in answers.items()}
    assert said == dict.fromkeys(GUESSED, (404, "application/problem+json"))
    for parameter in ("period=later-validated", "status=continued"):
        assert client.get(f"/api/v1/updates/?{parameter}").json()["rows"] == []


def test_what_was_just_withdrawn_is_nowhere_before_anything_is_refreshed(world):
    """A process that died before it refreshed leaves what waits: the answers must not wait for them."""
    client = Client()
    every_answer(client)
    unpublish(world.update)
    said = every_answer(client)
    assert [address for address, text in said.items() if "koffie" in text] == []

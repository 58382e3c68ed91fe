"""Addresses without a language."""

import pytest
from django.templatetags.static import static

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("accepted", "language"),
    [("nl-BE,nl;q=0.9,en;q=0.5", "nl"), ("fr-BE", "fr"), ("en-GB", "en"), ("de-DE", "fr"), ("", "fr")],
)
def test_the_way_in_leads_to_the_language_that_the_browser_asks_for(client, accepted, language):
    response = client.get("/", headers={"accept-language": accepted})
    assert (response.status_code, response["Location"]) == (302, f"/{language}/")


def test_caches_know_that_the_way_in_depends_on_the_language(client):
    assert "accept-language" in client.get("/")["Vary"].lower()


def test_a_process_that_reaches_its_database_is_healthy(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content, response["Content-Type"]) == (200, b"ok\n", "text/plain")


def test_the_mark_answers_for_pages_that_name_no_icon(client):
    assert client.get("/favicon.ico")["Location"] == static("cipol/mark.svg")


@pytest.mark.parametrize("address", ["/", "/healthz", "/favicon.ico"])
def test_what_is_only_read_cannot_be_written(client, address):
    assert (client.post(address).status_code, client.head(address).status_code < 400) == (405, True)

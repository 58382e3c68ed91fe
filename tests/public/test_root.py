"""Addresses without a language."""

import pytest
import time_machine
from django.templatetags.static import static

from public.models import PendingRefresh

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


def test_a_process_that_answers_is_healthy_and_asks_nobody_else(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        response = client.get("/healthz")
    assert (response.status_code, response.content, response["Content-Type"]) == (200, b"ok\n", "text/plain")


def test_a_process_that_reaches_its_database_is_ready(client):
    response = client.get("/readyz")
    assert (response.status_code, response.content, response["Content-Type"]) == (200, b"ok\n", "text/plain")


@pytest.mark.parametrize(
    ("seconds", "said"), [(5, b"ok\npages waiting to be refreshed, since 2026-03-01T"), (11, b"ok\n")]
)
def test_what_waits_to_be_refreshed_is_said_with_its_age_until_it_is_taken_up(client, seconds, said):
    with time_machine.travel("2026-03-01T12:00:00+01:00") as clock:
        PendingRefresh.objects.create(kind="partner", object_id=1)
        clock.shift(seconds)

        response = client.get("/readyz")

    assert response.status_code == 200
    assert response.content.startswith(said)
    assert PendingRefresh.objects.exists() == (seconds < 10)


def test_the_mark_answers_for_pages_that_name_no_icon(client):
    assert client.get("/favicon.ico")["Location"] == static("cipol/mark.svg")


@pytest.mark.parametrize("address", ["/", "/healthz", "/readyz", "/favicon.ico"])
def test_what_is_only_read_cannot_be_written(client, address):
    assert (client.post(address).status_code, client.head(address).status_code < 400) == (405, True)

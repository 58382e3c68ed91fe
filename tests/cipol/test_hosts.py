"""A request for a host that is not ours is refused: no page, no mail, one line in the log."""

import logging

import pytest
from django.core import mail

SENTENCE = "This site cannot be reached under this name.\n"
HOSTS = ["attacker.example", "attacker.example:443", "", "a b", "[::1", "testserver@attacker.example", "é.example"]


@pytest.fixture(autouse=True)
def _site(settings):
    settings.ADMINS = [("Administrator", "administrator@example.brussels")]
    settings.SECURE_SSL_REDIRECT = True


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("address", ["/fr/", "/healthz", "/fr/account/password/reset/"])
def test_a_foreign_missing_or_malformed_host_is_a_plain_400_and_one_line(client, caplog, host, address):
    caplog.set_level(logging.INFO)

    response = client.get(address, headers={"host": host, "accept-language": "en"})

    assert (response.status_code, response.content.decode()) == (400, SENTENCE)
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = caplog.records
    assert [(line.name, line.levelname, line.exc_info) for line in lines] == [("cipol.hosts", "WARNING", None)]
    assert repr(host) in lines[0].getMessage()
    assert mail.outbox == []


def test_a_long_name_fills_no_log(client, caplog):
    client.get("/fr/", headers={"host": "a" * 8000})

    assert max(len(record.getMessage()) for record in caplog.records) < 200


def test_the_refusal_is_in_the_language_of_the_browser(client):
    refusals = {
        language: client.get("/", headers={"host": "x", "accept-language": language}).content.decode()
        for language in ("fr", "nl", "en")
    }

    assert refusals["en"] == SENTENCE
    assert ("nom" in refusals["fr"], "naam" in refusals["nl"]) == (True, True)


@pytest.mark.django_db
def test_what_a_proxy_says_of_the_host_is_not_believed(client):
    response = client.get("/fr/", headers={"x-forwarded-host": "attacker.example"})

    assert response["Location"] == "https://testserver/fr/"


@pytest.mark.django_db
def test_the_health_check_is_answered_under_our_name(client):
    assert client.get("/healthz").status_code == 200

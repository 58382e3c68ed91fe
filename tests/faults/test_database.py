"""A database that is asked for too much, or that is away: no page waits for ever."""

import time

import pytest

SLEEP = """
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("SELECT pg_sleep(30)")
"""


@pytest.fixture(scope="module")
def site_settings():
    return {"DATABASE_STATEMENT_SECONDS": "1", "WEB_CONCURRENCY": "1"}


def test_a_statement_that_takes_too_long_is_undone(site):
    started = time.monotonic()

    done = site.manage("shell", "--no-imports", "--command", SLEEP)

    assert ("statement timeout" in done.stderr, time.monotonic() - started < 30) == (True, True)


CACHED = ("/fr/", "/nl/initiatives/", "/fr/volets/")
OTHERS = {f"/{language}/places/?not=cached": language for language in ("fr", "nl", "en")}


@pytest.fixture
def away(postgresql, site):
    """The server of the database is stopped at once, after each page was read; started afterwards."""
    for address in CACHED:
        site.visitor().get(address)
    postgresql.stop()
    yield
    postgresql.start()


def test_while_the_database_is_away_cached_pages_are_served(site, away):
    answers = [site.visitor().get(address) for address in CACHED]

    assert {answer.status for answer in answers} == {200}
    assert max(answer.seconds for answer in answers) < 2


def test_while_the_database_is_away_others_say_in_the_language_of_the_reader_when_to_try_again(site, away):
    answers = {address: site.visitor().get(address) for address in OTHERS}

    assert {answer.status for answer in answers.values()} == {503}
    assert all(answer.headers["retry-after"] == "10" for answer in answers.values())
    assert all(f'<html lang="{language}"' in answers[address].text for address, language in OTHERS.items())
    assert max(answer.seconds for answer in answers.values()) < 2


def test_while_the_database_is_away_the_process_lives_and_says_what_is_missing(site, away):
    alive, ready = (site.visitor().get(address) for address in ("/healthz", "/readyz"))

    assert (alive.status, alive.text) == (200, "ok\n")
    assert (ready.status, ready.text) == (503, "database missing: it does not answer\n")
    assert max(alive.seconds, ready.seconds) < 2


def test_two_seconds_after_the_database_is_back_all_is_well(postgresql, site):
    postgresql.stop()
    site.visitor().get("/fr/places/?not=cached")
    postgresql.start()
    time.sleep(2)

    answers = [site.visitor().get(address) for address in (*CACHED, *OTHERS, "/readyz")]

    assert {answer.status for answer in answers} == {200}

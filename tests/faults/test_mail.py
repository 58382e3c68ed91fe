"""Mail on the site as it is shipped: a mail server that hangs, refuses, dies half-way; processes that are killed."""

import os
import re
import signal
import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest

from tests.faults.mail_server import running_mail_server

ADMINISTRATOR = "administrator@example.brussels"
PEOPLE = """
from accounts.models import User
for number in range(10):
    User.objects.create_user(f"person-{number}@example.brussels", "a long password of the tests", language="fr")
"""
SEND = """
from django.utils import timezone
from rounds.mail.queue import get_due_messages
from rounds.mail.sending import send_message
while keys := list(get_due_messages(timezone.now()).values_list("pk", flat=True)):
    for key in keys:
        send_message(key)
"""
FAIL = """
import logging
def fail(number):
    try:
        raise ValueError("a bug")
    except ValueError:
        logging.getLogger("django.request").exception("Internal Server Error: /fr/%s/", number)
for number in range(200):
    fail(number)
"""


@pytest.fixture(scope="module")
def mail_server():
    with running_mail_server() as server:
        yield server


@pytest.fixture(scope="module")
def site_settings(mail_server):
    return {
        "EMAIL_HOST": "127.0.0.1",
        "EMAIL_PORT": str(mail_server.port),
        "EMAIL_TIMEOUT": "2",
        "ADMIN_EMAILS": ADMINISTRATOR,
    }


@pytest.fixture(scope="module")
def people(site):
    site.run(PEOPLE)


@pytest.fixture
def queue(site, people, mail_server):
    """A connection to the table of the mails, which is empty."""
    mail_server.forget()
    with psycopg.connect(site.environment["DATABASE_URL"], autocommit=True) as connection:
        connection.execute("DELETE FROM rounds_message")
        connection.execute("UPDATE rounds_mailsender SET untold_errors = 0")
        yield connection


def states(queue):
    return dict(queue.execute("SELECT state, count(*) FROM rounds_message GROUP BY state").fetchall())


def put(queue, count):
    """Let as many mails of accounts leave."""
    queue.execute(
        """
        INSERT INTO rounds_message
            (kind, recipient, reply_to, occasion, language, subject, body, version, about, state,
             created_at, queued_at, attempts, valid_until, failure)
        SELECT 'account', 'person-' || number || '@example.brussels', '', 'account', 'fr', 'Subject ' || number,
               'https://cipol.example.brussels/secret', 1, '[]', 'queued', now(), now(), 0, now() + interval '1 day', ''
        FROM generate_series(1, %s) AS number
        """,
        [count],
    )


def wait_until(true, seconds=20):
    deadline = time.monotonic() + seconds
    while not true() and time.monotonic() < deadline:
        time.sleep(0.1)
    assert true()


def forget_a_password(site, number):
    """Somebody asks for a link; the whole form, from an address of its own."""
    visitor = site.visitor()
    visitor.headers["X-Forwarded-For"] = f"192.0.2.{number + 10}"
    visitor.get("/fr/account/password/reset/")
    return visitor.post("/fr/account/password/reset/", {"email": f"person-{number}@example.brussels"})


def test_a_mail_leaves_within_two_seconds(site, queue, mail_server):
    started = time.monotonic()
    assert forget_a_password(site, 0).status == 302

    wait_until(lambda: mail_server.mails)

    assert time.monotonic() - started < 4  # the form itself takes its part on a busy machine
    assert mail_server.recipients() == ["person-0@example.brussels"]
    wait_until(lambda: states(queue) == {"sent": 1})
    assert queue.execute("SELECT body FROM rounds_message").fetchall() == [("",)]


def test_a_mail_server_that_hangs_holds_up_no_page(site, queue, mail_server):
    mail_server.behaviour = "hangs"

    with ThreadPoolExecutor(10) as all_at_once:
        asked = list(all_at_once.map(lambda number: forget_a_password(site, number), range(10)))
    wait_until(lambda: mail_server.connections)
    pages = ("/healthz", "/fr/", "/nl/", "/fr/account/login/")
    # Of three: what else the machine does is no matter here, and a page that waits for a mail server waits each time.
    seconds = {path: min(site.visitor().get(path, timeout=10).seconds for _ in range(3)) for path in pages}

    assert {answer.status for answer in asked} == {302}
    assert {path: taken < 1 for path, taken in seconds.items()} == dict.fromkeys(pages, True)
    assert re.search(r"mails waiting: \d", site.visitor().get("/readyz").text)
    assert mail_server.mails == []


def test_what_waited_for_the_mail_server_leaves_when_it_is_back(site, queue, mail_server):
    mail_server.behaviour = "is busy"
    put(queue, 10)
    wait_until(lambda: queue.execute("SELECT min(attempts) FROM rounds_message").fetchone() == (1,))

    mail_server.behaviour = "takes"
    queue.execute("UPDATE rounds_message SET not_before = NULL")

    wait_until(lambda: states(queue) == {"sent": 10})
    assert len(set(mail_server.recipients())) == len(mail_server.mails) == 10


def test_what_the_mail_server_refuses_has_failed_with_its_reason(site, queue, mail_server):
    mail_server.behaviour = "refuses"
    put(queue, 1)

    wait_until(lambda: states(queue) == {"failed": 1})

    (failure,) = queue.execute("SELECT failure FROM rounds_message").fetchone()
    assert "No such user" in failure


@pytest.mark.parametrize("behaviour", ["dies in the text", "falls silent"])
def test_a_mail_server_that_dies_half_way_gets_the_mail_once(site, queue, mail_server, behaviour):
    mail_server.behaviour = behaviour
    put(queue, 1)
    wait_until(lambda: queue.execute("SELECT 1 FROM rounds_message WHERE failure <> ''").fetchone())

    mail_server.behaviour = "takes"
    time.sleep(3)

    assert (states(queue), mail_server.mails, len(mail_server.given) <= 1) == ({"sending": 1}, [], True)


def test_each_mail_leaves_once_however_many_processes_send(site, queue, mail_server):
    put(queue, 60)

    with ThreadPoolExecutor(2) as together:
        list(together.map(site.run, [SEND, SEND]))

    wait_until(lambda: states(queue) == {"sent": 60})
    identities = {mail["Message-ID"] for mail in mail_server.mails}
    assert len(identities) == len(mail_server.mails) == 60


def test_a_sender_that_is_killed_half_way_leaves_its_mail_interrupted_and_another_goes_on(site, queue, mail_server):
    mail_server.behaviour = "falls silent"
    put(queue, 3)
    wait_until(lambda: mail_server.given)
    (holder,) = queue.execute("SELECT holder FROM rounds_mailsender").fetchone()

    os.kill(int(holder.split("-")[-2]), signal.SIGKILL)
    mail_server.behaviour = "takes"

    wait_until(lambda: states(queue) == {"sending": 1, "sent": 2}, seconds=30)
    assert len(mail_server.given) == 3
    assert queue.execute("SELECT failure FROM rounds_message WHERE state = 'sending'").fetchone() == ("",)


def test_the_sender_goes_on_after_the_database_was_stopped_and_started(site, queue, mail_server, postgresql):
    postgresql.stop()
    time.sleep(2)
    postgresql.start()

    with psycopg.connect(site.environment["DATABASE_URL"], autocommit=True) as again:
        put(again, 2)
        wait_until(lambda: "queued" not in states(again), seconds=30)
    assert mail_server.recipients() == ["person-1@example.brussels", "person-2@example.brussels"]


def test_errors_in_two_processes_at_once_write_one_mail(site, queue, mail_server):
    with ThreadPoolExecutor(2) as together:
        list(together.map(site.run, [FAIL, FAIL]))

    wait_until(lambda: mail_server.mails)
    assert mail_server.recipients() == [ADMINISTRATOR]
    assert queue.execute("SELECT untold_errors FROM rounds_mailsender").fetchone() == (399,)


def test_a_foreign_host_is_refused_without_mail_and_traceback(site, queue):
    before = len(site.log)
    hosts = ["attacker.example", "", "a b", "[::1", "cipol.example.brussels@attacker.example", "x" * 5000]

    answers = [site.visitor().get(path, Host=host) for host in hosts for path in ("/fr/", "/healthz")]
    forwarded = site.visitor().get("/fr/", X_Forwarded_Host="attacker.example")
    well = site.visitor().get("/healthz")

    assert {answer.status for answer in answers} == {400}
    assert ("attacker" in forwarded.text, forwarded.status, well.status) == (False, 200, 200)
    written = site.log[before:]
    assert ("Traceback" in written, states(queue)) == (False, {})
    lines = [line for line in written.splitlines() if " WARNING " in line or " ERROR " in line]
    assert len(lines) == written.count("cipol.hosts") <= len(answers)

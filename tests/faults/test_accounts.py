"""What somebody without an account can do to the site and to those who have one: two processes, PostgreSQL.

`pytest tests/faults/test_accounts.py --whole -s` prints the figures.
"""

import json
import statistics
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.faults.site import PASSWORD

KINDS = ["open", "invited", "closed", "none"]
MOST = 20
WRONG = "ne vont pas ensemble"

ACCOUNTS = f"""
from django.contrib.auth.hashers import make_password
from accounts.models import User
known, unusable = make_password({PASSWORD!r}), make_password(None)
User.objects.bulk_create(
    User(email=f"{{kind}}-{{number}}@example.brussels", password=unusable if kind == "invited" else known,
         is_active=kind != "closed", is_staff=True)
    for kind in {KINDS[:3]!r} for number in range({MOST + 2})
)
"""


@pytest.fixture(scope="module")
def accounts(site):
    """Accounts of each kind: twenty that are asked about, and two that are guessed at."""
    site.run(ACCOUNTS)
    return site


def come_from(site, address):
    visitor = site.visitor()
    visitor.headers["X-Forwarded-For"] = address
    return visitor


def bytes_in_database(site):
    return int(
        site.run(
            "from django.db import connection as c\n"
            "with c.cursor() as cursor:\n"
            "    cursor.execute('SELECT pg_database_size(current_database())')\n"
            "    print(cursor.fetchone()[0])"
        )
    )


def test_a_hundred_large_posts_of_a_visitor_leave_nothing(site):
    visitor = site.visitor()
    visitor.get("/fr/account/login/")
    before = bytes_in_database(site)
    statuses = {visitor.post("/fr/round/texts/1/", {"text-body_fr": "x" * 290_000}).status for _ in range(100)}
    grown = bytes_in_database(site) - before
    sessions = site.run("from django.contrib.sessions.models import Session; print(Session.objects.count())")

    sys.stdout.write(f"\n100 posts of 290 kB: the database grew by {grown} bytes\n")
    assert (statuses, sessions.strip()) == ({302}, "0")
    assert grown < 100_000


def test_two_processes_let_five_wrong_passwords_through_and_others_still_enter(accounts):
    email = f"open-{MOST}@example.brussels"
    strangers = [come_from(accounts, "203.0.113.7") for _ in range(12)]
    for stranger in strangers:
        stranger.get("/fr/account/login/")

    def guess(stranger):
        return stranger.post("/fr/account/login/", {"login": email, "password": "not this one"}).text

    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(guess, strangers))
    person = come_from(accounts, "198.51.100.1")

    assert sum(WRONG in answer for answer in answers) <= 5
    assert sum("Trop de tentatives" in answer for answer in answers) >= 7
    assert come_from(accounts, "203.0.113.7").sign_in(email).status == 200
    assert person.sign_in(email).status == 302


def test_a_browser_that_was_in_before_enters_while_strangers_guess(accounts):
    email = f"open-{MOST + 1}@example.brussels"
    person = come_from(accounts, "198.51.100.2")
    assert person.sign_in(email).status == 302
    person.post("/fr/account/logout/", {})
    for number in range(31):
        stranger = come_from(accounts, f"2001:db8:{number:x}::1")
        stranger.sign_in(email, "not this one")

    assert come_from(accounts, "2001:db8:ffff::1").sign_in(email).status == 200
    assert person.sign_in(email).status == 302


def measured(tries, ask):
    """The seconds of each try of each kind, taken in turn so that what else the machine does hits all alike."""
    found = {kind: [] for kind in KINDS}
    for number in range(tries):
        for place, kind in enumerate(KINDS):
            found[kind].append(ask(f"{kind}-{number}@example.brussels", f"10.{place}.0.{number + 1}"))
    return found


def say(what, found):
    medians = ", ".join(f"{kind} {statistics.median(times) * 1000:.0f} ms" for kind, times in found.items())
    sys.stdout.write(f"\n{what}: {medians}\n")


def assert_alike(found):
    """No kind differs by more than the tries of one kind among themselves, or by a half: it was 26 times."""
    medians = [statistics.median(times) for times in found.values()]
    spread = max(statistics.quantiles(times, n=4)[2] - statistics.quantiles(times, n=4)[0] for times in found.values())
    assert max(medians) - min(medians) <= max(spread, min(medians) / 2, 0.01)


def test_asking_for_a_password_says_the_same_in_the_same_time(accounts, whole):
    said = set()

    def ask(email, address):
        visitor = come_from(accounts, address)
        visitor.get("/fr/account/password/reset/")
        answer = visitor.post("/fr/account/password/reset/", {"email": email})
        said.add((answer.status, answer.headers["location"]))
        return answer.seconds

    found = measured(MOST if whole else 6, ask)

    say("password reset", found)
    assert said == {(302, "/fr/account/password/reset/done/")}
    assert_alike(found)


def test_a_wrong_password_says_the_same_in_the_same_time(accounts, whole):
    said = set()

    def ask(email, address):
        visitor = come_from(accounts, address.replace("10.", "192.", 1))
        visitor.get("/fr/account/login/")
        answer = visitor.post("/fr/account/login/", {"login": email, "password": "not this one"})
        said.add((answer.status, WRONG in answer.text))
        return answer.seconds

    found = measured(MOST if whole else 3, ask)

    say("wrong password", found)
    assert said == {(200, True)}
    assert_alike(found)


def test_the_logs_have_the_visitor_s_address_and_the_identifier_and_no_key(accounts):
    link = accounts.run(
        "from accounts.models import User; from accounts.invitations import make_invitation_link\n"
        "print(make_invitation_link(User.objects.get(email='invited-19@example.brussels')))"
    ).split()[-1]
    visitor = come_from(accounts, "198.51.100.3, 203.0.113.99")
    page = visitor.get("/" + link.split("/", 3)[3], X_Request_ID="req-of-the-proxy-1")
    visitor.get("/" + link.split("/", 3)[3] + "x/")
    visitor.sign_in("nobody@example.brussels", "a password that was typed")
    log = accounts.log
    lines = [json.loads(line) for line in log.splitlines() if line.startswith("{")]

    assert (page.status, page.headers["x-request-id"]) == (200, "req-of-the-proxy-1")
    [line] = [line for line in log.splitlines() if "req-of-the-proxy-1" in line]
    assert line.startswith("203.0.113.99 ")
    assert "/account/invitation/***/" in line
    assert link.split("/")[-2] not in log
    assert "a password that was typed" not in log
    assert (lines[-1]["event"], lines[-1]["address"]) == ("sign_in_failed", "203.0.113.99")
    assert "Traceback" not in log

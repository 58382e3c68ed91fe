"""The log of accounts: a line of JSON for each thing that happens to one, without anything that opens a door."""

import json
import logging

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import Group
from django.test import Client

from accounts.invitations import make_invitation_link
from accounts.models import User
from tests.accounts.signing import show_second_factor, sign_in
from tests.builders import (
    COORDINATION,
    PASSWORD,
    READERS,
    REFERENTS,
    make_edition,
    make_partner,
    make_superuser,
    make_user,
)
from tests.records.pages import form_of, list_of, page_of

pytestmark = pytest.mark.django_db


class Lines(logging.Handler):
    def __init__(self):
        super().__init__()
        self.lines = []

    def emit(self, record):
        self.lines.append(record.getMessage())

    def take(self):
        """The lines since the last time, read back."""
        taken, self.lines = [json.loads(line) for line in self.lines], []
        return taken


@pytest.fixture
def log():
    handler = Lines()
    logging.getLogger("cipol.audit").addHandler(handler)
    yield handler
    logging.getLogger("cipol.audit").removeHandler(handler)


def said(lines, *names):
    """(event, account, and what else was asked for) of each line."""
    return [tuple(line.get(name) for name in ("event", "account", *names)) for line in lines]


def test_a_sign_in_says_who_when_from_where_and_in_which_request(client, log):
    user = make_user()
    log.take()
    response = sign_in(client, user)
    [line] = log.take()

    assert line.pop("at").endswith("+00:00")
    assert line == {
        "event": "signed_in", "address": "127.0.0.1", "request": response["X-Request-ID"],
        "by": user.pk, "account": user.pk, "methods": ["password"],
    }  # fmt: skip


def test_the_address_is_the_visitor_s_behind_a_proxy_and_never_what_he_writes(client, log, settings):
    user = make_user()
    log.take()
    forged = {"x-forwarded-for": "198.51.100.1, 203.0.113.7"}
    client.post("/en/account/login/", {"login": user.email, "password": PASSWORD}, headers=forged)
    settings.PROXY_COUNT = 1
    Client().post("/en/account/login/", {"login": user.email, "password": PASSWORD}, headers=forged)

    assert [line["address"] for line in log.take()] == ["127.0.0.1", "203.0.113.7"]


def test_a_failure_names_the_account_or_marks_the_address(client, log):
    user = make_user()
    log.take()
    sign_in(client, user, password="not this one")
    for email in ("nobody@example.brussels", "NOBODY@example.brussels", "else@example.brussels"):
        sign_in(client, User(email=email), password="not this one")
    lines = log.take()

    assert said(lines) == [("sign_in_failed", user.pk)] + [("sign_in_failed", None)] * 3
    marks = [line.get("typed") for line in lines]
    assert marks[0] is None
    assert marks[1] == marks[2] != marks[3]


def test_second_factor_failed_and_signing_out(client, log):
    user = make_user(role=COORDINATION)
    log.take()
    sign_in(client, user)
    show_second_factor(client, "000000")
    client.force_login(user)
    client.post("/en/account/logout/")

    assert said(log.take(), "kind") == [
        ("second_factor_failed", user.pk, "totp"),
        ("signed_in", user.pk, None),
        ("signed_out", user.pk, None),
    ]


def test_what_a_coordinator_changes_of_an_account(client, log):
    coordinator, partner = make_user(role=COORDINATION), make_partner(key="polbru")
    user = make_user(role=REFERENTS)
    client.force_login(coordinator)
    log.take()
    sent = form_of(client.get(page_of(user))) | {"partners": [partner.pk]}
    sent["groups"] = [Group.objects.get(name=READERS).pk]
    del sent["is_active"]
    client.post(page_of(user), sent | {"first_name": "Ann"})
    lines = log.take()

    assert {line["by"] for line in lines} == {coordinator.pk}
    assert [(line["event"], line.get("fields"), line.get("is_active")) for line in lines[:1]] == [
        ("account_changed", ["first_name", "is_active"], False)
    ]
    assert said(lines[1:], "added", "removed") == [
        ("groups_changed", user.pk, None, [REFERENTS]),
        ("groups_changed", user.pk, [READERS], None),
        ("partners_changed", user.pk, ["polbru"], None),
    ]


def test_passwords_however_they_change(client, log):
    user = make_user()
    log.take()
    user.set_password("another long enough password")
    user.save()
    user.set_unusable_password()
    user.save()
    client.post(
        "/" + make_invitation_link(user).split("/", 3)[3],
        dict.fromkeys(("new_password1", "new_password2"), "correct horse battery"),
    )

    assert said(log.take(), "usable") == [
        ("password_changed", user.pk, True),
        ("password_changed", user.pk, False),
        ("invitation_made", user.pk, None),
        ("password_changed", user.pk, True),
        ("invitation_accepted", user.pk, None),
        ("signed_in", user.pk, None),
    ]


def test_a_second_factor_that_is_taken_away(client, log):
    user, superuser = make_user(role=COORDINATION), make_superuser()
    client.force_login(superuser)
    log.take()
    client.post(list_of(User), {"action": "remove_second_factors", "_selected_action": [user.pk]})

    assert said(log.take(), "by", "kind") == [("second_factor_removed", user.pk, superuser.pk, "totp")]
    assert not Authenticator.objects.filter(user=user).exists()


def test_an_edition_that_is_exported(client, log):
    coordinator, edition = make_user(role=COORDINATION), make_edition(key="update-2024")
    client.force_login(coordinator)
    log.take()
    client.get(f"/fr/reports/{edition.key}/fr.html")

    assert [(line["event"], line["by"], line["edition"], line["format"]) for line in log.take()] == [
        ("edition_exported", coordinator.pk, "update-2024", "html")
    ]


def test_no_line_holds_what_opens_a_door_or_what_was_written(client, log):
    user = make_user(first_name="Anne", last_name="Peeters")
    link = make_invitation_link(User.objects.get(pk=make_invited().pk))
    sign_in(client, user, password="a wrong password typed")
    sign_in(client, user)
    everything = " ".join(log.lines)

    assert all(
        word not in everything for word in (user.email, "Anne", "Peeters", PASSWORD, "a wrong", link.split("/")[-2])
    )


def make_invited():
    user = make_user()
    user.set_unusable_password()
    user.save()
    return user

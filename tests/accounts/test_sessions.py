"""A visitor makes nothing in the database, whatever he asks for; his own browser remembers for him."""

import datetime

import pytest
import time_machine
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts.sessions import MAX_COOKIE_LENGTH, SessionStore
from tests.accounts.signing import code_of_app, is_signed_in, show_second_factor, sign_in
from tests.builders import COORDINATION, make_superuser, make_user

pytestmark = pytest.mark.django_db

PUBLIC = [
    ("post", "/fr/account/language/", {"language": "nl", "next": "/fr/"}),
    ("post", "/fr/account/password/reset/", {"email": "nobody@example.brussels"}),
    ("post", "/fr/account/login/", {"login": "nobody@example.brussels", "password": "not this one"}),
    ("post", "/fr/account/logout/", {}),
    ("get", "/fr/account/login/?next=/fr/admin/", {}),
    ("get", "/fr/account/password/reset/key/1-abc/", {}),
    ("get", "/fr/account/invitation/abc/", {}),
    ("get", "/fr/account/mfa/webauthn/login/", {}),
    ("post", "/fr/account/mfa/webauthn/login/", {"credential": "{}"}),
    ("post", "/fr/account/mfa/authenticate/", {"code": "123456"}),
    ("get", "/fr/admin/", {}),
    ("post", "/fr/admin/login/", {}),
    ("post", "/fr/round/texts/1/", {"text-body_fr": "x" * 1000}),
    ("post", "/fr/", {}),
    ("get", "/oidc/sso/login/", {}),
]


@pytest.mark.parametrize(("method", "address", "sent"), PUBLIC)
def test_a_visitor_makes_no_session_in_the_database(client, method, address, sent):
    for language in ("fr", "nl"):
        getattr(client, method)(address.replace("/fr/", f"/{language}/"), sent)

    assert Session.objects.count() == 0


def test_who_signs_in_has_one_and_who_signs_out_has_none(client):
    sign_in(client, make_user())
    assert (Session.objects.count(), ":" in client.cookies["sessionid"].value) == (1, False)

    client.post("/en/account/logout/")
    assert Session.objects.count() == 0


def test_half_a_sign_in_waits_in_the_cookie_and_goes_on_from_there(client):
    user = make_user(role=COORDINATION)
    sign_in(client, user)
    assert (Session.objects.count(), is_signed_in(client)) == (0, False)

    show_second_factor(client, code_of_app())
    assert (Session.objects.count(), is_signed_in(client)) == (1, True)


def test_half_a_sign_in_does_not_wait_for_ever(client):
    user = make_user(role=COORDINATION)
    with time_machine.travel(datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC), tick=False) as clock:
        sign_in(client, user)
        clock.shift(datetime.timedelta(hours=2))
        show_second_factor(client, code_of_app())

    assert not is_signed_in(client)


def test_a_cookie_that_was_changed_holds_nothing(client):
    visitor = SessionStore()
    visitor["account_login"] = "whoever"
    visitor.save()
    changed = visitor.session_key.replace(":", "x:", 1)

    assert SessionStore(visitor.session_key).get("account_login") == "whoever"
    assert SessionStore(changed).get("account_login") is None


def test_what_does_not_fit_into_a_cookie_is_forgotten():
    visitor = SessionStore()
    visitor["next"] = "".join(chr(33 + number * 7 % 90 + number % 3) for number in range(9_000))
    visitor["more"] = [hash(str(number)) for number in range(900)]
    visitor.save()

    assert len(visitor.session_key) <= MAX_COOKIE_LENGTH
    assert SessionStore(visitor.session_key).get("next") is None


def test_a_visitor_cannot_name_a_person_in_the_cookie():
    """What is signed for visitors never says who somebody is: that is the database's to say."""
    user = make_superuser()
    client = Client()
    visitor = SessionStore()
    visitor["_auth_user_id"] = str(user.pk)
    visitor.save()

    assert ":" not in visitor.session_key
    client.cookies["sessionid"] = visitor.session_key
    assert client.get(reverse("admin:index")).status_code == 302

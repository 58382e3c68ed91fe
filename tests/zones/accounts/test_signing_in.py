"""The way in with an address and a password."""

import datetime
from urllib.parse import urlencode

import pytest
import time_machine
from django.urls import reverse

from tests.builders import COORDINATION, PASSWORD, make_superuser, make_user
from tests.zones.accounts.signing import errors, heading, is_signed_in, sign_in
from tests.zones.pages import list_of
from zones.models import User

pytestmark = pytest.mark.django_db
WRONG = "This address and this password do not go together."
MOMENT = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)


def test_one_lands_in_the_administration(client):
    response = sign_in(client, make_user())
    assert (response.status_code, response["Location"]) == (302, "/en/admin/")
    assert is_signed_in(client)


def test_who_has_no_business_in_the_administration_lands_on_the_home_page(client):
    assert sign_in(client, make_user(is_staff=False))["Location"] == "/en/"


@pytest.mark.parametrize("stored", ["somebody@example.brussels", "Some.Body@Example.Brussels"])
def test_the_address_counts_in_any_case(client, stored):
    user = make_user(email=stored)
    user.email = stored.swapcase()
    sign_in(client, user)
    assert is_signed_in(client)


def test_a_wrong_password_and_an_unknown_address_get_the_same_sentence(client):
    known, unknown = make_user(), User(email="nobody@example.brussels")
    answers = [errors(sign_in(client, known, password="not this one")), errors(sign_in(client, unknown))]
    assert (answers, is_signed_in(client)) == ([[WRONG], [WRONG]], False)


def test_a_closed_account_is_told_so_to_who_knows_the_password_only(client):
    user = make_user(is_active=False)
    assert errors(sign_in(client, user, password="not this one")) == [WRONG]
    response = client.get(sign_in(client, user)["Location"])
    assert (heading(response), is_signed_in(client)) == ("This account is closed", False)


def test_after_five_failures_the_right_password_waits_five_minutes(client):
    user, other = make_user(), make_user()
    with time_machine.travel(MOMENT, tick=False) as clock:
        for _ in range(5):
            sign_in(client, user, password="not this one")
        assert errors(sign_in(client, user)) == ["Too many attempts in a row. Wait five minutes and try again."]
        assert not is_signed_in(client)
        sign_in(client, other)
        assert is_signed_in(client)
        client.logout()
        clock.shift(301)
        sign_in(client, user)
        assert is_signed_in(client)


def test_too_many_requests_from_one_address_get_a_page_that_says_so(client):
    user = make_user(is_active=False)
    with time_machine.travel(MOMENT, tick=False):
        answers = [client.post("/nl/account/login/", {"login": user.email}) for _ in range(31)]
    assert ({answer.status_code for answer in answers[:30]}, answers[30].status_code) == ({200}, 429)
    assert heading(answers[30]) == "Te veel pogingen"


@pytest.mark.parametrize("page", ["signup/", "email/", "mfa/webauthn/signup/", "3rdparty/signup/", "social/signup/"])
def test_nobody_signs_up_or_adds_an_address(client, page):
    assert client.get(f"/fr/account/{page}").status_code == 404
    client.force_login(make_user())
    assert client.get(f"/fr/account/{page}").status_code == 404


def test_one_comes_back_to_the_page_that_was_asked_for(client):
    page = list_of(User)
    asked = client.get(page, follow=True)
    assert asked.redirect_chain[-1][0] == f"/fr/account/login/?{urlencode({'next': page})}"
    assert sign_in(client, make_user(language="fr"), next=page)["Location"] == page


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)", "https:evil.example"]
)
def test_one_is_not_sent_elsewhere(client, elsewhere):
    assert sign_in(client, make_user(), next=elsewhere)["Location"] == "/en/admin/"


def test_the_administration_has_no_form_of_its_own_to_sign_in(client):
    response = client.post(reverse("admin:login"), {"username": make_superuser().email, "password": PASSWORD})
    assert (response.status_code, is_signed_in(client)) == (302, False)


def test_who_is_no_staff_is_refused_in_the_administration_and_not_sent_round_in_circles(client):
    client.force_login(make_user(is_staff=False))
    assert client.get(list_of(User), follow=True).status_code == 403


def test_a_session_ends_with_the_browser_and_with_the_working_day(client):
    with time_machine.travel(MOMENT, tick=False) as clock:
        cookie = sign_in(client, make_user()).cookies["sessionid"]
        assert (cookie["max-age"], cookie["expires"], cookie["httponly"]) == ("", "", True)
        clock.shift(datetime.timedelta(hours=9, minutes=59))
        assert client.get("/en/admin/").status_code == 200
        clock.shift(datetime.timedelta(minutes=2))
        assert client.get("/en/admin/").status_code == 302


def test_a_session_ends_when_the_account_is_closed(client):
    user = make_user()
    sign_in(client, user)
    User.objects.filter(pk=user.pk).update(is_active=False)
    assert client.get("/en/admin/").status_code == 302


def test_one_signs_out(client):
    client.force_login(make_user(role=COORDINATION))
    assert (client.get("/en/account/logout/").status_code, is_signed_in(client)) == (200, True)
    response = client.post("/en/account/logout/")
    assert (response["Location"], is_signed_in(client)) == ("/en/", False)

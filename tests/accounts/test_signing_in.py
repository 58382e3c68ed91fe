"""The way in with an address and a password."""

import datetime
from urllib.parse import urlencode

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.signing import errors, heading, is_signed_in, show_known_device, sign_in
from tests.builders import COORDINATION, PASSWORD, make_superuser, make_user
from tests.records.pages import list_of

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


def fail(client, user, times=5, **asked):
    return [sign_in(client, user, password="not this one", **asked) for _ in range(times)]


def wait(minutes):
    unit = "minute" if minutes == 1 else "minutes"
    return [f"Too many attempts failed. Wait {minutes} {unit}, or use a browser in which you have signed in before."]


def come_from(address):
    """A browser without any cookie, somewhere else in the network."""
    return Client(REMOTE_ADDR=address)


def test_after_five_failures_the_right_password_waits_and_the_page_says_how_long(client):
    user, other = make_user(), make_user()
    with time_machine.travel(MOMENT, tick=False) as clock:
        fail(client, user)
        assert (errors(sign_in(client, user)), is_signed_in(client)) == (wait(5), False)
        sign_in(client, other)
        assert is_signed_in(client)
        client.logout()
        client.cookies.clear()
        clock.shift(270)
        assert errors(sign_in(client, user)) == wait(1)
        clock.shift(31)
        sign_in(client, user)
        assert is_signed_in(client)


def test_an_address_without_an_account_waits_alike(client):
    nobody = User(email="nobody@example.brussels")
    with time_machine.travel(MOMENT, tick=False):
        assert [errors(answer) for answer in fail(client, nobody, 6)] == [[WRONG]] * 5 + [wait(5)]


def test_failures_of_somebody_elsewhere_lock_nobody_out():
    user, stranger, person = make_user(), come_from("203.0.113.7"), come_from("198.51.100.1")
    fail(stranger, user)
    sign_in(stranger, user)
    sign_in(person, user)

    assert (is_signed_in(stranger), is_signed_in(person)) == (False, True)


def test_a_browser_in_which_one_has_signed_in_before_enters_whatever_strangers_try():
    user, person = make_user(), come_from("203.0.113.7")
    show_known_device(person, user)
    with time_machine.travel(MOMENT, tick=False):
        for number in range(1, 8):
            fail(come_from(f"203.0.113.{number}"), user)
        stranger = come_from("198.51.100.1")
        assert errors(sign_in(stranger, user)) == wait(60)
        sign_in(person, user)
        assert is_signed_in(person)


def test_such_a_browser_has_a_count_of_its_own():
    user, person = make_user(), come_from("203.0.113.7")
    show_known_device(person, user)
    with time_machine.travel(MOMENT, tick=False):
        fail(person, user)
        assert errors(sign_in(person, user)) == wait(5)


def test_a_browser_of_somebody_else_is_not_known():
    user, other = make_user(), come_from("203.0.113.7")
    show_known_device(other, make_user())
    fail(come_from("203.0.113.7"), user)
    sign_in(other, user)

    assert not is_signed_in(other)


def test_addresses_of_ipv6_count_by_their_network():
    user = make_user()
    for number in range(1, 6):
        fail(come_from(f"2001:db8:1:2::{number}"), user, 1)
    neighbour, elsewhere = come_from("2001:db8:1:2:ffff::1"), come_from("2001:db8:1:3::1")
    sign_in(neighbour, user)
    sign_in(elsewhere, user)

    assert (is_signed_in(neighbour), is_signed_in(elsewhere)) == (False, True)


def test_a_network_tries_many_accounts_for_a_while_only():
    with time_machine.travel(MOMENT, tick=False):
        for number in range(30):
            fail(come_from("203.0.113.7"), User(email=f"person-{number}@example.org"), 1)
        user = make_user()
        assert errors(sign_in(come_from("203.0.113.7"), user)) == wait(5)


def test_a_right_password_takes_no_place():
    user = make_user()
    for _ in range(6):
        person = come_from("203.0.113.7")
        sign_in(person, user)
        assert is_signed_in(person)


def test_too_many_requests_from_one_address_get_a_page_that_says_so(client):
    with time_machine.travel(MOMENT, tick=False):
        answers = [client.post("/nl/account/password/reset/", {"email": f"{n}@example.org"}) for n in range(21)]
    assert ({answer.status_code for answer in answers[:20]}, answers[20].status_code) == ({302}, 429)
    assert heading(answers[20]) == "Te veel pogingen"


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

"""Choosing another password: forgotten, or just another."""

import datetime
import re

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.models import User
from rounds.models import Message
from tests.accounts.signing import errors, heading, is_signed_in, link_in, sign_in
from tests.builders import COORDINATION, PASSWORD, make_user

pytestmark = pytest.mark.django_db
CHOSEN = "correct horse battery staple"


def ask_for_link(client, email):
    return client.post("/en/account/password/reset/", {"email": email})


def choose(client, address, password=CHOSEN):
    """Follow the link and fill in the form it leads to."""
    page = client.get(address, follow=True)
    form = page.redirect_chain[-1][0] if page.redirect_chain else address
    return client.post(form, {"password1": password, "password2": password}, follow=True)


def test_a_forgotten_password_is_replaced_with_a_link(client):
    user = make_user(language="nl")
    response = ask_for_link(client, user.email.upper())
    assert response["Location"] == "/en/account/password/reset/done/"
    message = mail.outbox[0]
    assert (message.to, message.subject) == ([user.email], "CiPol: kies een nieuw wachtwoord")
    response = choose(client, link_in(message))
    assert (heading(response), is_signed_in(client)) == ("The password is saved", False)
    assert User.objects.get(pk=user.pk).check_password(CHOSEN)


def test_the_link_works_once(client):
    user = make_user()
    ask_for_link(client, user.email)
    address = link_in(mail.outbox[0])
    choose(client, address)
    response = choose(Client(), address, "yet another long password")
    assert heading(response) == "This link does not work any more"
    assert User.objects.get(pk=user.pk).check_password(CHOSEN)


def test_the_link_works_for_a_day(client):
    user = make_user()
    with time_machine.travel(datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC), tick=False) as clock:
        ask_for_link(client, user.email)
        clock.shift(datetime.timedelta(hours=25))
        assert heading(client.get(link_in(mail.outbox[0]))) == "This link does not work any more"


def test_an_unknown_or_closed_account_gets_the_same_answer_and_no_message(client):
    answers = {ask_for_link(client, email)["Location"] for email in ["no@example.brussels", make_user().email]}
    closed = make_user(is_active=False)
    answers.add(ask_for_link(client, closed.email)["Location"])
    assert (len(answers), len(mail.outbox)) == (1, 1)


@pytest.mark.parametrize("account", ["open", "invited", "closed", "none"])
def test_asking_for_a_link_takes_the_same_work_whatever_stands_behind_the_address(client, settings, account):
    """The same statements in the same order, and a mail for those alone who have an open account.

    The time that it takes is measured by tests/faults/test_accounts.py."""
    settings.EMAIL_BACKEND, settings.MAIL_SENDER = "rounds.mail.backend.EmailBackend", "none"
    known, email = make_user().email, address_of(account)

    assert statements(client, known) == statements(client, email)
    assert set(Message.objects.values_list("recipient", flat=True)) == {known} | (
        {email} if account in ("open", "invited") else set()
    )


def statements(client, email):
    cache.clear()
    with CaptureQueriesContext(connection) as captured:
        ask_for_link(client, email)
    words = [re.sub(r'"s\d+_x\d+"', "", query["sql"])[:40] for query in captured.captured_queries]
    # What was kept has its mail let go; what was taken back is taken back.
    return [word for word in words if not word.startswith(("RELEASE", "ROLLBACK"))]


def address_of(account):
    if account == "none":
        return "nobody@example.brussels"
    user = make_user(is_active=account != "closed")
    if account == "invited":
        user.set_unusable_password()
        user.save()
    return user.email


def test_an_invited_person_may_ask_for_a_link_too(client):
    ask_for_link(client, address_of("invited"))
    assert len(mail.outbox) == 1


def test_a_changed_address_gets_no_link_at_the_old_one(client):
    user = make_user(email="old@example.brussels")
    ask_for_link(client, user.email)
    address = link_in(mail.outbox.pop())
    user.email = "new@example.brussels"
    user.save()
    assert heading(client.get(address)) == "This link does not work any more"
    ask_for_link(client, "old@example.brussels")
    assert mail.outbox == []
    assert errors(client.post("/en/account/login/", {"login": "old@example.brussels", "password": PASSWORD})) != []


def test_a_new_password_ends_the_wait_after_failures(client):
    user = make_user()
    for _ in range(5):
        sign_in(client, user, password="not this one")
    ask_for_link(client, user.email)
    choose(client, link_in(mail.outbox[0]))
    sign_in(client, user, password=CHOSEN)
    assert is_signed_in(client)


def test_a_link_does_not_replace_the_second_factor(client):
    user = make_user(role=COORDINATION)
    ask_for_link(client, user.email)
    choose(client, link_in(mail.outbox[0]))
    assert sign_in(client, user, password=CHOSEN)["Location"] == "/en/account/mfa/authenticate/"
    assert not is_signed_in(client)


def test_who_changes_the_password_stays_and_is_signed_out_everywhere_else(client):
    user, elsewhere = make_user(), Client()
    sign_in(client, user)
    sign_in(elsewhere, user)
    typed = {"oldpassword": PASSWORD, "password1": CHOSEN, "password2": CHOSEN}
    assert client.post("/en/account/password/change/", typed).status_code == 302
    assert (client.get("/en/admin/").status_code, elsewhere.get("/en/admin/").status_code) == (200, 302)
    assert [message.to for message in mail.outbox] == [[user.email]]


def test_the_old_password_is_asked(client):
    user = make_user()
    sign_in(client, user)
    typed = {"oldpassword": "not this one", "password1": CHOSEN, "password2": CHOSEN}
    assert errors(client.post("/en/account/password/change/", typed)) != []
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)


@pytest.mark.parametrize("password", ["short", "password1234", "123456789012"])
def test_a_weak_password_is_refused(client, password):
    user = make_user()
    sign_in(client, user)
    typed = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    assert errors(client.post("/en/account/password/change/", typed)) != []
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)

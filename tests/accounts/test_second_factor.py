"""The second factor: offered to everybody, compulsory for the Coordination and for superusers."""

import datetime

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.core import mail
from django.test import Client

from accounts.checks import check_second_factor
from accounts.models import User
from tests.accounts.signing import code_of_app, errors, is_signed_in, show_second_factor, sign_in
from tests.builders import COORDINATION, READERS, REFERENTS, make_superuser, make_user
from tests.reading import tree
from tests.records.pages import OURS, add_of, label, list_of

pytestmark = pytest.mark.django_db
SET_UP = "/en/account/mfa/"
# What follows setting one up, the mail among it, waits for the end of the transaction.
COMMITTED = pytest.mark.django_db(transaction=True)
MOMENT = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)


def set_up_app(client):
    """Set up an authenticator app as one does: read the secret on the page, type the code."""
    page = tree(client.get(f"{SET_UP}totp/activate/"))
    secret = page.get_element_by_id("authenticator_secret").text
    client.post(f"{SET_UP}totp/activate/", {"code": code_of_app(secret)})


# --- Signing in with it ---------------------------------------------------------------------------


def test_the_code_of_the_app_is_asked_after_the_password(client):
    user = make_user(role=COORDINATION)
    assert sign_in(client, user)["Location"] == "/en/account/mfa/authenticate/"
    assert not is_signed_in(client)
    assert show_second_factor(client, code_of_app())["Location"] == "/en/admin/"
    assert is_signed_in(client)


def test_a_wrong_code_does_not_let_in(client):
    sign_in(client, make_user(role=COORDINATION))
    assert len(errors(show_second_factor(client, "000000"))) == 1
    assert not is_signed_in(client)


@pytest.mark.parametrize("seconds", [0, 31, 58])
def test_a_code_works_once(client, seconds):
    """Also that of a telephone half a minute ahead, which is valid for ninety seconds from now."""
    user, elsewhere = make_user(role=COORDINATION), Client()
    with time_machine.travel(MOMENT, tick=False) as clock:
        clock.shift(30)
        code = code_of_app()
        clock.shift(-30)
        sign_in(client, user)
        show_second_factor(client, code)
        clock.shift(seconds)
        sign_in(elsewhere, user)

        show_second_factor(elsewhere, f"{code[:3]}-{code[3:]}")

        assert is_signed_in(client)
        assert not is_signed_in(elsewhere)


@pytest.mark.parametrize(("seconds", "enters"), [(-29, True), (29, True), (61, False)])
def test_a_code_holds_while_it_is_typed_and_on_a_telephone_that_is_slow_or_fast(client, seconds, enters):
    user = make_user(role=COORDINATION)
    with time_machine.travel(MOMENT, tick=False) as clock:
        sign_in(client, user)
        code = code_of_app()
        clock.shift(seconds)

        show_second_factor(client, code)

        assert is_signed_in(client) is enters


def test_after_five_wrong_codes_the_right_one_waits(client):
    user = make_user(role=COORDINATION)
    with time_machine.travel(MOMENT, tick=False) as clock:
        sign_in(client, user)
        for _ in range(5):
            show_second_factor(client, "000000")
        show_second_factor(client, code_of_app())
        assert not is_signed_in(client)
        clock.shift(301)
        show_second_factor(client, code_of_app())
        assert is_signed_in(client)


def test_a_recovery_code_lets_in_once(client):
    user = make_user(role=COORDINATION)
    code, *_ = RecoveryCodes.activate(user).get_unused_codes()
    for expected in (True, False):
        sign_in(client, user)
        show_second_factor(client, code)
        assert is_signed_in(client) is expected
        client.logout()


# --- Setting it up --------------------------------------------------------------------------------


@COMMITTED
def test_whoever_has_just_signed_in_sets_up_an_app_and_gets_recovery_codes(client):
    user = make_user(second_factor=False)
    sign_in(client, user)
    set_up_app(client)
    kinds = set(Authenticator.objects.filter(user=user).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}
    assert len(tree(client.get(f"{SET_UP}recovery-codes/")).findall(".//ul[@class='codes']/li")) == 10
    assert [message.to for message in mail.outbox] == [[user.email]]


def test_the_app_is_not_set_up_with_a_wrong_code(client):
    user = make_user(second_factor=False)
    sign_in(client, user)
    client.get(f"{SET_UP}totp/activate/")
    client.post(f"{SET_UP}totp/activate/", {"code": "000000"})
    assert not Authenticator.objects.exists()


def test_later_the_password_is_asked_again_first(client):
    with time_machine.travel(MOMENT, tick=False) as clock:
        sign_in(client, make_user(second_factor=False))
        clock.shift(301)
        response = client.get(f"{SET_UP}totp/activate/")
    assert response["Location"].startswith("/en/account/confirm/")


def test_the_secret_of_somebody_else_is_not_shown(client):
    make_user(role=COORDINATION)
    client.force_login(make_user())
    assert client.get(f"{SET_UP}recovery-codes/").status_code in (302, 404)
    assert client.get(f"{SET_UP}webauthn/keys/{Authenticator.objects.get().pk}/remove/").status_code in (302, 404)
    assert Authenticator.objects.count() == 1


# --- Where it is compulsory -----------------------------------------------------------------------


@pytest.fixture(params=["coordination", "superuser"])
def without(request):
    """An account that needs a second factor and has none."""
    if request.param == "superuser":
        return make_superuser(second_factor=False)
    return make_user(role=COORDINATION, second_factor=False)


@pytest.mark.parametrize("model", OURS, ids=label)
def test_every_page_of_the_administration_leads_to_the_page_to_set_it_up(model, client, without):
    client.force_login(without)
    for address in (list_of(model), add_of(model)):
        answers = [client.get(address), client.post(address, {"action": "delete_selected"})]
        assert [(answer.status_code, answer["Location"]) for answer in answers] == [(302, "/fr/account/mfa/")] * 2


@pytest.mark.parametrize(
    "address",
    [
        "",
        "admin/",
        "admin/password_change/",
        "admin/jsi18n/",
        "admin/autocomplete/",
        "reports/",
        "account/password/change/",
    ],
)
def test_so_does_every_other_page(address, client, without):
    client.force_login(without)
    assert client.get(f"/en/{address}")["Location"] == SET_UP


def test_the_page_to_set_it_up_opens_and_says_why(client, without):
    client.force_login(without)
    page = client.get(SET_UP)
    assert (page.status_code, page.context["second_factor_is_needed"]) == (200, True)
    assert "needs a second factor" in page.content.decode()


def test_one_may_leave_instead(client, without):
    client.force_login(without)
    client.post("/en/account/logout/")
    assert not is_signed_in(client)


@COMMITTED
def test_once_it_is_set_up_the_session_goes_on(client, without):
    assert sign_in(client, without)["Location"] == "/en/admin/"
    assert client.get("/en/admin/")["Location"] == SET_UP
    set_up_app(client)
    assert client.get("/en/admin/").status_code == 200


@COMMITTED
def test_a_session_opened_without_does_not_profit_from_what_was_set_up_in_another(client, without):
    elsewhere = Client()
    sign_in(elsewhere, without)
    sign_in(client, without)
    set_up_app(client)
    assert elsewhere.get("/en/admin/")["Location"] == "/en/account/login/?next=/en/admin/"
    assert not is_signed_in(elsewhere)


def test_recovery_codes_alone_are_none(client, without):
    RecoveryCodes.activate(without)
    client.force_login(without)
    assert client.get("/en/admin/")["Location"] == SET_UP


def test_taking_it_away_leads_back_to_setting_it_up(client):
    user = make_user(role=COORDINATION)
    client.force_login(user)
    assert client.get("/en/admin/").status_code == 200
    Authenticator.objects.filter(user=user).delete()
    assert client.get("/en/admin/")["Location"] == SET_UP


@pytest.mark.parametrize("role", [REFERENTS, READERS])
def test_nobody_else_must(client, role):
    sign_in(client, make_user(role=role))
    assert client.get("/en/admin/").status_code == 200


@pytest.mark.parametrize(("debug", "required", "status"), [(True, False, 200), (True, True, 302), (False, False, 302)])
def test_only_a_development_copy_may_do_without(client, without, settings, debug, required, status):
    settings.DEBUG, settings.MFA_REQUIRED = debug, required
    client.force_login(without)
    assert client.get("/en/admin/").status_code == status


@pytest.mark.parametrize(("debug", "required", "refused"), [(True, False, 0), (False, True, 0), (False, False, 1)])
def test_a_check_refuses_production_without(settings, debug, required, refused):
    settings.DEBUG, settings.MFA_REQUIRED = debug, required
    assert [error.id for error in check_second_factor(None)] == ["accounts.E001"] * refused


# --- When telephone and codes are lost ------------------------------------------------------------


def remove(client, user):
    client.post(list_of(User), {"action": "remove_second_factors", "_selected_action": [user.pk]})
    return Authenticator.objects.filter(user=user).count()


def test_the_coordination_removes_that_of_a_referent(client):
    user = make_user(second_factor=True)
    client.force_login(make_user(role=COORDINATION))
    assert remove(client, user) == 0


def test_the_coordination_does_not_remove_that_of_a_superuser(client):
    client.force_login(make_user(role=COORDINATION))
    assert remove(client, make_superuser()) == 1


def test_a_referent_removes_none(client):
    client.force_login(make_user())
    assert remove(client, make_user(second_factor=True)) == 1


def test_the_administration_shows_no_secret_of_a_second_factor(client):
    client.force_login(make_superuser())
    for address in ("mfa/authenticator", "account/emailaddress", "socialaccount/socialapp"):
        assert client.get(f"/en/admin/{address}/").status_code == 404

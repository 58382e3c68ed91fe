"""Accounts: the Coordination's to keep; only a superuser makes superusers, or touches one."""

import pytest
from django.contrib.auth.models import Group

from accounts.models import User
from tests.builders import COORDINATION, PASSWORD, make_partner, make_superuser, make_user
from tests.records.pages import add_of, form_of, list_of, page_of

pytestmark = pytest.mark.django_db
NEW_PASSWORD = "another long enough password"


@pytest.fixture
def coordinator(client):
    user = make_user(role=COORDINATION)
    client.force_login(user)
    return user


@pytest.mark.usefixtures("coordinator")
def test_the_coordination_makes_an_account_and_says_for_whom_it_speaks(client):
    typed = {"email": "new@example.brussels", "usable_password": "true"}
    response = client.post(add_of(User), typed | {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    user = User.objects.get(email="new@example.brussels")
    assert response.headers["Location"] == page_of(user)
    partner, group = make_partner(), Group.objects.get(name="Referents")
    client.post(page_of(user), form_of(client.get(page_of(user))) | {"partners": [partner.pk], "groups": [group.pk]})
    user = User.objects.get(pk=user.pk)
    assert (list(user.partners.all()), user.group_names, user.is_superuser) == ([partner], {"Referents"}, False)


def test_the_coordination_makes_nobody_a_superuser(client, coordinator):
    for user in (coordinator, make_user()):
        sent = form_of(client.get(page_of(user))) | {"is_superuser": "on", "first_name": "Élise"}
        client.post(page_of(user), sent)
        user.refresh_from_db()
        assert (user.first_name, user.is_superuser) == ("Élise", False)


@pytest.mark.usefixtures("coordinator")
def test_an_account_is_not_born_a_superuser(client):
    typed = {"email": "new@example.brussels", "usable_password": "true", "is_superuser": "on"}
    client.post(add_of(User), typed | {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert User.objects.get(email="new@example.brussels").is_superuser is False


@pytest.mark.usefixtures("coordinator")
def test_the_coordination_reads_a_superuser_s_account_and_does_not_change_it(client):
    superuser = make_superuser(first_name="Anne")
    page = client.get(page_of(superuser)).content.decode()
    assert ("Anne" in page, superuser.password in page) == (True, False)
    typed = {"email": "taken@example.brussels", "first_name": "Prise", "language": "fr", "is_active": ""}
    assert client.post(page_of(superuser), typed).status_code == 403
    superuser.refresh_from_db()
    assert (superuser.first_name, superuser.is_active) == ("Anne", True)


@pytest.mark.usefixtures("coordinator")
def test_the_coordination_does_not_change_a_superuser_s_password(client):
    superuser = make_superuser()
    typed = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD, "usable_password": "true"}
    address = f"{page_of(superuser).removesuffix('change/')}password/"
    assert (client.get(address).status_code, client.post(address, typed).status_code) == (403, 403)
    superuser.refresh_from_db()
    assert superuser.check_password(PASSWORD)


@pytest.mark.usefixtures("coordinator")
def test_the_coordination_gives_a_referent_a_new_password(client):
    user = make_user()
    typed = {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD, "usable_password": "true"}
    client.post(f"{page_of(user).removesuffix('change/')}password/", typed)
    user.refresh_from_db()
    assert user.check_password(NEW_PASSWORD)


@pytest.mark.usefixtures("coordinator")
def test_the_coordination_deletes_no_account_and_closes_it_instead(client):
    user = make_user()
    assert client.post(page_of(user, "delete"), {"post": "yes"}).status_code == 403
    client.post(list_of(User), {"action": "delete_selected", "_selected_action": [user.pk], "post": "yes"})
    sent = form_of(client.get(page_of(user)))
    del sent["is_active"]
    client.post(page_of(user), sent)
    user.refresh_from_db()
    assert user.is_active is False


def test_a_superuser_makes_a_superuser(client):
    client.force_login(make_superuser())
    user = make_user()
    client.post(page_of(user), form_of(client.get(page_of(user))) | {"is_superuser": "on"})
    user.refresh_from_db()
    assert user.is_superuser is True


def test_an_address_that_has_an_account_is_refused_with_a_sentence_in_whatever_case(client):
    client.force_login(make_superuser())
    make_user(email="somebody@example.brussels")
    typed = {"email": "Somebody@example.brussels", "usable_password": "false"}
    response = client.post(add_of(User), typed)
    assert (response.status_code, User.objects.filter(email__iexact=typed["email"]).count()) == (200, 1)


@pytest.mark.parametrize("page", ["list", "add", "change"])
def test_a_referent_reaches_no_account_not_even_its_own(page, client):
    user = make_user()
    client.force_login(user)
    address = {"list": list_of(User), "add": add_of(User), "change": page_of(user)}[page]
    assert client.get(address).status_code in (302, 403)

"""An account without a password gets a link; with it, its holder chooses one, once."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.utils import translation

from accounts.invitations import (
    InvitationRefused,
    Refusal,
    compose_invitation,
    find_invited_user,
    make_invitation_link,
    send_invitation,
)
from accounts.models import User
from tests.accounts.signing import errors, heading, is_signed_in, link_in, sign_in
from tests.builders import COORDINATION, PASSWORD, make_user
from tests.records.pages import list_of

pytestmark = pytest.mark.django_db
CHOSEN = "correct horse battery staple"
MOMENT = datetime.datetime(2026, 3, 2, 9, 0, tzinfo=datetime.UTC)


def make_invited(**fields):
    """An account without a password, as the Coordination makes it for somebody new."""
    user = make_user(**fields)
    user.set_unusable_password()
    user.save()
    return user


def choose(client, address, password=CHOSEN):
    return client.post(address, {"new_password1": password, "new_password2": password})


def address_of(user):
    """Where the link of an invitation leads, without the host."""
    return "/" + make_invitation_link(user).split("/", 3)[3]


def test_the_message_is_made_in_the_language_of_the_account_and_not_sent():
    user, coordinator = (
        make_invited(language="nl"),
        make_user(role=COORDINATION, first_name="Anne", last_name="Peeters"),
    )
    with time_machine.travel(MOMENT), translation.override("fr"):
        invitation = compose_invitation(user, by=coordinator)
    assert (invitation.recipient, invitation.subject) == (user.email, "Uw account op Burgers · Politie")
    assert invitation.link.startswith("http://127.0.0.1:8000/nl/account/invitation/")
    assert all(part in invitation.body for part in (invitation.link, "Anne Peeters", "16\xa0maart\xa02026", user.email))
    assert mail.outbox == []


def test_the_message_is_sent_and_answers_go_to_who_invites():
    user, coordinator = make_invited(), make_user(role=COORDINATION)
    invitation = send_invitation(user, by=coordinator)
    sent = mail.outbox[0]
    assert (sent.to, sent.reply_to, sent.subject, sent.body) == (
        [user.email],
        [coordinator.email],
        invitation.subject,
        invitation.body,
    )


def test_following_the_link_one_chooses_a_password_and_is_in(client):
    user = make_invited()
    send_invitation(user, by=make_user(role=COORDINATION))
    address = link_in(mail.outbox[0])
    page = client.get(address)
    assert (page.status_code, page["Cache-Control"], user.email in page.content.decode()) == (
        200,
        "max-age=0, no-cache, no-store, must-revalidate, private",
        True,
    )
    response = choose(client, address)
    assert (response["Location"], client.session["_auth_user_id"]) == ("/en/admin/", str(user.pk))
    client.logout()
    sign_in(client, user, password=CHOSEN)
    assert is_signed_in(client)


def test_a_weak_password_is_refused_and_the_link_still_works(client):
    user = make_invited()
    address = address_of(user)
    assert choose(client, address, "short").status_code == 200
    assert errors(choose(client, address, "short")) != []
    assert choose(client, address).status_code == 302


def test_a_link_works_once(client):
    user = make_invited()
    address = address_of(user)
    choose(client, address)
    client.logout()
    for response in (client.get(address), choose(client, address, "another long enough password")):
        assert (response.status_code, heading(response)) == (410, "This invitation cannot be used")
        assert str(Refusal.USED.label) in response.content.decode()
    assert User.objects.get(pk=user.pk).check_password(CHOSEN)


def test_a_link_works_to_the_end_of_the_day_two_weeks_later(client):
    user = make_invited()
    with time_machine.travel(MOMENT, tick=False) as clock:
        address = address_of(user)
        clock.shift(datetime.timedelta(days=14, hours=14))
        assert client.get(address).status_code == 200
        clock.shift(datetime.timedelta(hours=11))
        response = choose(client, address)
    assert (response.status_code, str(Refusal.EXPIRED.label) in response.content.decode()) == (410, True)
    assert not User.objects.get(pk=user.pk).has_usable_password()


@pytest.mark.parametrize("broken", ["x", "a:b:c", "é", "{token}x"])
def test_a_link_that_was_cut_or_changed_is_refused(client, broken):
    token = address_of(make_invited()).split("/")[-2]
    response = client.get(f"/en/account/invitation/{broken.format(token=token)}/")
    assert (response.status_code, str(Refusal.UNKNOWN.label) in response.content.decode()) == (410, True)


def test_the_link_of_a_closed_account_is_refused(client):
    user = make_invited()
    address = address_of(user)
    user.is_active = False
    user.save()
    response = choose(client, address)
    assert (response.status_code, str(Refusal.CLOSED.label) in response.content.decode()) == (410, True)
    assert not User.objects.get(pk=user.pk).has_usable_password()


def test_a_link_sent_to_an_earlier_address_is_refused(client):
    user = make_invited()
    address = address_of(user)
    user.email = "corrected@example.brussels"
    user.save()
    assert choose(client, address).status_code == 410


def test_the_link_of_somebody_else_is_not_followed_while_one_is_signed_in(client):
    user, invited = make_user(), make_invited()
    client.force_login(user)
    for response in (client.get(address_of(invited)), choose(client, address_of(invited))):
        assert (response.status_code, heading(response)) == (403, "This invitation is for somebody else")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert not User.objects.get(pk=invited.pk).has_usable_password()


@pytest.mark.parametrize(
    ("user", "reason"),
    [({}, Refusal.USED), ({"is_active": False}, Refusal.CLOSED)],
    ids=["has a password", "is closed"],
)
def test_no_invitation_is_made_for_an_account_that(user, reason):
    with pytest.raises(InvitationRefused) as refused:
        send_invitation(make_user(**user), by=make_user(role=COORDINATION))
    assert (refused.value.reason, mail.outbox) == (reason, [])


def test_the_link_of_one_account_does_not_open_another():
    first, second = make_invited(), make_invited()
    tokens = {user: make_invitation_link(user).split("/")[-2] for user in (first, second)}
    assert {user: find_invited_user(token) for user, token in tokens.items()} == {first: first, second: second}


def test_the_coordination_invites_from_the_list_of_accounts(client):
    client.force_login(make_user(role=COORDINATION))
    invited, known = make_invited(), make_user()
    sent = {"action": "send_invitations", "_selected_action": [invited.pk, known.pk]}
    page = client.post(list_of(User), sent, follow=True)
    assert [message.to for message in mail.outbox] == [[invited.email]]
    assert {str(message).split()[0].strip(":"): message.level_tag for message in page.context["messages"]} == {
        invited.email: "success",
        known.email: "error",
    }


def test_the_coordination_does_not_invite_a_superuser(client):
    client.force_login(make_user(role=COORDINATION))
    invited = make_invited(role=None, is_superuser=True)
    client.post(list_of(User), {"action": "send_invitations", "_selected_action": [invited.pk]})
    assert mail.outbox == []


def test_the_password_of_an_account_stays_when_an_invitation_is_refused(client):
    user = make_user()
    client.get("/en/account/invitation/x/")
    assert User.objects.get(pk=user.pk).check_password(PASSWORD)

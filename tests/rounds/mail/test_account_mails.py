"""The page of the mails of accounts: to whom, when, what became of them, and never what they say."""

import datetime

import pytest
from django.urls import reverse
from django.utils import timezone

from rounds.models import MailSender, Message
from tests.builders import COORDINATION, make_message, make_user
from tests.rounds.leaving import deliver
from tests.rounds.pages import address, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]

SECRET = "https://site.example/reset/secret"


@pytest.fixture
def coordination(client):
    client.force_login(make_user(role=COORDINATION))
    return client


def account_mail(**fields):
    return make_message(**{"kind": "account", "body": SECRET, "subject": "Choose a password"} | fields)


def test_it_says_what_became_of_each_and_shows_no_link(coordination):
    account_mail(state="queued", recipient="waits@example.brussels")
    account_mail(state="failed", failure="550 No such user", recipient="failed@example.brussels")
    account_mail(state="sending", sending_since=timezone.now() - datetime.timedelta(hours=1))
    account_mail(state="sent", sent_at=timezone.now(), recipient="got@example.brussels")
    make_message(state="sent", sent_at=timezone.now(), subject="Of a round")

    response = coordination.get(address("account-mails"))

    page = words(response)
    shown = ["waits@", "failed@", "550 No such user", "nobody knows whether it left", "got@"]
    assert [piece in page for piece in shown] == [True] * 5
    assert [piece in response.content.decode() for piece in ("secret", "Of a round")] == [False, False]


def test_no_other_page_shows_its_text(coordination):
    mail = account_mail(state="failed")

    assert coordination.get(address("message", mail.pk)).status_code == 404
    assert coordination.post(address("discard", mail.pk)).status_code == 404
    page = coordination.get(reverse("admin:rounds_message_change", args=[mail.pk]))
    assert (page.status_code, "secret" in page.content.decode()) == (200, False)


def test_one_that_failed_is_sent_again_while_it_is_of_use(coordination):
    of_use = account_mail(state="failed", failure="550")
    old = account_mail(state="failed", valid_until=timezone.now() - datetime.timedelta(seconds=1))
    erased = account_mail(state="failed", body="")

    page = coordination.get(address("account-mails")).content.decode()
    buttons = [f'action="{address("send", mail.pk)}"' in page for mail in (of_use, old, erased)]
    answers = [words(coordination.post(address("send", mail.pk), follow=True)) for mail in (of_use, erased)]

    assert buttons == [True, False, False]
    assert ("1 mail is leaving." in answers[0], "no longer useful" in answers[1]) == (True, True)
    assert (deliver(), Message.objects.get(pk=of_use.pk).state) == (["sent"], "sent")


def test_it_is_the_coordinations_alone(client):
    client.force_login(make_user())

    assert client.get(address("account-mails")).status_code == 403
    assert client.post(address("send", account_mail(state="failed").pk)).status_code == 403


@pytest.mark.parametrize(
    ("held", "sentence"),
    [(None, "They are not being sent"), (datetime.timedelta(minutes=1), "The mail server does not accept them")],
)
def test_mails_that_wait_too_long_stand_on_the_first_page(coordination, held, sentence):
    MailSender.objects.create(pk=1, held_until=held and timezone.now() + held)
    mail = account_mail(state="queued")
    before = words(coordination.get("/en/admin/"))
    Message.objects.filter(pk=mail.pk).update(queued_at=timezone.now() - datetime.timedelta(minutes=6))

    pages = [words(coordination.get(place)) for place in ("/en/admin/", address("account-mails"))]

    assert ("Mails that do not leave" in before, [sentence in page for page in pages]) == (False, [True, True])
    assert ["1 mail has been waiting to leave" in page for page in pages] == [True, True]


def test_it_asks_as_often_for_many_as_for_one(coordination, django_assert_num_queries):
    account_mail(state="failed")
    with django_assert_num_queries(6):
        coordination.get(address("account-mails"))
    for _ in range(11):
        account_mail(state="failed")
    with django_assert_num_queries(6):
        coordination.get(address("account-mails"))


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (None, ["ok"]),
        (1, ["ok", "mails waiting: 1, since"]),
        (6, ["ok", "mails waiting: 1, since", "mails late: nobody"]),
    ],
)
def test_the_health_check_says_how_many_mails_wait_since_when(client, minutes, said):
    if minutes:
        account_mail(state="queued", queued_at=timezone.now() - datetime.timedelta(minutes=minutes))

    response = client.get("/readyz")

    lines = response.content.decode().splitlines()
    assert (response.status_code, len(lines)) == (200, len(said))
    assert all(line.startswith(start) for line, start in zip(lines, said, strict=True))

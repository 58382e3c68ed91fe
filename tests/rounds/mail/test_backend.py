"""Whatever Django and allauth send goes into the queue: no request waits for a mail server."""

import datetime

import pytest
import time_machine
from django.core import mail
from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.db import transaction
from django.utils import timezone

from accounts.invitations import send_invitation
from rounds.checks import check_mail_sender
from rounds.models import Message
from tests.builders import COORDINATION, make_user
from tests.rounds.leaving import deliver

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _queue(settings):
    """As the site runs: Django's runner of tests puts a list in its place."""
    settings.EMAIL_BACKEND = "rounds.mail.backend.EmailBackend"
    settings.EMAIL_TRANSPORT = "tests.rounds.backends.Refusing"


def test_a_forgotten_password_waits_and_leaves_by_itself(client):
    user = make_user(language="nl")

    response = client.post("/en/account/password/reset/", {"email": user.email})

    (message,) = Message.objects.all()
    assert (response.status_code, mail.outbox) == (302, [])
    assert (message.kind, message.state, message.recipient, message.language) == ("account", "queued", user.email, "nl")
    assert message.valid_until - message.queued_at == datetime.timedelta(days=1)
    assert "/account/password/reset/key/" in message.body
    deliver()
    assert [sent.to for sent in mail.outbox] == [[user.email]]
    assert "/account/password/reset/key/" in mail.outbox[0].body
    message.refresh_from_db()
    assert (message.state, message.body) == ("sent", "")


def test_an_invitation_is_of_use_for_as_long_as_its_link_and_answered_to_who_invites():
    user, coordinator = make_user(), make_user(role=COORDINATION)
    user.set_unusable_password()
    user.save()
    with time_machine.travel(datetime.datetime(2025, 2, 10, 9, tzinfo=datetime.UTC), tick=False):
        send_invitation(user, by=coordinator)

    (message,) = Message.objects.all()
    assert message.valid_until - message.queued_at == datetime.timedelta(days=14)
    assert message.reply_to == coordinator.email


def test_a_request_that_is_undone_takes_its_mail_with_it():
    with transaction.atomic():
        EmailMessage("Subject", "Text", to=["sam@example.brussels"]).send()
        transaction.set_rollback(True)

    assert not Message.objects.exists()


@pytest.mark.parametrize(
    ("sender", "debug", "errors"),
    [("request", False, ["rounds.E001"]), ("request", True, []), ("thread", False, []), ("command", False, [])],
)
def test_a_page_waits_for_no_mail_but_in_development(settings, sender, debug, errors):
    settings.MAIL_SENDER, settings.DEBUG = sender, debug

    assert [error.id for error in check_mail_sender(None)] == errors


def test_each_recipient_has_a_mail_and_a_long_subject_ends_somewhere():
    message = EmailMessage("S" * 300, "Text", to=["Sam <sam@example.brussels>"], cc=["noor@example.brussels"])

    assert message.send() == 1

    stored = {row.recipient: len(row.subject) for row in Message.objects.all()}
    assert stored == {"sam@example.brussels": 200, "noor@example.brussels": 200}


def test_a_mail_that_is_more_than_its_text_is_refused():
    with_file = EmailMessage("Subject", "Text", to=["sam@example.brussels"], attachments=[("a.txt", "a", "text/plain")])
    in_two_forms = EmailMultiAlternatives("Subject", "Text", to=["sam@example.brussels"])
    in_two_forms.attach_alternative("<p>Text</p>", "text/html")

    for message in (with_file, in_two_forms):
        with pytest.raises(ValueError, match="no attachments"):
            message.send()
    assert not Message.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("sender", "left"), [("request", ["sam@example.brussels"]), ("thread", []), ("command", [])])
def test_in_development_a_mail_leaves_with_the_request_that_wrote_it(settings, sender, left):
    settings.MAIL_SENDER = sender
    with transaction.atomic():
        EmailMessage("Subject", "Text", to=["sam@example.brussels"]).send()
        assert mail.outbox == []

    assert [address for sent in mail.outbox for address in sent.to] == left
    assert Message.objects.get().queued_at <= timezone.now()

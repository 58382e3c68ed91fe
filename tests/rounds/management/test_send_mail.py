"""`manage.py send_mail`, where the server does not send its mails itself."""

from io import StringIO

import pytest
from django.core import mail
from django.core.management import call_command

from rounds.mail.sender import Sender
from rounds.models import Message
from tests.builders import make_message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]


def run():
    output = StringIO()
    call_command("send_mail", stdout=output)
    return output.getvalue().splitlines()


def test_it_sends_what_waits_and_says_what_did_not_leave(settings):
    settings.EMAIL_TRANSPORT = "tests.rounds.backends.Refusing"
    for recipient in ("sam@example.brussels", "unknown@example.brussels"):
        make_message(kind="account", state="queued", recipient=recipient)

    assert run() == ["1 mail has left.", "1 mail did not leave: the outbox says why."]
    assert [sent.to for sent in mail.outbox] == [["sam@example.brussels"]]
    assert run() == ["0 mails have left."]


def test_it_leaves_the_mails_to_a_sender_that_is_at_work():
    assert Sender()._take_lease()
    make_message(kind="account", state="queued")

    assert run() == ["Another process is sending the mails already."]
    assert (mail.outbox, Message.objects.get().state) == ([], "queued")

"""The yearly round: what is kept of it."""

import datetime

import pytest
from django.utils import timezone

from rounds.models import FormDraft, Message
from tests.builders import make_form_draft, make_message, make_question, make_response

pytestmark = pytest.mark.django_db


def test_a_mail_is_prepared_until_it_is_sent():
    message = make_message()
    prepared = message.state, message.sent_at
    message.state, message.sent_at = Message.State.SENT, timezone.now()
    message.save()
    assert (prepared, Message.objects.get().state) == (("prepared", None), "sent")


def test_the_draft_of_a_form_keeps_what_was_typed_and_when():
    typed = {"body_fr": "L’été – « déjà » 👮", "figures": [{"value": "12,5"}]}
    draft = make_form_draft(data={})
    draft.data = typed
    draft.save()
    stored = FormDraft.objects.get()
    assert stored.data == typed
    assert timezone.now() - stored.saved_at < datetime.timedelta(minutes=1)


def test_the_newest_question_comes_first():
    first, second = make_question(), make_question()
    assert list(type(first).objects.all()) == [second, first]


def test_a_response_that_nobody_submitted_says_so():
    response = make_response()
    assert (response.submitted_at, response.submitted_by, response.nothing_to_report) == (None, None, False)

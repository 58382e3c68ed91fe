"""An answer has its author and its moment, or there is none: no door writes one without the others."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from rounds.models import Question
from tests import builders
from tests.records.pages import form_of, page_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("missing", ["answer", "answered_by", "answered_at"])
def test_the_database_takes_no_half_of_an_answer(missing):
    whole = {"answer": "Oui.", "answered_by": builders.make_superuser(), "answered_at": timezone.now()}
    half = whole | {missing: "" if missing == "answer" else None}

    with pytest.raises(IntegrityError), transaction.atomic():
        builders.make_question(**half)

    assert builders.make_question(**whole).answer == "Oui."


def test_the_admin_writes_no_answer(client):
    client.force_login(builders.make_superuser())
    question = builders.make_question()

    sent = form_of(client.get(page_of(question)))
    answer = client.post(
        page_of(question), sent | {"answer": "Oui.", "answered_at_0": "2025-01-01", "kind": "duplicate"}
    )

    assert answer.status_code == 302
    assert Question.objects.values_list("answer", "answered_at", "kind").get() == ("", None, "duplicate")
    assert client.get(reverse("rounds:answer-question", args=[question.pk])).status_code == 200

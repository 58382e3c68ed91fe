"""Errors of the site are told to the administrators by mail: a few an hour, the rest is counted."""

import logging

import pytest
import time_machine
from django.db import OperationalError

from rounds.models import MailSender, Message

pytestmark = pytest.mark.django_db
logger = logging.getLogger("django.request")


@pytest.fixture(autouse=True)
def _administrators(settings):
    settings.ADMINS = [("", "one@example.brussels"), ("", "two@example.brussels")]
    settings.DEBUG = False


@pytest.fixture
def clock():
    with time_machine.travel("2025-02-10 09:00Z", tick=False) as clock:
        yield clock


def fail(error, path="/fr/"):
    """A page fails: Django writes it into its log."""
    try:
        raise error
    except type(error):
        logger.exception("Internal Server Error: %s", path)


def told():
    return [(mail.recipient, mail.subject) for mail in Message.objects.order_by("created_at", "recipient")]


def test_an_error_is_told_to_each_administrator_through_the_queue():
    fail(ValueError("a bug"), "/fr/search/")

    subject = "[CiPol] ERROR: Internal Server Error: /fr/search/"
    assert told() == [("one@example.brussels", subject), ("two@example.brussels", subject)]
    mails = Message.objects.all()
    assert {(mail.kind, mail.state, "Exception Value: a bug" in mail.body) for mail in mails} == {
        ("error", "queued", True)
    }


def test_the_same_error_a_thousand_times_is_one_mail_and_the_next_one_counts_them(clock):
    for number in range(1000):
        fail(ValueError(number), f"/fr/{number}/")
    assert (len(told()), MailSender.objects.get().untold_errors) == (2, 999)

    clock.shift(3601)
    fail(ValueError("still"))

    newest = Message.objects.order_by("-created_at").first()
    assert newest.body.startswith("Since the last mail about an error, 999 more came; the log has them all.")
    assert (len(told()), MailSender.objects.get().untold_errors) == (4, 0)


def test_many_different_errors_are_four_mails_an_hour(clock):
    errors = [ValueError, TypeError, KeyError, IndexError, AttributeError, ZeroDivisionError]
    for error in errors:
        fail(error("a bug"))

    assert (len(told()), MailSender.objects.get().untold_errors) == (2 * 4, 2)


def test_a_logged_error_without_an_exception_is_told_too():
    logger.error("Service Unavailable: %s", "/fr/")
    logger.error("Service Unavailable: %s", "/nl/")

    assert len(told()) == 2


@pytest.mark.parametrize("nobody", [{"ADMINS": []}, {"DEBUG": True}])
def test_nobody_is_told_without_administrators_or_in_development(settings, nobody):
    for name, value in nobody.items():
        setattr(settings, name, value)
    fail(ValueError("a bug"))

    assert told() == []


def test_without_a_database_the_log_alone_tells():
    fail(OperationalError("connection refused"))

    assert told() == []


def test_an_error_while_it_is_told_leaves_the_page_of_the_error_alone(monkeypatch, capsys):
    monkeypatch.setattr("rounds.mail.errors._identify_error", lambda record: 1 / 0)

    fail(ValueError("a bug"))

    assert "ZeroDivisionError" in capsys.readouterr().err

"""What a hostile request causes at will leaves a line, no traceback and no mail."""

import logging

import pytest
from django.core import mail
from django.core.exceptions import SuspiciousOperation


@pytest.mark.parametrize("name", ["django.security.DisallowedHost", "django.security.RequestDataTooBig"])
def test_a_refusal_of_django_is_a_line(settings, name):
    settings.ADMINS, settings.DEBUG = [("Administrator", "administrator@example.brussels")], False
    (handler,) = (one for one in logging.getLogger("django.security").handlers if one.filters)
    written = []
    handler.emit, emit = lambda record: written.append(handler.format(record)), handler.emit
    try:
        logging.getLogger(name).error("Too much of it", exc_info=SuspiciousOperation("at line one"))
    finally:
        handler.emit = emit

    assert [line.split(" ", 2)[2] for line in written] == [f"ERROR {name} [-] Too much of it"]
    assert mail.outbox == []

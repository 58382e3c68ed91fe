"""Two people at once: each in a thread with a connection of its own, and both have read before either writes."""

import re
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from itertools import pairwise
from threading import Barrier, BrokenBarrierError

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client

from initiatives.models import ReviewState
from initiatives.models.reviews import VALIDATED
from initiatives.review import TRANSITIONS
from records.history.registration import get_translated_fields

COMMITTED = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not settings.DATABASES["default"]["ENGINE"].endswith("postgresql"),
        reason="SQLite in memory has one connection: two people need a server (python -m tests --only postgresql).",
    ),
]

PATIENCE = 20
"""Seconds after which people who wait for each other are taken to wait for ever."""


def at_once(*steps):
    """What each step returned, or the exception that it raised, when all of them are taken at the same time.

    Each waits before the first statement by which it writes or keeps a row, until the others have come as far.
    """
    meeting = Barrier(len(steps))

    def take(step):
        try:
            with connection.execute_wrapper(_Meeting(meeting)):
                return step()
        except Exception as error:
            return error
        finally:
            meeting.abort()  # who writes nothing is not waited for
            connection.close()

    with ThreadPoolExecutor(len(steps)) as people:
        return [taken.result(PATIENCE) for taken in [people.submit(take, step) for step in steps]]


class _Meeting:
    """Holds a connection up, once, before it writes."""

    WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE)|.*\bFOR (NO KEY )?UPDATE\b", re.DOTALL)
    OF_THE_SESSION = re.compile(r'"(django_session|cache)"')

    def __init__(self, meeting):
        self.meeting, self.has_met = meeting, False

    def __call__(self, execute, sql, params, many, context):
        if not self.has_met and self.WRITES.match(sql) and not self.OF_THE_SESSION.search(sql):
            self.has_met = True
            with suppress(BrokenBarrierError):
                self.meeting.wait(PATIENCE / 4)
        return execute(sql, params, many, context)


def browser(user):
    """A browser in which the user has signed in."""
    client = Client()
    client.force_login(user)
    return client


def is_consistent(text):
    """Whether a text stands as its history and its log say, and came there by the table."""
    text = type(text).objects.get(pk=text.pk)
    last = text.history.latest("history_id")
    columns = {field.attname for field in text._meta.concrete_fields} - set(get_translated_fields(type(text)))
    kept = all(getattr(last, column) == getattr(text, column) for column in columns)
    versions = list(text.history.order_by("history_id").values_list("version", flat=True))
    steps = list(text.review_log.values_list("from_state", "to_state"))
    allowed = {(state, row.to_state) for row in TRANSITIONS.values() for state in row.from_states if row.to_state}
    allowed |= {(ReviewState.RETURNED, state) for state in VALIDATED}
    joined = all(before[1] == after[0] for before, after in pairwise(steps))
    arrived = not steps or steps[-1][1] == text.review_state
    return kept and joined and arrived and set(steps) <= allowed and versions == sorted(set(versions))

"""However many rows stand under a row, beside it and in its past: its pages in the admin ask the database no more."""

import pytest
from django.db import connection
from django.forms.models import _get_foreign_key
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from simple_history.admin import SimpleHistoryAdmin

from rounds.models import FormDraft
from tests.builders import COORDINATION, MAKERS, make_user
from tests.zones.pages import OURS, add_of, full_row, label, page_of

pytestmark = pytest.mark.django_db

MODELS = pytest.mark.parametrize("model", OURS, ids=label)


@pytest.fixture
def coordinator(client):
    user = make_user(role=COORDINATION)
    client.force_login(user)
    return user


def row(model, user):
    """A row that the user sees: the drafts of forms are their writer's alone."""
    return full_row(model, user=user) if model is FormDraft else full_row(model)


def grow(record, user, count, settings):
    """Other rows beside the record, rows in each of its lists and sub-forms, and changes in its past."""
    for _ in range(count):
        settings.SIMPLE_HISTORY_ENABLED = False
        row(type(record), user)
        _put_under(record)
        settings.SIMPLE_HISTORY_ENABLED = True
        if hasattr(record, "history"):
            record.save()


def _put_under(record):
    model = type(record)
    for inline in OURS[model].inlines:
        MAKERS[inline.model](**{_get_foreign_key(model, inline.model, fk_name=inline.fk_name).name: record})
    for field in model._meta.many_to_many:
        if field.related_model in MAKERS:
            getattr(record, field.name).add(MAKERS[field.related_model]())


def pages_of(record):
    yield "add", add_of(type(record))
    yield from ((page, page_of(record, page)) for page in ("change", "history"))
    if isinstance(OURS[type(record)], SimpleHistoryAdmin):
        options = record._meta
        name = f"admin:{options.app_label}_{options.model_name}_simple_history"
        yield "entry", reverse(name, args=[record.pk, record.history.earliest("history_id").pk])


def questions_of(client, record):
    """Name of a page → how many questions it asks the database."""
    counts = {}
    for name, address in pages_of(record):
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        assert response.status_code in (200, 403), address
        counts[name] = len(asked)
    return counts


@MODELS
def test_forms_and_histories_ask_no_more_for_thirty_rows_than_for_one(model, client, coordinator, settings):
    record = row(model, coordinator)
    grow(record, coordinator, 1, settings)
    questions_of(client, record)  # what Django asks once and remembers
    for_one = questions_of(client, record)
    grow(record, coordinator, 29, settings)
    for_thirty = questions_of(client, record)
    assert {page: (count, for_one[page]) for page, count in for_thirty.items() if count > for_one[page]} == {}

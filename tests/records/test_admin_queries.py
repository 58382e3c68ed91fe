"""However many rows stand beside a row, under it and in its past: its pages in the admin ask the database no more.

They open for the Coordination on rows that hold something in every field: its lists, forms and histories.
"""

from urllib.parse import urlencode

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.forms.models import _get_foreign_key
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from simple_history.admin import SimpleHistoryAdmin

from rounds.models import FormDraft
from tests.builders import COORDINATION, MAKERS, make_superuser, make_user
from tests.records.pages import OURS, add_of, autocomplete_to, full_row, label, list_of, page_of
from tests.records.test_admin_pages import BY_SERVICES

pytestmark = pytest.mark.django_db

MODELS = pytest.mark.parametrize("model", OURS, ids=label)
MOST_QUERIES = 40
MANY = 12


@pytest.fixture
def people(db):
    """Role → somebody who opens everything."""
    return {"coordination": make_user(role=COORDINATION), "superuser": make_superuser()}


@pytest.fixture(autouse=True)
def _what_django_asks_once_and_remembers(db):
    ContentType.objects.get_for_models(*OURS)


def rows(model, people):
    """A row that each of the people sees, the coordination's last: the drafts of forms are their writer's alone."""
    if model is FormDraft:
        return [full_row(model, user=people[role]) for role in ("superuser", "coordination")]
    return [full_row(model)]


def grow(record, people, count, settings):
    """Other rows beside the record, rows in each of its lists and sub-forms, and changes in its past."""
    for _ in range(count):
        settings.SIMPLE_HISTORY_ENABLED = False  # many rows are made, and no page shows their history
        rows(type(record), people)
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
    model = type(record)
    yield "list", list_of(model)
    if source := autocomplete_to(model):
        yield "search", f"{reverse('admin:autocomplete')}?{urlencode(source)}"
    yield "add", add_of(model)
    yield from ((page, page_of(record, page)) for page in ("change", "history"))
    if isinstance(OURS[model], SimpleHistoryAdmin):
        options = record._meta
        name = f"admin:{options.app_label}_{options.model_name}_simple_history"
        yield "entry", reverse(name, args=[record.pk, record.history.earliest("history_id").pk])


def asked_by(client, user, pages):
    """Name of a page → how it is answered, and how many questions it asks the database."""
    client.force_login(user)
    answers = {}
    for name, address in pages:
        with CaptureQueriesContext(connection) as asked:
            response = client.get(address)
        answers[name] = response.status_code, len(asked)
    return answers


def answers_of(client, people, record):
    answers = asked_by(client, people["coordination"], pages_of(record))
    lists = asked_by(client, people["superuser"], [("list of a superuser", list_of(type(record)))])
    return answers | lists


@MODELS
def test_every_page_opens_and_asks_no_more_for_many_rows_than_for_one(model, client, people, settings):
    record = rows(model, people)[-1]
    grow(record, people, 1, settings)
    for_one = answers_of(client, people, record)
    grow(record, people, MANY - 1, settings)
    for_many = answers_of(client, people, record)
    refused = {page for page, (status, _count) in for_many.items() if status != 200}
    assert refused == ({"add"} if model in BY_SERVICES else set())
    assert {page: (for_one[page], answer) for page, answer in for_many.items() if answer != for_one[page]} == {}
    assert max(for_many[page][1] for page in ("list", "list of a superuser")) <= MOST_QUERIES

"""What the pages of the admin say, and what their forms keep: for every model of the house.

That each page opens, and for whom, is in `test_admin_matrix` and `test_admin_queries`.
"""

import pytest
from django.urls import reverse

from accounts.models import User
from exchange.models import LoadedRow
from initiatives.models import Initiative, Photo, Update, UpdateReview
from lisa.models import Antenna, AntennaReview
from records.models import FormerAddress
from reporting.models import Issue, IssuedReport
from rounds.models import FormDraft, MailSender, Message
from tests.builders import (
    COORDINATION,
    READERS,
    make_antenna_figure,
    make_figure,
    make_user,
)
from tests.records.pages import OURS, form_of, full_row, label, list_of, page_of

pytestmark = pytest.mark.django_db
BY_SERVICES = [
    FormerAddress,
    Photo,
    UpdateReview,
    AntennaReview,
    FormDraft,
    Message,
    MailSender,
    Issue,
    IssuedReport,
    LoadedRow,
]


@pytest.fixture
def coordinator(client):
    user = make_user(role=COORDINATION)
    client.force_login(user)
    return user


def row(model, user):
    """A row that the user sees: the drafts of forms are their writer's alone."""
    return full_row(model, user=user) if model is FormDraft else full_row(model)


@pytest.mark.parametrize("make", [make_figure, make_antenna_figure])
@pytest.mark.usefixtures("coordinator")
def test_a_year_is_shown_as_a_year(make, client):
    page = client.get(list_of(type(make(year=2024)))).content.decode()
    assert '<td class="field-in_year">2024</td>' in page


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("model", [User, Initiative, Update, Antenna], ids=label)
def test_they_open_in_the_other_languages(model, language, client, coordinator):
    record = row(model, coordinator)
    pages = [list_of(model), page_of(record), page_of(record, "history")]
    for address in (page.replace("/fr/", f"/{language}/", 1) for page in pages):
        response = client.get(address)
        assert (response.status_code, f'<html lang="{language}"' in response.content.decode()) == (200, True)


def values(record):
    """Everything that the row holds; what is missing in a language is missing, in whichever way."""
    stored = type(record)._base_manager.get(pk=record.pk)
    many = {f.name: set(getattr(stored, f.name).values_list("pk", flat=True)) for f in stored._meta.many_to_many}
    columns = {f.attname: getattr(stored, f.attname) for f in stored._meta.concrete_fields}
    return {name: None if value == "" else value for name, value in columns.items()} | many


@pytest.mark.parametrize("model", [model for model in OURS if model not in BY_SERVICES], ids=label)
def test_a_form_saved_as_it_stands_keeps_everything(model, client, coordinator):
    record = row(model, coordinator)
    before = values(record)
    response = client.post(page_of(record), form_of(client.get(page_of(record))))
    assert (response.status_code, response.headers.get("Location")) == (302, list_of(model))
    version = {"version": before["version"] + 1} if "version" in before else {}
    assert values(record) == before | version


@pytest.mark.parametrize("model", BY_SERVICES, ids=label)
def test_what_is_read_only_is_not_changed_by_a_request_either(model, client, coordinator):
    record = row(model, coordinator)
    before = values(record)
    assert client.post(page_of(record), {"consent": "", "credit": "x", "remark": "x", "form": "x"}).status_code == 403
    assert client.post(page_of(record, "delete"), {"post": "yes"}).status_code == 403
    assert values(record) == before


def test_the_index_of_an_account_without_group_is_empty(client):
    client.force_login(make_user(role=None))
    assert client.get(reverse("admin:index")).context["app_list"] == []


@pytest.mark.parametrize("role", [COORDINATION, READERS, None])
def test_who_may_not_enter_the_admin_does_not_enter_whatever_the_group(role, client):
    user = make_user(role=role, is_staff=False, is_superuser=role is None)
    client.force_login(user)
    response = client.get(list_of(User))
    assert (response.status_code, response.headers["Location"]) == (302, f"/fr/admin/login/?next={list_of(User)}")

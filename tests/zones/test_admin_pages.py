"""Every page of the admin, for every model of the house."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from initiatives.models import Initiative, Photo, Update, UpdateReview
from lisa.models import Antenna, AntennaReview
from reporting.models import Issue, IssuedReport, LoadedRow
from rounds.models import FormDraft, Message
from tests.builders import (
    COORDINATION,
    READERS,
    make_antenna_figure,
    make_figure,
    make_superuser,
    make_user,
)
from tests.zones.pages import OURS, add_of, autocomplete_to, form_of, full_row, label, list_of, page_of
from zones.models import User

pytestmark = pytest.mark.django_db
BY_SERVICES = [Photo, UpdateReview, AntennaReview, FormDraft, Message, Issue, IssuedReport, LoadedRow]
MODELS = pytest.mark.parametrize("model", OURS, ids=label)


@pytest.fixture
def coordinator(client):
    user = make_user(role=COORDINATION)
    client.force_login(user)
    return user


def row(model, *users):
    """A row that each of the users sees: the drafts of forms are their writer's alone."""
    if model is FormDraft:
        return [full_row(model, user=user) for user in users][-1]
    return full_row(model)


@MODELS
def test_the_database_is_asked_no_more_for_thirty_rows_than_for_one(
    model, client, settings, django_assert_max_num_queries
):
    settings.SIMPLE_HISTORY_ENABLED = False  # many rows are made, and no list shows their history
    superuser, coordination = make_superuser(), make_user(role=COORDINATION)
    pages = [(superuser, list_of(model)), (coordination, list_of(model))]
    if source := autocomplete_to(model):
        pages.append((coordination, f"{reverse('admin:autocomplete')}?{urlencode(source)}"))

    def count_queries():
        counts = []
        for user, address in pages:
            client.force_login(user)
            with django_assert_max_num_queries(40) as queries:
                assert client.get(address).status_code == 200
            counts.append(len(queries))
        return counts

    row(model, superuser, coordination)
    count_queries()  # what Django asks once and remembers
    for_one = count_queries()
    for _ in range(29):
        row(model, superuser, coordination)
    assert count_queries() == for_one


@MODELS
def test_list_form_and_history_open_for_the_coordination(model, client, coordinator):
    record = row(model, coordinator)
    addresses = [list_of(model), page_of(record), page_of(record, "history")]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


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


@MODELS
def test_the_page_to_add_opens_where_rows_are_added_by_hand(model, client, coordinator):
    assert client.get(add_of(model)).status_code == (403 if model in BY_SERVICES else 200)


def pages_of(record):
    model = type(record)
    return list_of(model), add_of(model), *(page_of(record, page) for page in ("change", "history", "delete"))


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


@MODELS
def test_a_visitor_is_sent_to_sign_in(model, client):
    record = full_row(model)
    for address in (
        list_of(model),
        add_of(model),
        page_of(record),
        page_of(record, "history"),
        page_of(record, "delete"),
    ):
        response = client.get(address)
        assert (response.status_code, response.headers["Location"]) == (302, f"/fr/admin/login/?next={address}")


@MODELS
def test_an_account_without_group_sees_nothing(model, client):
    client.force_login(make_user(role=None))
    record = full_row(model)
    answers = {address: client.get(address, follow=True) for address in pages_of(record)}
    shown = [
        address
        for address, answer in answers.items()
        if answer.status_code == 200 and answer.request["PATH_INFO"] == address
    ]
    assert shown == []


def test_the_index_of_an_account_without_group_is_empty(client):
    client.force_login(make_user(role=None))
    assert client.get(reverse("admin:index")).context["app_list"] == []


@pytest.mark.parametrize("role", [COORDINATION, READERS, None])
def test_who_may_not_enter_the_admin_does_not_enter_whatever_the_group(role, client):
    user = make_user(role=role, is_staff=False, is_superuser=role is None)
    client.force_login(user)
    response = client.get(list_of(User))
    assert (response.status_code, response.headers["Location"]) == (302, f"/fr/admin/login/?next={list_of(User)}")

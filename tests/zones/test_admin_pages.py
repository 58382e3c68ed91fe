"""Every page of the admin, for every model of the house."""

import pytest
from django.urls import reverse

from tests.builders import COORDINATION, PASSWORD, READERS, make_superuser, make_user
from tests.zones.pages import OURS, add_of, autocomplete_to, form_of, full_row, label, list_of, page_of
from zones.models import User

pytestmark = pytest.mark.django_db
MODELS = pytest.mark.parametrize("model", OURS, ids=label)


@pytest.fixture
def superuser(client):
    user = make_superuser()
    client.force_login(user)
    return user


@pytest.fixture
def coordinator(client):
    user = make_user(role=COORDINATION)
    client.force_login(user)
    return user


def row(model, user):
    """A row that the user sees: the drafts of forms are their writer's alone."""
    return full_row(model, user=user) if model._meta.model_name == "formdraft" else full_row(model)


def queries_of(client, django_assert_max_num_queries, address, **parameters):
    with django_assert_max_num_queries(60) as queries:
        assert client.get(address, parameters).status_code == 200
    return len(queries)


@MODELS
@pytest.mark.parametrize("role", ["superuser", "coordinator"])
def test_the_list_asks_the_database_no_more_for_thirty_rows_than_for_one(
    model, role, client, request, django_assert_max_num_queries
):
    user = request.getfixturevalue(role)
    questions = [(list_of(model), {})]
    if source := autocomplete_to(model):
        questions.append((reverse("admin:autocomplete"), source | {"term": ""}))
    row(model, user)
    for address, parameters in questions:
        client.get(address, parameters)  # what Django remembers between two requests
    one = [queries_of(client, django_assert_max_num_queries, address, **asked) for address, asked in questions]
    for _ in range(29 if role == "superuser" else 4):
        row(model, user)
    many = [queries_of(client, django_assert_max_num_queries, address, **asked) for address, asked in questions]
    assert many == one


@MODELS
@pytest.mark.parametrize("language", ["fr", "nl", "en"])
def test_list_form_and_history_open_for_the_coordination(model, language, client, coordinator):
    record = row(model, coordinator)
    pages = [list_of(model), page_of(record), page_of(record, "history")]
    addresses = [page.replace("/fr/", f"/{language}/", 1) for page in pages]
    assert {address: client.get(address).status_code for address in addresses} == dict.fromkeys(addresses, 200)


@MODELS
def test_the_page_to_add_opens_where_rows_are_added_by_hand(model, client, coordinator):
    by_services = {"photo", "updatereview", "antennareview", "formdraft", "issue", "issuedreport", "loadedrow"}
    expected = 403 if model._meta.model_name in by_services else 200
    assert client.get(add_of(model)).status_code == expected


EDITED = [
    model
    for model in OURS
    if model._meta.model_name
    not in {"photo", "updatereview", "antennareview", "formdraft", "issue", "issuedreport", "loadedrow"}
]


def pages_of(record):
    model = type(record)
    return list_of(model), add_of(model), *(page_of(record, page) for page in ("change", "history", "delete"))


def values(record):
    stored = type(record)._base_manager.get(pk=record.pk)
    many = {f.name: set(getattr(stored, f.name).values_list("pk", flat=True)) for f in stored._meta.many_to_many}
    return {f.attname: getattr(stored, f.attname) for f in stored._meta.concrete_fields} | many


@pytest.mark.parametrize("model", EDITED, ids=label)
def test_a_form_saved_as_it_stands_keeps_everything(model, client, coordinator):
    record = row(model, coordinator)
    before = values(record)
    response = client.post(page_of(record), form_of(client.get(page_of(record))))
    assert (response.status_code, response.headers.get("Location")) == (302, list_of(model))
    version = {"version": before["version"] + 1} if "version" in before else {}
    assert values(record) == before | version


@MODELS
def test_what_is_read_only_is_not_changed_by_a_request_either(model, client, coordinator):
    if model in EDITED:
        pytest.skip("edited by hand")
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


def test_one_signs_in_with_the_address_in_any_case(client):
    make_user(role=COORDINATION, email="somebody@example.brussels")
    response = client.post(
        reverse("admin:login"), {"username": "Somebody@Example.brussels", "password": PASSWORD, "next": list_of(User)}
    )
    assert (response.status_code, response.headers["Location"]) == (302, list_of(User))

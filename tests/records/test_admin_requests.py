"""What nobody means to ask: the admin answers with a sentence, or with "not found", and never fails."""

import pytest
from django.contrib.admin.utils import get_fields_from_path
from django.urls import reverse
from django.utils.translation import gettext

from accounts.models import User
from initiatives.models import Initiative
from tests.builders import make_initiative, make_partner, make_superuser, make_user
from tests.records.pages import OURS, add_of, autocomplete_to, form_of, full_row, label, list_of, page_of
from zones.models import Partner

pytestmark = pytest.mark.django_db
MODELS = pytest.mark.parametrize("model", OURS, ids=label)

HUGE = "9" * 22
NUL = "a\0b"
VALUES = [HUGE, "abc", NUL]
SEARCHES = ["zone", NUL, "x" * 5000, "a " * 2500, "'\"%\\"]


@pytest.fixture(autouse=True)
def _superuser(client):
    client.force_login(make_superuser())


def sentences(response):
    return [str(message) for message in response.context["messages"]]


# --- Lists ----------------------------------------------------------------------------------------


@MODELS
def test_every_search_is_answered(model, client):
    full_row(model)
    answers = {text: client.get(list_of(model), {"q": text}).status_code for text in SEARCHES}
    assert answers == dict.fromkeys(SEARCHES, 200)


def test_a_search_finds_what_holds_its_words_and_nothing_else(client):
    found = make_initiative(title_fr="Médiation de quartier")
    make_initiative(title_fr="Médiation")
    response = client.get(list_of(Initiative), {"q": "quartier médiation"})
    assert list(response.context["cl"].result_list) == [found]


def test_of_a_search_that_finds_too_much_a_part_stands_there_and_it_is_said(client, monkeypatch):
    monkeypatch.setattr("records.admin.bases.MOST_FOUND", 2)
    for number in range(3):
        make_initiative(title_fr=f"Médiation {number}")

    response = client.get(list_of(Initiative), {"q": "médiation"})

    assert response.context["cl"].result_count == 2
    assert sentences(response) == ["Plus de 2 résultats, dont 2 figurent ici. Précisez la recherche."]


def test_a_search_that_is_too_long_is_refused_with_a_sentence(client):
    (sentence,) = sentences(client.get(list_of(Partner), {"q": "a " * 2500}))
    assert "200" in sentence
    assert "5000" in sentence


def lookups(model):
    """What the links beside the list filter by."""
    for path in OURS[model].list_filter:
        if isinstance(path, tuple):  # with the filter that it takes: whether there is one
            yield f"{path[0]}__isempty"
            continue
        field = get_fields_from_path(model, path)[-1]
        yield f"{path}__id__exact" if field.is_relation else f"{path}__exact" if field.choices else path


@MODELS
def test_every_filter_is_answered_or_the_whole_list_is_shown(model, client):
    for _ in range(2):  # a filter is offered where there are two values to choose from
        full_row(model)
    questions = [{lookup: value} | mark for lookup in lookups(model) for value in VALUES for mark in ({}, {"e": "1"})]
    answers = [client.get(list_of(model), question) for question in questions]
    assert {(answer.status_code, answer.headers.get("Location")) for answer in answers} <= {
        (200, None),
        (302, f"{list_of(model)}?e=1"),
    }


@MODELS
def test_an_address_with_the_mark_of_a_wrong_one_is_no_broken_installation(model, client):
    response = client.get(list_of(model), {"page": "31/12/2024", "e": "1"}, follow=True)

    assert response.status_code == 200
    assert response.context["cl"].model is model


@pytest.mark.parametrize("value", [NUL, "abc"])
def test_a_filter_that_cannot_be_answered_is_pointed_out_and_the_list_is_whole(value, client):
    initiatives = [make_initiative(), make_initiative()]
    response = client.get(list_of(Initiative), {"lead__id__exact": value}, follow=True)
    assert sentences(response) == [gettext("No list can be filtered in the way that this address asks for.")]
    assert set(response.context["cl"].result_list) == set(initiatives)


@pytest.mark.parametrize("name", ["p", "o", "all", "_facets", "_popup", "_to_field", "lead__key", "lead__id__in"])
def test_nothing_else_in_the_address_of_a_list_is_an_error_of_ours(name, client):
    make_initiative()
    answers = {client.get(list_of(Initiative), {name: value}, follow=True).status_code for value in VALUES}
    assert answers <= {200, 400}  # Django calls it a suspicious request where no filter offers the field


@pytest.mark.parametrize("value", VALUES)
def test_an_action_on_records_that_cannot_be_does_nothing(value, client):
    partner = make_partner()
    sent = {"action": "delete_selected", "_selected_action": [value, partner.pk], "index": "0", "post": "yes"}
    assert client.post(list_of(Partner), sent, follow=True).status_code == 200
    assert list(Partner.objects.all()) == [partner]


# --- Choices that are searched --------------------------------------------------------------------


@pytest.mark.parametrize("model", [model for model in OURS if autocomplete_to(model)], ids=label)
def test_every_word_typed_into_a_searched_choice_is_answered(model, client):
    full_row(model)
    questions = [autocomplete_to(model) | {"term": text} for text in SEARCHES]
    assert [client.get(reverse("admin:autocomplete"), question).status_code for question in questions] == [200] * 5


def test_a_searched_choice_is_found_by_a_word_of_its_name(client):
    person = make_user(first_name="Élise", last_name="Dupont")
    question = autocomplete_to(User) | {"term": "Dupont"}
    found = client.get(reverse("admin:autocomplete"), question).json()["results"]
    assert found == [{"id": str(person.pk), "text": "Élise Dupont"}]


# --- Pages of records -----------------------------------------------------------------------------


@MODELS
def test_a_record_that_cannot_be_is_not_found(model, client):
    record = full_row(model)
    addresses = [
        page_of(record, page).replace(f"/{record.pk}/", f"/{key}/")
        for page in ("change", "history", "delete")
        for key in (HUGE, "abc", "%00")
    ]
    answers = [client.get(address) for address in addresses]
    assert {(answer.status_code, answer.headers.get("Location")) for answer in answers} <= {
        (403, None),  # what nobody deletes by hand is not even looked for
        (404, None),
        (302, reverse("admin:index")),
    }


@pytest.mark.parametrize("value", VALUES)
def test_the_form_to_add_opens_whatever_its_address_proposes(value, client):
    proposals = {"lead": value, "co_partners": value, "title_fr": "Titre", "started": value}
    assert client.get(add_of(Initiative), proposals, follow=True).status_code == 200


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize("several", [{}, {"co_partners": ["0"]}, {"co_partners": [HUGE], "communes": ["abc", NUL]}])
def test_a_choice_that_cannot_be_is_refused_and_nothing_is_saved(value, several, client):
    initiative = make_initiative(title_fr="Avant")
    sent = form_of(client.get(page_of(initiative))) | {"title_fr": "Après", "lead": value, "volet": value}
    assert client.post(page_of(initiative), sent | several, follow=True).status_code == 200
    initiative.refresh_from_db()
    assert (initiative.title_fr, initiative.version) == ("Avant", 1)


def refused(client, initiative, **typed):
    """The errors of the form, and what was typed as the page shows it again."""
    response = client.post(page_of(initiative), form_of(client.get(page_of(initiative))) | typed)
    return response.context["adminform"].form


def test_texts_beyond_the_length_of_a_field_are_refused_with_a_sentence(client):
    form = refused(client, make_initiative(), title_fr="x" * 5000, website="http://" + "x" * 5000)
    assert set(form.errors) == {"title_fr", "website"}


def test_dates_in_the_wrong_order_are_refused_with_a_sentence(client):
    form = refused(client, make_initiative(), started="2024", ended="2023")
    assert form.non_field_errors() == [gettext("The initiative cannot end before it starts.")]


@pytest.mark.parametrize("wrong", ["24", "2024-13", "2024-02-30", "été 2024", NUL, "0000", "99999"])
def test_a_partial_date_that_is_none_is_refused_with_a_sentence_and_stays_as_typed(wrong, client):
    form = refused(client, make_initiative(), started=wrong)
    assert (list(form.errors), form["started"].value()) == (["started"], wrong)

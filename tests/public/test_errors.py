"""The pages for what goes wrong, in the language of the reader."""

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.views.defaults import server_error

from tests.builders import make_user
from tests.reading import text, tree

pytestmark = pytest.mark.django_db


def read(response):
    """(language of the page, its heading, where it leads)"""
    page = tree(response)
    return page.get("lang"), text(page.find(".//h1")), page.find_class("button")[0].get("href")


@pytest.mark.parametrize(
    ("language", "heading"),
    [("fr", "Page introuvable"), ("nl", "Pagina niet gevonden"), ("en", "Page not found")],
)
def test_a_page_that_is_not_found_says_so_in_the_language_of_the_address(client, language, heading):
    response = client.get(f"/{language}/nowhere/", headers={"accept-language": "de"})
    assert (response.status_code, read(response)) == (404, (language, heading, f"/{language}/"))


def test_a_page_that_is_not_found_without_a_language_speaks_that_of_the_browser(client):
    response = client.get("/editions/none/fr.pdf", headers={"accept-language": "nl"})
    assert (response.status_code, read(response)) == (404, ("nl", "Pagina niet gevonden", "/nl/"))


@pytest.mark.parametrize(
    ("language", "heading"),
    [("fr", "Accès refusé pour ce compte"), ("nl", "Geen toegang met dit account"), ("en", "Not for this account")],
)
def test_a_refusal_speaks_the_language_of_the_address(client, language, heading):
    client.force_login(make_user(language="fr"))
    response = client.get(f"/{language}/reports/")
    assert (response.status_code, read(response)) == (403, (language, heading, f"/{language}/"))


@pytest.mark.parametrize(
    ("language", "heading"),
    [("fr", "Une erreur s’est produite"), ("nl", "Er is iets misgegaan"), ("en", "Something went wrong")],
)
def test_a_failure_speaks_the_language_of_the_address(rf, language, heading, django_assert_num_queries):
    with translation.override(language), django_assert_num_queries(0):
        response = server_error(rf.get(f"/{language}/"))
    assert (response.status_code, read(response)) == (500, (language, heading, f"/{language}/"))


@pytest.mark.parametrize("page", ["403", "404", "500", "503", "507"])
def test_an_error_page_needs_nothing_of_the_request(page):
    with translation.override("nl"):
        assert 'lang="nl"' in render_to_string(f"{page}.html")

"""What the law asks of a public site, in each language, with the details that the publisher gives in the settings."""

import datetime

import pytest

from tests.reading import text, tree

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("page", "headings"),
    [
        ("accessibility", {"fr": "Déclaration d’accessibilité", "nl": "Toegankelijkheidsverklaring"}),
        ("privacy", {"fr": "Vie privée", "nl": "Privacy"}),
        ("contact", {"fr": "Contact", "nl": "Contact"}),
    ],
)
@pytest.mark.parametrize("language", ["fr", "nl"])
def test_each_page_speaks_its_language(client, language, page, headings):
    read = tree(client.get(f"/{language}/{page}/"))
    assert (read.get("lang"), text(read.find(".//h1"))) == (language, headings[language])


@pytest.mark.parametrize(
    ("status", "sentence"),
    [
        ("full", "This site conforms fully"),
        ("partial", "This site conforms partly"),
        ("none", "This site does not conform"),
        ("", "was not assessed by people yet"),
    ],
)
def test_the_statement_says_what_the_publisher_found(client, settings, status, sentence):
    settings.ACCESSIBILITY_STATUS = status
    assert sentence in text(tree(client.get("/en/accessibility/")))


def test_the_statement_says_when_and_by_whom_where_that_is_known(client, settings):
    settings.ACCESSIBILITY_DRAWN_UP_ON = datetime.date(2027, 1, 15)
    settings.ACCESSIBILITY_AUDITED_BY = "AnySurfer"
    settings.CONTACT_EMAIL = "cipol@safe.example"
    said = text(tree(client.get("/fr/accessibility/")))
    assert all(words in said for words in ("15 janvier 2027", "AnySurfer", "cipol@safe.example"))


def test_what_is_not_known_is_left_out(client):
    said = text(tree(client.get("/fr/accessibility/")))
    assert "None" not in said
    assert "axe" in said


def test_the_addresses_come_from_the_settings(client, settings):
    settings.CONTACT_EMAIL, settings.PRIVACY_EMAIL = "cipol@safe.example", "dpo@safe.example"
    settings.CONTACT_ADDRESS = "Rue de Ligne 40; 1000 Bruxelles"
    contact = tree(client.get("/fr/contact/"))
    assert "cipol@safe.example" in text(contact)
    assert [line.strip() for line in contact.find(".//address").itertext()] == ["Rue de Ligne 40", "1000 Bruxelles"]
    assert "dpo@safe.example" in text(tree(client.get("/fr/privacy/")))


def test_the_privacy_page_says_how_long_mails_about_an_account_are_remembered(client):
    said = {language: text(tree(client.get(f"/{language}/privacy/"))) for language in ("fr", "nl")}

    assert "pendant 90 jours" in said["fr"]
    assert "gedurende 90 dagen" in said["nl"]


@pytest.mark.parametrize("page", ["accessibility", "privacy", "contact"])
def test_one_query_is_enough(client, page, django_assert_num_queries):
    with django_assert_num_queries(1):
        client.get(f"/fr/{page}/")

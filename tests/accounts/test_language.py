"""The interface speaks the language of the account, and the account remembers a choice."""

import pytest

from accounts.models import User
from tests.accounts.signing import sign_in
from tests.builders import make_user
from tests.reading import tree

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("asked", "landed"), [("", "/nl/admin/"), ("/fr/admin/zones/commune/?q=a%20b", "/nl/admin/zones/commune/?q=a%20b")]
)
def test_whoever_signs_in_goes_on_in_the_language_of_the_account(client, asked, landed):
    assert sign_in(client, make_user(language="nl"), language="fr", next=asked)["Location"] == landed


def test_pages_without_a_language_speak_that_of_the_account_too(client):
    sign_in(client, make_user(language="nl"), language="fr")
    assert client.get("/", headers={"accept-language": "fr"})["Location"] == "/nl/"


def test_a_choice_is_remembered_and_shows_the_same_page(client):
    user = make_user(language="fr")
    client.force_login(user)
    response = client.post("/fr/account/language/", {"language": "nl", "next": "/fr/admin/zones/commune/?q=a"})
    user.refresh_from_db()
    assert (response["Location"], user.language) == ("/nl/admin/zones/commune/?q=a", "nl")


@pytest.mark.parametrize("page", ["/fr/", "/fr/admin/", "/fr/account/mfa/"])
def test_every_page_offers_the_choice_and_says_what_holds(client, page):
    client.force_login(make_user())
    buttons = tree(client.get(page)).findall(".//button[@name='language']")
    assert [(b.get("value"), b.get("lang"), b.get("aria-current")) for b in buttons] == [
        ("fr", "fr", "true"),
        ("nl", "nl", None),
        ("en", "en", None),
    ]


def test_a_visitor_chooses_for_the_visit_only(client):
    make_user(language="fr")
    assert client.post("/fr/account/language/", {"language": "nl", "next": "/fr/"})["Location"] == "/nl/"
    assert set(User.objects.values_list("language", flat=True)) == {"fr"}


def test_a_language_that_is_not_spoken_here_is_refused(client):
    user = make_user(language="fr")
    client.force_login(user)
    assert client.post("/fr/account/language/", {"language": "de", "next": "/fr/"}).status_code == 400
    user.refresh_from_db()
    assert user.language == "fr"


def test_the_choice_sends_nobody_elsewhere(client):
    response = client.post("/fr/account/language/", {"language": "nl", "next": "https://evil.example/"})
    assert "evil" not in response["Location"]


def test_the_choice_is_not_made_by_following_a_link(client):
    client.force_login(make_user())
    assert client.get("/fr/account/language/?language=nl").status_code == 405

"""What every answer carries: an identifier, and what the browser may do with it."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from cipol.logs import LineFormatter
from tests.accounts.signing import sign_in
from tests.builders import COORDINATION, make_photo, make_update, make_user
from tests.reading import text, tree

pytestmark = pytest.mark.django_db
IDENTIFIER = "X-Request-ID"


def shown(response):
    """The number that an error page asks the reader to give."""
    return [text(code) for code in tree(response).findall(".//code")]


# --- The identifier -------------------------------------------------------------------------------


def test_every_answer_has_an_identifier_of_its_own(client):
    answers = [client.get(address) for address in ("/healthz", "/fr/", "/fr/", "/nowhere", "/api/v1/")]

    identifiers = [answer[IDENTIFIER] for answer in answers]
    assert len(set(identifiers)) == 5
    assert all(len(identifier) == 16 for identifier in identifiers)


@pytest.mark.parametrize("given", ["0b1c2d3e4f5a6978", "req-2026.11_29-abc", "A" * 64])
def test_the_identifier_of_our_proxy_is_taken_over(client, settings, given):
    settings.PROXY_COUNT = 1
    assert client.get("/healthz", headers={"x-request-id": given})[IDENTIFIER] == given


@pytest.mark.parametrize(
    "given", ["", "short", "A" * 65, "with space", 'quote"12345', "<script>12", "é2345678", "a\\n2345678"]
)
def test_an_identifier_that_is_not_well_formed_is_made_anew(client, settings, given):
    settings.PROXY_COUNT = 1
    assert client.get("/healthz", headers={"x-request-id": given})[IDENTIFIER] != given


def test_without_a_proxy_a_visitor_names_no_request(client):
    assert client.get("/healthz", headers={"x-request-id": "0b1c2d3e4f5a6978"})[IDENTIFIER] != "0b1c2d3e4f5a6978"


def test_error_pages_show_it(client):
    missing = client.get("/fr/nowhere/")
    client.force_login(make_user())
    refused = client.get("/nl/reports/")

    assert (missing.status_code, shown(missing)) == (404, [missing[IDENTIFIER]])
    assert (refused.status_code, shown(refused)) == (403, [refused[IDENTIFIER]])


def test_the_page_of_a_failure_shows_it_and_the_log_has_it(client, monkeypatch, caplog):
    monkeypatch.setattr("public.pages.home.views.render", fail, raising=False)
    client.raise_request_exception = False
    response = client.get("/fr/")
    failed = [record for record in caplog.records if record.name == "django.request" and record.levelname == "ERROR"]

    assert (response.status_code, shown(response)) == (500, [response[IDENTIFIER]])
    assert failed[-1].request.identifier == response[IDENTIFIER]


def fail(*arguments, **details):
    raise RuntimeError("of the test")


def test_a_refusal_leaves_a_line_with_the_identifier_and_no_traceback(client, caplog):
    client.force_login(make_user())
    response = client.get("/fr/reports/")
    records = [record for record in caplog.records if record.name == "django.request"]
    lines = [LineFormatter("[%(request_id)s] %(message)s").format(record) for record in records]

    assert lines == [f"[{response[IDENTIFIER]}] Forbidden (Permission denied): /fr/reports/"]


def test_the_key_of_an_invitation_is_in_no_line(client, caplog):
    client.get("/fr/account/invitation/WzEs:secret/")
    lines = [LineFormatter("%(message)s").format(record) for record in caplog.records]

    assert "secret" not in " ".join(lines)
    assert lines[-1:] == ["Gone: /fr/account/invitation/***/"]


# --- What browsers and caches may do --------------------------------------------------------------


def test_nothing_that_somebody_signed_in_is_given_is_stored(client):
    sign_in(client, make_user(role=COORDINATION, second_factor=False))
    client.force_login(make_user(role=COORDINATION))
    addresses = [
        "/fr/",
        "/nl/round/",
        "/fr/admin/",
        "/fr/reports/",
        "/api/v1/initiatives/",
        "/fr/nowhere/",
        "/data/partners.csv",
    ]

    assert {address: "no-store" in client.get(address)["Cache-Control"] for address in addresses} == dict.fromkeys(
        addresses, True
    )


def test_nor_is_the_answer_that_signs_somebody_in_or_out(client):
    answers = [sign_in(client, make_user()), client.post("/en/account/logout/")]

    assert ["no-store" in answer["Cache-Control"] for answer in answers] == [True, True]


@pytest.mark.parametrize(
    "page", ["login/", "password/reset/", "password/reset/done/", "password/reset/key/1-x/", "invitation/x/", "closed/"]
)
def test_pages_of_accounts_are_not_stored_and_tell_nobody_their_address(client, page):
    answer = client.get(f"/fr/account/{page}")

    assert "no-store" in answer["Cache-Control"]
    assert answer["Referrer-Policy"] == "strict-origin"


def test_a_visitor_s_pages_are_kept_as_before(client):
    assert client.get("/fr/")["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert client.get("/fr/")["Referrer-Policy"] == "same-origin"


def policy_of(client, address):
    """(status, who may show it on a page)"""
    response = client.get(address)
    if response.streaming:  # read to its end, it is closed by itself; to close it here would close the database too
        list(response.streaming_content)
    return response.status_code, response["Cross-Origin-Resource-Policy"]


def test_pages_are_of_this_site_alone_open_data_and_published_photos_are_for_all(client):
    photo = make_photo(file="photos/1.jpg", update=make_update(state="published"))
    default_storage.save("photos/1.jpg", ContentFile(b"-"))
    published = f"/photos/{photo.sha256}.jpg"
    policies = {
        address: policy_of(client, address)[1]
        for address in ("/fr/", "/fr/account/login/", "/api/v1/", "/data/partners.csv", published)
    }
    client.force_login(make_user(role=COORDINATION))
    under_review = policy_of(client, reverse("rounds:photo-file", args=[photo.pk]))

    assert policies == {
        "/fr/": "same-origin",
        "/fr/account/login/": "same-origin",
        "/api/v1/": "cross-origin",
        "/data/partners.csv": "cross-origin",
        published: "cross-origin",
    }
    assert under_review == (200, "same-origin")


def test_a_page_asks_the_browser_for_nothing_but_a_passkey(client):
    policy = client.get("/fr/")["Permissions-Policy"]
    allowed = [entry for entry in policy.split(", ") if not entry.endswith("=()")]

    assert {"camera=()", "geolocation=()", "microphone=()"} <= set(policy.split(", "))
    assert allowed == ["publickey-credentials-create=(self)", "publickey-credentials-get=(self)"]


# --- A form that cannot be told from a forged one -------------------------------------------------


@pytest.fixture
def strict():
    """A browser whose forms are checked, with somebody of the Coordination."""
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(make_user(role=COORDINATION))
    return browser


@pytest.mark.parametrize(
    ("language", "heading"),
    [
        ("fr", "Cette page était devenue trop ancienne"),
        ("nl", "Deze pagina was te oud geworden"),
        ("en", "This page had become too old"),
    ],
)
def test_it_is_refused_in_the_language_of_the_reader_with_what_to_do(strict, language, heading):
    response = strict.post(f"/{language}/reports/x/texts/1/", {"text-body_fr": "Un texte tapé longuement."})
    page = tree(response)

    assert (response.status_code, page.get("lang"), text(page.find(".//h1"))) == (403, language, heading)
    assert [area.value for area in page.iter("textarea")] == ["Un texte tapé longuement."]
    assert shown(response) == [response[IDENTIFIER]]


def test_no_password_is_shown(strict):
    sent = {"login": "somebody@example.brussels", "password": "four words of a password"}
    for address in ("/en/account/login/", "/en/account/password/change/", "/en/admin/accounts/user/1/password/"):
        response = strict.post(address, sent)
        assert (response.status_code, "four words" in response.content.decode()) == (403, False)


@pytest.mark.parametrize(
    ("page", "leads_to"),
    [
        ("http://testserver/fr/round/", "/fr/round/"),
        ("https://evil.example/fr/round/", None),
        ("http://testserver//evil.example/", None),
        ("javascript://testserver/%0aalert(1)", None),
        ("", None),
    ],
)
def test_it_leads_back_to_the_page_of_this_site_only(strict, page, leads_to):
    response = strict.post("/fr/account/language/", headers={"referer": page} if page else {})
    links = [link.get("href") for link in tree(response).iter("a") if link.get("class") != "button"]

    assert links == ([leads_to] if leads_to else [])

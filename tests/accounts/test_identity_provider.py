"""An identity provider, where the settings name one: it opens accounts that exist, and makes none."""

import json
import socket
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount

from accounts.checks import check_identity_provider
from accounts.models import User
from tests.accounts.signing import is_signed_in
from tests.builders import COORDINATION, PASSWORD, make_user
from tests.reading import text, tree

pytestmark = pytest.mark.django_db


class Provider(BaseHTTPRequestHandler):
    """As little of OpenID Connect as a provider can do."""

    person: dict = {}

    def do_GET(self):
        here = f"http://{self.headers['Host']}"
        discovery = {
            "issuer": here,
            "authorization_endpoint": f"{here}/authorize",
            "token_endpoint": f"{here}/token",
            "userinfo_endpoint": f"{here}/userinfo",
            "jwks_uri": f"{here}/keys",
        }
        if self.path.startswith("/not-json/"):
            self._send(b"<p>Bad Gateway</p>")
        else:
            self._answer(self.server.person if self.path == "/userinfo" else discovery)

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer({"access_token": "token", "token_type": "Bearer"})

    def _answer(self, content):
        self._send(json.dumps(content).encode())

    def _send(self, body):
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


@contextmanager
def running():
    with ThreadingHTTPServer(("127.0.0.1", 0), Provider) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@pytest.fixture
def provider(settings):
    """A provider that the settings name; what it says of the person who comes from it is `person`."""
    with running() as server:
        app = {
            "provider_id": "sso",
            "name": "Police SSO",
            "client_id": "cipol",
            "secret": "secret",
            "settings": {"server_url": f"http://127.0.0.1:{server.server_port}"},
        }
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}
        yield server


def come_from(provider, client, start="/oidc/sso/login/?process=login", **person):
    """Go to the provider and come back as this person; the answer is where one is sent then."""
    provider.person = {"sub": "1"} | person
    asked = parse_qs(urlsplit(client.get(start)["Location"]).query)
    return client.get("/oidc/sso/login/callback/", {"code": "code", "state": asked["state"][0]})


def sentences(client, address):
    """What the page has to say of the last action."""
    return [text(message) for message in tree(client.get(address)).findall(".//ul[@class='messages']/li")]


def test_without_settings_there_is_no_button_and_no_address(client):
    assert "/oidc/" not in client.get("/en/account/login/").content.decode()
    assert client.get("/oidc/sso/login/").status_code == 404


def test_with_settings_there_is_a_button_with_its_name(client, provider):
    links = [link for link in tree(client.get("/en/account/login/")).iter("a") if "/oidc/" in link.get("href")]
    assert [(text(link), link.get("href")) for link in links] == [
        ("Sign in with Police SSO", "/oidc/sso/login/?process=login")
    ]


def test_the_button_leads_to_the_provider_with_one_address_to_come_back_to(client, provider):
    asked = urlsplit(client.get("/oidc/sso/login/?process=login")["Location"])
    query = parse_qs(asked.query)
    assert (asked.path, query["redirect_uri"], query["code_challenge_method"]) == (
        "/authorize",
        ["http://testserver/oidc/sso/login/callback/"],
        ["S256"],
    )


def test_an_account_with_the_verified_address_is_opened_and_left_as_it_is(client, provider):
    user = make_user(email="somebody@example.brussels", language="nl")
    response = come_from(provider, client, email="Somebody@Example.brussels", email_verified=True)
    assert (response["Location"], client.session["_auth_user_id"]) == ("/nl/admin/", str(user.pk))
    assert User.objects.get().check_password(PASSWORD)
    assert (SocialAccount.objects.count(), EmailAddress.objects.count()) == (0, 0)


@pytest.mark.parametrize("verified", [False, None, "false", "true"])
def test_an_address_that_is_not_verified_opens_nothing(client, provider, verified):
    user = make_user()
    come_from(provider, client, email=user.email, email_verified=verified)
    assert not is_signed_in(client)


def test_an_unknown_address_makes_no_account_and_gets_a_sentence(client, provider):
    response = come_from(provider, client, email="new@example.brussels", email_verified=True)
    assert (response["Location"], User.objects.count(), is_signed_in(client)) == ("/fr/account/login/", 0, False)
    assert len(sentences(client, "/en/account/login/")) == 1


def test_the_refusal_does_not_tell_whether_there_is_an_account(client, provider):
    people = [
        {"email": "new@example.brussels", "email_verified": True},
        {"email": make_user(is_active=False).email, "email_verified": True},
        {"email": make_user().email, "email_verified": False},
        {},
    ]
    said = []
    for person in people:
        come_from(provider, client, **person)
        said += sentences(client, "/en/account/login/")

    assert (len(said), len(set(said))) == (4, 1)


def test_a_closed_account_stays_closed(client, provider):
    user = make_user(is_active=False)
    come_from(provider, client, email=user.email, email_verified=True)
    assert not is_signed_in(client)


def test_the_second_factor_is_asked_all_the_same(client, provider):
    user = make_user(role=COORDINATION)
    response = come_from(provider, client, email=user.email, email_verified=True)
    assert (response["Location"].endswith("/account/mfa/authenticate/"), is_signed_in(client)) == (True, False)


def test_an_identity_is_not_tied_to_the_account_of_who_is_signed_in(client, provider):
    user, other = make_user(), make_user()
    client.force_login(user)
    come_from(provider, client, "/oidc/sso/login/?process=connect", email=other.email, email_verified=True)
    assert not SocialAccount.objects.exists()


@pytest.mark.parametrize(
    "answer", [{"error": "access_denied"}, {"error": "server_error"}, {"code": "x", "state": "forged"}, {}]
)
def test_what_goes_wrong_leads_back_to_the_form_with_a_sentence(client, provider, answer):
    response = client.get("/oidc/sso/login/callback/", answer)
    assert (response["Location"], len(sentences(client, response["Location"]))) == ("/fr/account/login/", 1)


@pytest.mark.parametrize("trouble", ["silent", "gone", "out of its mind"])
def test_a_provider_in_trouble_leads_back_to_the_form_in_time(client, provider, settings, trouble):
    settings.SOCIALACCOUNT_REQUESTS_TIMEOUT = 0.1
    server_url = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["settings"]
    with socket.create_server(("127.0.0.1", 0)) as silent:
        places = {
            "silent": f"http://127.0.0.1:{silent.getsockname()[1]}",
            "gone": "http://127.0.0.1:1",
            "out of its mind": f"{server_url['server_url']}/not-json/.well-known/openid-configuration",
        }
        server_url["server_url"] = places[trouble]
        response = client.get("/oidc/sso/login/?process=login")

    assert (response["Location"], len(sentences(client, response["Location"]))) == ("/fr/account/login/", 1)


def test_half_a_set_of_settings_is_refused(settings):
    app = {"client_id": "", "secret": "", "settings": {"server_url": "http://sso.example.brussels"}}
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}
    assert [error.id for error in check_identity_provider(None)] == ["accounts.E002", "accounts.E003"]

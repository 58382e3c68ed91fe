"""The pages of accounts in a browser: sound for axe and within the policy in both languages, and usable to the end."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from playwright.sync_api import Page, expect

from accounts.invitations import make_invitation_link
from tests.accounts.signing import code_of_app
from tests.builders import COORDINATION, PASSWORD, make_user
from tests.e2e.axe import findings
from tests.e2e.signing_in import sign_in

SMALLEST = {"width": 320, "height": 640}
CHOSEN = "correct horse battery staple"
LANGUAGES = pytest.mark.parametrize("language", ["fr", "nl"])


def fill_in(page: Page, user, password=PASSWORD) -> None:
    page.fill("[name=login]", user.email)
    page.fill("[name=password]", password)
    page.locator("main").get_by_role("button").first.click()


def judge(page: Page) -> tuple[list[str], int]:
    """What axe finds on the page, and by how many pixels it is too wide for the smallest window."""
    found = findings(page)
    page.set_viewport_size(SMALLEST)
    return found, page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture
def passkeys(page: Page):
    """A device of the browser's own that keeps passkeys and always recognises its owner."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


@LANGUAGES
def test_who_is_refused_reads_a_sound_page(page: Page, live_server, language):
    page.goto(f"{live_server.url}/{language}/account/login/")
    fill_in(page, make_user(), "not this one")
    expect(page.locator(".errorlist")).to_be_visible()
    assert judge(page) == ([], 0)


@LANGUAGES
def test_a_member_of_the_coordination_comes_in_sets_up_an_app_and_comes_in_with_it(page: Page, live_server, language):
    user = make_user(role=COORDINATION, second_factor=False, language=language)
    page.goto(f"{live_server.url}/{language}/admin/")
    fill_in(page, user)
    expect(page).to_have_url(f"{live_server.url}/{language}/account/mfa/")
    assert findings(page) == []
    page.click("main a[href$='/totp/activate/']")
    expect(page.locator(".qr")).to_be_visible()
    page.click("summary")
    assert findings(page) == []
    page.fill("[name=code]", code_of_app(page.locator("#authenticator_secret").inner_text()))
    page.click("main button[type=submit]")
    expect(page.locator(".codes li")).to_have_count(10)
    assert findings(page) == []
    code = page.locator(".codes li").first.inner_text()
    page.click("main .button")
    page.click("main .button >> nth=0")
    expect(page).to_have_url(f"{live_server.url}/{language}/admin/")

    page.click("#logout-form button")
    page.goto(f"{live_server.url}/{language}/account/login/")
    fill_in(page, user)
    expect(page.locator("[name=code]")).to_be_visible()
    assert findings(page) == []
    page.fill("[name=code]", code)
    page.click("main button[type=submit] >> nth=0")
    expect(page).to_have_url(f"{live_server.url}/{language}/admin/")


@LANGUAGES
def test_a_passkey_is_set_up_and_opens_the_account_without_a_password(page: Page, live_server, passkeys, language):
    user = make_user(role=COORDINATION, second_factor=False, language=language)
    page.goto(f"{live_server.url}/{language}/account/login/")
    fill_in(page, user)
    page.click("main a[href$='/webauthn/add/']")
    page.fill("[name=name]", "Ordinateur du bureau")
    expect(page.locator("[name=passwordless]")).to_be_checked()
    assert findings(page) == []
    page.click("#mfa_webauthn_add")
    expect(page.locator(".codes li")).to_have_count(10)
    assert Authenticator.objects.get(user=user, type="webauthn").wrap().name == "Ordinateur du bureau"
    page.goto(f"{live_server.url}/{language}/account/mfa/webauthn/")
    expect(page.get_by_role("heading", name="Ordinateur du bureau")).to_be_visible()
    assert judge(page) == ([], 0)

    page.context.clear_cookies()
    page.goto(f"{live_server.url}/{language}/account/login/")
    page.click("#passkey_login")
    expect(page).to_have_url(f"{live_server.url}/{language}/admin/")


def test_one_reads_that_there_is_no_passkey(page: Page, live_server, passkeys):
    page.goto(f"{live_server.url}/fr/account/login/")
    page.click("#passkey_login")
    expect(page.get_by_role("alert")).to_contain_text("La clé d’accès n’a pas servi")
    assert judge(page) == ([], 0)


@LANGUAGES
def test_a_passkey_is_the_second_factor_after_the_password(page: Page, live_server, passkeys, language):
    user = make_user(role=COORDINATION, second_factor=False, language=language)
    page.goto(f"{live_server.url}/{language}/account/login/")
    fill_in(page, user)
    page.click("main a[href$='/webauthn/add/']")
    page.click("#mfa_webauthn_add")
    expect(page.locator(".codes")).to_be_visible()
    page.context.clear_cookies()
    page.goto(f"{live_server.url}/{language}/account/login/")
    fill_in(page, user)
    page.click("#mfa_webauthn_authenticate")
    expect(page).to_have_url(f"{live_server.url}/{language}/admin/")


@LANGUAGES
def test_an_invitation_is_followed_in_the_language_of_the_account(page: Page, live_server, settings, language):
    settings.SITE_URL = live_server.url
    user = make_user(language=language)
    user.set_unusable_password()
    user.save()
    link = make_invitation_link(user)
    page.goto(link)
    assert judge(page) == ([], 0)
    page.fill("[name=new_password1]", CHOSEN)
    page.fill("[name=new_password2]", CHOSEN)
    page.click("main button")
    expect(page).to_have_url(f"{live_server.url}/{language}/admin/")


@LANGUAGES
def test_the_pages_that_say_no_are_sound(context, live_server, settings, language):
    """The browser writes refusals into its console: these pages are looked at without watching it."""
    settings.SITE_URL = live_server.url
    invited = make_user(language=language)
    invited.set_unusable_password()
    invited.save()
    page = context.new_page()
    addresses = [
        f"{live_server.url}/{language}/account/invitation/broken/",
        f"{live_server.url}/{language}/account/password/reset/key/1-broken/",
        f"{live_server.url}/{language}/account/closed/",
        f"{live_server.url}/{language}/account/password/reset/key/done/",
    ]
    found = {}
    for address in addresses:
        page.goto(address)
        found[address] = judge(page)
    sign_in(context, live_server.url, make_user())
    page.goto(make_invitation_link(invited))
    found["of somebody else"] = judge(page)
    assert found == dict.fromkeys([*addresses, "of somebody else"], ([], 0))


PAGES_OF_AN_ACCOUNT = [
    "mfa/",
    "mfa/totp/deactivate/",
    "mfa/recovery-codes/",
    "mfa/recovery-codes/generate/",
    "mfa/webauthn/",
    "mfa/webauthn/add/",
    "password/change/",
    "logout/",
]


@LANGUAGES
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_an_account_are_sound(page: Page, live_server, language, scheme):
    user = make_user(role=COORDINATION, language=language)
    RecoveryCodes.activate(user)
    sign_in(page.context, live_server.url, user)
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{live_server.url}/{language}/account/mfa/totp/deactivate/")
    assert findings(page) == []
    page.fill("[name=password]", PASSWORD)
    page.click("main button")
    found = {}
    for address in PAGES_OF_AN_ACCOUNT:
        page.goto(f"{live_server.url}/{language}/account/{address}")
        expect(page).to_have_url(re.compile(f"{address}$"))
        found[address] = judge(page)
    assert found == dict.fromkeys(PAGES_OF_AN_ACCOUNT, ([], 0))


def test_a_language_that_is_chosen_is_remembered(page: Page, live_server):
    user = make_user(language="fr")
    sign_in(page.context, live_server.url, user)
    page.goto(f"{live_server.url}/fr/admin/")
    page.get_by_role("button", name="Nederlands").click()
    expect(page).to_have_url(f"{live_server.url}/nl/admin/")
    user.refresh_from_db()
    assert (user.language, findings(page)) == ("nl", [])

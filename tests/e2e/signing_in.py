"""Being somebody in the browser without typing a password in every test."""

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext

from accounts.devices import COOKIE
from tests.accounts.signing import show_known_device


def sign_in(context: BrowserContext, address: str, user) -> None:
    """The browser of this context is the user's from now on, at this address."""
    client = Client()
    client.force_login(user)
    show_known_device(client, user)
    cookies = [client.cookies[name] for name in (settings.SESSION_COOKIE_NAME, COOKIE)]
    context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": address} for cookie in cookies])

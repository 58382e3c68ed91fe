"""Signing in as a person does: by the form, and with the code of an authenticator app."""

import base64
import hashlib
import hmac
import re
import struct
import time

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts.devices import remember_device
from tests.builders import PASSWORD, TOTP_SECRET
from tests.reading import text, tree


def sign_in(client, user, *, password=PASSWORD, language="en", **asked):
    """The answer to the form, filled in for this account; `asked` is what else the browser sends, such as `next`."""
    return client.post(f"/{language}/account/login/", {"login": user.email, "password": password, **asked})


def show_known_device(client, user):
    """Let the browser be one with which the account has signed in before; nobody need be signed in now."""
    response = HttpResponse()
    remember_device(HttpRequest(), response, user)
    client.cookies.update(response.cookies)


def show_second_factor(client, code):
    return client.post(reverse("mfa_authenticate"), {"code": code})


def code_of_app(secret=TOTP_SECRET):
    """What an authenticator app shows now (RFC 6238)."""
    counter = struct.pack(">Q", int(time.time()) // 30)
    digest = hmac.new(base64.b32decode(secret), counter, hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def is_signed_in(client):
    return "_auth_user_id" in client.session


def errors(response):
    """What the form on this page says is wrong."""
    return [text(error) for found in tree(response).find_class("errorlist") for error in found]


def heading(response):
    return text(tree(response).find(".//h1"))


def link_in(message):
    """The first address in a mail, without its host."""
    return re.search(r"https?://[^/\s]+(/\S+)", message.body)[1]

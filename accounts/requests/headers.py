"""Headers of every response: permissions, resource policy, caching."""

import re

from django.conf import settings

RESOURCE_POLICY = "Cross-Origin-Resource-Policy"
PERMISSIONS_POLICY = "Permissions-Policy"

# The site asks the browser for nothing but a passkey.
_NOTHING_ELSE = [
    "accelerometer", "autoplay", "browsing-topics", "camera", "display-capture", "encrypted-media", "geolocation",
    "gyroscope", "hid", "idle-detection", "magnetometer", "microphone", "midi", "payment", "picture-in-picture",
    "screen-wake-lock", "serial", "usb", "xr-spatial-tracking",
]  # fmt: skip
_PERMISSIONS = ", ".join(
    [
        *(f"{feature}=()" for feature in _NOTHING_ELSE),
        "publickey-credentials-create=(self)",
        "publickey-credentials-get=(self)",
    ]
)

_OF_ACCOUNTS = re.compile(r"/(?:[a-z]{2}/)?(?:account|admin|oidc)/")


class PoliciesMiddleware:
    """What the page may ask of the browser, and who may show what it holds: the site alone.

    Open data is for everybody, in the pages of others too (it says so itself by `Access-Control-Allow-Origin`), and so
    are published photos (their view says so).
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        response.headers.setdefault(PERMISSIONS_POLICY, _PERMISSIONS)
        is_open = response.get("Access-Control-Allow-Origin") == "*"
        response.headers.setdefault(RESOURCE_POLICY, "cross-origin" if is_open else "same-origin")
        return response


class NothingStoredMiddleware:
    """Keeps every answer to somebody who is signed in, and every page of accounts, out of all caches.

    A page of accounts tells no other page its address either: it may hold a key.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        is_of_accounts = _OF_ACCOUNTS.match(request.path_info) is not None
        if is_of_accounts or _has_session(request, response):
            if "no-store" not in response.get("Cache-Control", ""):
                response["Cache-Control"] = "private, no-store"
            if is_of_accounts:
                # Not `no-referrer`: browsers then hide the origin of a form, and the check against forgery fails.
                response["Referrer-Policy"] = "strict-origin"
        return response


def _has_session(request, response):
    return settings.SESSION_COOKIE_NAME in request.COOKIES or settings.SESSION_COOKIE_NAME in response.cookies

"""Each request has an identifier: in the logs, in the answer, on the pages that say that something went wrong."""

import re
import secrets
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest

from accounts.requests.clients import get_client_address

HEADER = "X-Request-ID"

_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}")

_current: ContextVar[HttpRequest | None] = ContextVar("request", default=None)


class RequestIdMiddleware:
    """Gives the request its identifier and its visitor's address (`request.identifier`, `request.client_address`).

    Both come from the proxy only where there is one of ours; an identifier that could be mistaken for something else
    in a log is replaced.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.identifier = _read_given_identifier(request) or secrets.token_hex(8)
        request.client_address = get_client_address(request.META, settings.PROXY_COUNT)
        token = _current.set(request)
        try:
            response = self.get_response(request)
        finally:
            _current.reset(token)
        response[HEADER] = request.identifier
        return response


def get_current_request():
    """The request that is being answered; None in a command or a thread of its own."""
    return _current.get()


def get_request_id(request):
    """The identifier of the request, or of the one that is being answered; "" where there is none."""
    return getattr(request or get_current_request(), "identifier", "")


def _read_given_identifier(request):
    words = request.META.get("HTTP_X_REQUEST_ID", "") if settings.PROXY_COUNT else ""
    return words if _WELL_FORMED.fullmatch(words) else None

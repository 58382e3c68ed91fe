"""The page for a form that failed the CSRF check: what happened, what to do, and what was typed."""

from django.http import HttpResponseForbidden, UnreadablePostError
from django.template.loader import render_to_string

MIN_TEXT_LENGTH = 20
"""Texts with fewer characters are not worth copying."""

_WITH_TEXTS = ("round", "reports", "admin")


def csrf_failure(request, reason=""):
    """The answer to a form without a valid token (`CSRF_FAILURE_VIEW`): mostly one opened before signing in elsewhere.

    What was typed is shown for copying; it is never sent again automatically, which would allow forgeries.
    """
    page = render_to_string(
        "403_csrf.html", {"typed": _list_typed_texts(request), "address": _get_referring_page(request)}
    )
    return HttpResponseForbidden(page)


def _list_typed_texts(request):
    """The texts that were sent to a page on which people write; nothing that may be a password."""
    if request.path_info.split("/")[2:3] not in ([part] for part in _WITH_TEXTS) or "/password/" in request.path_info:
        return []
    try:
        sent = request.POST.lists()
    except UnreadablePostError:
        return []
    return [text for _name, values in sent for text in values if len(text) >= MIN_TEXT_LENGTH and " " in text.strip()]


def _get_referring_page(request):
    """The page from which the form was sent, where that is known and of this site."""
    origin, separator, path = request.META.get("HTTP_REFERER", "").partition(f"://{request.get_host()}/")
    return f"/{path}" if separator and origin in ("http", "https") and not path.startswith(("/", "\\")) else ""

"""A form that the site cannot tell from a forged one: what happened, what to do, and what was typed."""

from django.http import HttpResponseForbidden, UnreadablePostError
from django.template.loader import render_to_string

SHORTEST = 20
"""Characters from which on something is worth copying."""

_WITH_TEXTS = ("round", "reports", "admin")


def refuse_forged(request, reason=""):
    """The answer to a form without the token of its page: mostly one that was opened before signing in elsewhere.

    What was typed is shown to be copied; it is never sent again by itself, as that would open the door to forgeries.
    """
    page = render_to_string("403_csrf.html", {"typed": _typed(request), "address": _way_back(request)})
    return HttpResponseForbidden(page)


def _typed(request):
    """The texts that were sent to a page on which people write; nothing that may be a password."""
    if request.path_info.split("/")[2:3] not in ([part] for part in _WITH_TEXTS) or "/password/" in request.path_info:
        return []
    try:
        sent = request.POST.lists()
    except UnreadablePostError:
        return []
    return [text for _name, values in sent for text in values if len(text) >= SHORTEST and " " in text.strip()]


def _way_back(request):
    """The page from which the form was sent, where that is known and of this site."""
    origin, separator, path = request.META.get("HTTP_REFERER", "").partition(f"://{request.get_host()}/")
    return f"/{path}" if separator and origin in ("http", "https") and not path.startswith(("/", "\\")) else ""

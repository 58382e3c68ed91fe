"""Addresses without a language: the way in, and what machines ask for."""

from django.http import HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from rounds.mail_queue import queue_state


@require_safe
def choose_language(request):
    """The way in: to the home page in the language that the browser asks for."""
    response = HttpResponseRedirect(reverse("public:home"))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
def health(request):
    """Says "ok" when the process answers and the database too, and how many mails wait since when.

    A mail server that is in trouble makes no server of the site unwell: to start it again would not help.
    """
    return HttpResponse("\n".join(["ok", *_mails(queue_state())]) + "\n", content_type="text/plain")


def _mails(queue):
    """What is said of the queue of the mails."""
    if queue.waiting:
        yield f"mails waiting: {queue.waiting}, since {queue.since:%Y-%m-%dT%H:%M:%SZ}"
        if queue.is_late:
            yield (
                "mails late: the mail server does not take them" if queue.is_served else "mails late: nobody sends them"
            )


@require_safe
def favicon(request):
    """The mark, for browsers that ask here on behalf of a page that names no icon, such as an issued report."""
    return HttpResponseRedirect(static("cipol/mark.svg"))

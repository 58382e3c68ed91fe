"""Addresses without a language: the way in, and what machines ask for."""

from django.db import connection
from django.http import HttpResponse, HttpResponseRedirect
from django.templatetags.static import static
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe


@require_safe
def choose_language(request):
    """The way in: to the home page in the language that the browser asks for."""
    response = HttpResponseRedirect(reverse("public:home"))
    patch_vary_headers(response, ["Accept-Language", "Cookie"])
    return response


@require_safe
def health(request):
    """Says "ok" when the process answers and the database too."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def favicon(request):
    """The mark, for browsers that ask here on behalf of a page that names no icon, such as an issued report."""
    return HttpResponseRedirect(static("cipol/mark.svg"))

"""Addresses without a language: the way in, and the icon that browsers ask for."""

from django.http import HttpResponseRedirect
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
def favicon(request):
    """The mark, for browsers that ask here on behalf of a page that names no icon, such as an issued report."""
    return HttpResponseRedirect(static("cipol/mark.svg"))

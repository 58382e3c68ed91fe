"""What machines ask for: the feed, the sitemap, and the two texts of every site, robots.txt and security.txt."""

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from public.feeds import sitemap as sitemaps
from public.feeds.latest import LatestFeed
from public.index.caching import cached_page
from public.opendata.answering import streamed
from records.language_codes import LANGUAGES

XML = "application/xml; charset=utf-8"
BEHIND_THE_DOOR = ("account", "admin", "reports", "round")
WITHOUT_END = ("compare/?", "initiatives/?", "search/")


@require_safe
@cached_page()
def feed(request):
    return LatestFeed()(request)


@require_safe
def sitemap(request):
    return streamed(request, sitemaps.render_index(), XML)


@require_safe
def sitemap_part(request, name, part):
    if not sitemaps.exists(name, part):
        raise Http404
    return streamed(request, sitemaps.render_part(name, part), XML)


@require_safe
def robots(request):
    """Where search engines have no business: behind the door, and in lists that every choice makes anew."""
    closed = [f"/{language}/{path}" for language in LANGUAGES for path in (*BEHIND_THE_DOOR, *WITHOUT_END)]
    lines = [
        "User-agent: *",
        *(f"Disallow: {path if path.endswith(('/', '?')) else f'{path}/'}" for path in closed),
        "",
        f"Sitemap: {settings.SITE_URL}{reverse('sitemap')}",
    ]
    return _plain(lines)


@require_safe
def security(request):
    """Whom to tell of a hole (RFC 9116); not found where nobody is named."""
    if not (settings.SECURITY_CONTACT and settings.SECURITY_CONTACT_EXPIRES):
        raise Http404
    lines = [
        *(f"Contact: {_contact(contact)}" for contact in settings.SECURITY_CONTACT),
        f"Expires: {settings.SECURITY_CONTACT_EXPIRES}T23:59:59Z",
        "Preferred-Languages: fr, nl, en",
        f"Canonical: {settings.SITE_URL}{reverse('security')}",
    ]
    return _plain(lines)


def _contact(contact):
    return f"mailto:{contact}" if "@" in contact and ":" not in contact else contact


def _plain(lines):
    text = "".join(f"{line}\n" for line in lines)
    return HttpResponse(text, content_type="text/plain; charset=utf-8")

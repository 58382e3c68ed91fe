"""Pages that are cached: each process caches what it wrote, and asks the database only whether it still holds.

A page is cached for the revision of what is published (`public.index.changes`), its address with the parameters that it
allows, and the day. A publication is so seen on the next request, in every process, without a word between them.
Who has a session is never given a cached page, nor is what was written for such a person cached.
"""

import datetime
import gzip
import hashlib
from contextvars import ContextVar
from dataclasses import dataclass
from functools import wraps
from typing import NamedTuple

from django.conf import settings
from django.core.cache import caches
from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import parse_etags

from public.index.changes import refresh_overdue
from public.index.revision import read_revision

LONGEST_QUERY = 300
MOST_VALUES = 5_000
REVALIDATE = "public, max-age=0, must-revalidate"


class Revision(NamedTuple):
    """What is published: how often that has changed, at which of these the reference data did last, and the day."""

    number: int
    reference: int
    day: datetime.date


@dataclass(frozen=True)
class CachedPage:
    """A page as it was written."""

    revision: Revision
    compressed: bytes
    headers: dict
    etag: str


# For which revision the view in hand writes; None where nothing may be cached.
_revision: ContextVar[Revision | None] = ContextVar("revision", default=None)

# Whether the view in hand writes for a visitor: who is signed in reads each detail as it stands now.
_is_for_visitor: ContextVar[bool] = ContextVar("is_for_visitor", default=False)

# What the view in hand has asked for already, where nothing may be cached longer.
_within: ContextVar[dict | None] = ContextVar("within", default=None)

# What `cached_per_revision` and `cached_per_reference` hold: (function, arguments) → (what it holds for, value).
_values = {}

# The revision for which this process answered last; None where something waited.
_last_known = None


def cached_page(*parameters):
    """Decorate a public view: its page may be cached, with these parameters of its address and no others."""
    allowed = frozenset(parameters)

    def decorate(view):
        @wraps(view)
        def keeping(request, *args, **kwargs):
            revision = _revision.set(request.revision if hasattr(request, "revision") else get_current_revision())
            visitor, within = _is_for_visitor.set(_is_anonymous(request)), _within.set({})
            try:
                response = view(request, *args, **kwargs)
                if allowed.issuperset(request.GET):
                    response.revision = _revision.get()
                return response
            finally:
                _within.reset(within)
                _is_for_visitor.reset(visitor)
                _revision.reset(revision)

        keeping.allowed_parameters = allowed
        return keeping

    return decorate


class PageCacheMiddleware:
    """Answers with a cached page before a session is looked for; caches what views that are `cached_page` wrote."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD") or not _is_anonymous(request):
            return self.get_response(request)
        name = hashlib.sha256(f"{request.path_info}?{request.META.get('QUERY_STRING', '')}".encode()).hexdigest()
        page = caches["pages"].get(name)
        if page is not None and _holds(page, request):
            return _answer(request, page)
        response = self.get_response(request)
        page = _make_page(request, response)
        if page is None:
            return response
        caches["pages"].set(name, page)
        return _answer(request, page)


def get_current_revision():
    """The revision for which a page would hold now; None while something waits to be refreshed."""
    global _last_known
    found = read_revision()
    if found.is_pending and refresh_overdue():
        found = read_revision()
    _last_known = None if found.is_pending else Revision(found.number, found.reference, timezone.localdate())
    return _last_known


def get_view_revision():
    """The revision for which the view in hand caches a detail; None where it may cache none."""
    return _revision.get() if _is_for_visitor.get() else None


def is_current():
    """Whether the view in hand knows that nothing waits to be refreshed."""
    return _revision.get() is not None


def cached_per_revision(function):
    """Cache what the function gives, for each set of arguments, as long as nothing is published and the day lasts.

    For small things that every page asks for (names, counts). Only inside a view that is a `cached_page`, which knows
    the revision; while something waits to be refreshed, until the view has answered; anywhere else the function is
    simply called. What it gives is shared by all readers, in all languages: nobody may change it, and what depends on
    the language takes that as an argument.
    """

    return _cached(function, lambda revision: revision)


def cached_per_reference(function):
    """The same for what is made of the reference data alone: as long as none of these is changed and the day lasts."""
    return _cached(function, lambda revision: (revision.reference, revision.day))


def _cached(function, holds_for):
    @wraps(function)
    def answering(*args):
        revision = _revision.get()
        if revision is None:
            return _answer_within_the_view(function, args)
        found, stands = _values.get((function, args)), holds_for(revision)
        if found is None or found[0] != stands:
            if len(_values) > MOST_VALUES:
                _values.clear()
            found = _values[function, args] = (stands, function(*args))
        return found[1]

    return answering


def clear_pages():
    """Forget the pages and the values that this process has cached: another database is behind it."""
    caches["pages"].clear()
    _values.clear()


def _answer_within_the_view(function, args):
    found = _within.get()
    if found is None:
        return function(*args)
    key = (function, args)
    if key not in found:
        found[key] = function(*args)
    return found[key]


def _is_anonymous(request):
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


def _holds(page, request):
    """Whether the page is that of the current revision; while the database is away, of the one that was current."""
    try:
        request.revision = get_current_revision()
    except (InterfaceError, OperationalError):
        return page.revision == _last_known
    return page.revision == request.revision


def _make_page(request, response):
    """The page to cache; None for what is not to be cached: another status, a stream, a cookie, an odd address."""
    revision = getattr(response, "revision", None)
    if (
        revision is None
        or request.method != "GET"
        or response.status_code != 200
        or response.streaming
        or response.cookies
        or len(request.META.get("QUERY_STRING", "")) > LONGEST_QUERY
    ):
        return None
    headers = {name: value for name, value in response.items() if name.lower() not in ("vary", "content-length")}
    etag = f'"{hashlib.sha256(response.content).hexdigest()[:32]}"'
    return CachedPage(revision, gzip.compress(response.content, compresslevel=5, mtime=0), headers, etag)


def _answer(request, page):
    """The page, or the word that the reader's copy still holds."""
    known = request.META.get("HTTP_IF_NONE_MATCH")
    if known and page.etag in parse_etags(known):
        response = HttpResponse(status=304)
        del response["Content-Type"]
    elif "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        response = HttpResponse(page.compressed, headers=page.headers | {"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(gzip.decompress(page.compressed), headers=page.headers)
    if response.status_code == 200:
        # Without it the server sends the page in pieces, which takes longer.
        response["Content-Length"] = str(len(response.content))
    response["ETag"] = page.etag
    response.setdefault("Cache-Control", REVALIDATE)
    response["Vary"] = "Cookie, Accept-Encoding"
    return response

"""Pages that are kept: each process remembers what it wrote, and asks the database only whether it still holds.

A page is kept for the revision of what is published (`public.changes`), its address with the parameters that it
allows, and the day. A publication is so seen on the next request, in every process, without a word between them.
Who has a session is never given a kept page, nor is what was written for such a person kept.
"""

import datetime
import gzip
import hashlib
from collections import OrderedDict
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import cached_property, wraps
from threading import Lock
from typing import NamedTuple

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import parse_etags
from django.utils.translation import get_language

from public.changes import refresh_overdue
from public.revision import read_revision

LONGEST_QUERY = 300
MOST_REMEMBERED = 500
REVALIDATE = "public, max-age=0, must-revalidate"


class Revision(NamedTuple):
    """What is published: how often that has changed, how often the reference data have, and the day."""

    number: int
    reference: int
    day: datetime.date


@dataclass
class CachedPage:
    """A page as it was written."""

    revision: Revision
    content: bytes
    headers: dict
    etag: str

    @cached_property
    def compressed(self):
        """Well compressed for those who come after the first reader, who waits for it."""
        return gzip.compress(self.content, compresslevel=6, mtime=0)

    @property
    def quickly_compressed(self):
        return gzip.compress(self.content, compresslevel=1, mtime=0)

    @property
    def size(self):
        return len(self.content)


@dataclass
class PageCache:
    """The pages that this process keeps: the ones read last, up to so many bytes."""

    room: int
    pages: OrderedDict = field(default_factory=OrderedDict)
    filled: int = 0
    lock: Lock = field(default_factory=Lock)
    others: list = field(default_factory=list)  # what else is forgotten when the cache is cleared

    def also(self, values):
        self.others.append(values)

    def get(self, address):
        page = self.pages.get(address)
        if page is not None:
            with self.lock:
                if address in self.pages:
                    self.pages.move_to_end(address)
        return page

    def put(self, address, page):
        with self.lock:
            self._drop(address)
            self.pages[address] = page
            self.filled += page.size
            while self.filled > self.room:
                self._drop(next(iter(self.pages)))

    def clear(self):
        with self.lock:
            self.pages.clear()
            self.filled = 0
            for values in self.others:
                values.clear()

    def _drop(self, address):
        page = self.pages.pop(address, None)
        if page is not None:
            self.filled -= page.size


# For which revision and day the view in hand writes; None where nothing may be kept.
_revision: ContextVar[tuple | None] = ContextVar("revision", default=None)

# What the view in hand remembers until it has answered, where nothing may be kept longer.
_within: ContextVar[dict | None] = ContextVar("within", default=None)

page_cache = PageCache(room=settings.PAGE_CACHE_MEGABYTES * 1_000_000)


def cached_page(*parameters):
    """Decorate a public view: its page may be kept, with these parameters of its address and no others."""
    allowed = frozenset(parameters)

    def decorate(view):
        @wraps(view)
        def keeping(request, *args, **kwargs):
            within = _within.set({})
            try:
                if not _is_anonymous(request):
                    return view(request, *args, **kwargs)
                return written_for_all(request, *args, **kwargs)
            finally:
                _within.reset(within)

        def written_for_all(request, *args, **kwargs):
            token = _revision.set(request.revision if hasattr(request, "revision") else current_revision())
            try:
                response = view(request, *args, **kwargs)
                if allowed.issuperset(request.GET):
                    response.revision = _revision.get()
                return response
            finally:
                _revision.reset(token)

        keeping.allowed_parameters = allowed
        return keeping

    return decorate


class PageCacheMiddleware:
    """Gives a kept page before a session is looked for; keeps what views that are `kept` have written."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method not in ("GET", "HEAD") or not _is_anonymous(request):
            return self.get_response(request)
        address = (request.path_info, request.META.get("QUERY_STRING", ""))
        page = page_cache.get(address)
        if page is not None:
            # What the view would ask again when the page does not hold any more.
            request.revision = current_revision()
        if page is None or page.revision != request.revision:
            response = self.get_response(request)
            page = _page_of(request, response)
            if page is None:
                return response
            page_cache.put(address, page)
            return _answer(request, page, is_new=True)
        return _answer(request, page)


def current_revision():
    """The revision and the day for which a page would hold now; None while something waits to be refreshed."""
    found = read_revision()
    if found.is_pending and refresh_overdue():
        found = read_revision()
    return None if found.is_pending else Revision(found.number, found.reference, timezone.localdate())


def get_view_revision():
    """The revision for which the view in hand writes; None where it may keep nothing."""
    return _revision.get()


def is_current():
    """Whether the view in hand knows that nothing waits to be refreshed."""
    return _revision.get() is not None


def cached_per_revision(function):
    """Keep what the function gives, for each set of arguments, as long as nothing is published and the day lasts.

    For small things that every page asks for (names, counts). Only inside a view that is `kept`, which knows the
    generation; where that does not hold, for a person who is signed in or while something waits to be refreshed, until
    the view has answered; anywhere else the function is simply called. What it gives is shared: nobody may change it.
    """
    values = {}

    @wraps(function)
    def remembering(*args):
        revision = _revision.get()
        if revision is None:
            return _within_the_view(function, args)
        key = (args, get_language())
        if key not in values or values[key][0] != revision:
            if len(values) > MOST_REMEMBERED:
                values.clear()
            values[key] = (revision, function(*args))
        return values[key][1]

    page_cache.also(values)
    return remembering


def _within_the_view(function, args):
    found = _within.get()
    if found is None:
        return function(*args)
    key = (function, args, get_language())
    if key not in found:
        found[key] = function(*args)
    return found[key]


def _is_anonymous(request):
    return settings.SESSION_COOKIE_NAME not in request.COOKIES


def _page_of(request, response):
    """The page to keep; None for what is not to be kept: another status, a stream, a cookie, an odd address."""
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
    return CachedPage(revision, response.content, headers, etag)


def _answer(request, page, *, is_new=False):
    """The page, or the word that the reader's copy still holds."""
    known = request.META.get("HTTP_IF_NONE_MATCH")
    if known and page.etag in parse_etags(known):
        response = HttpResponse(status=304)
        del response["Content-Type"]
    elif "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        content = page.quickly_compressed if is_new else page.compressed
        response = HttpResponse(content, headers=page.headers | {"Content-Encoding": "gzip"})
    else:
        response = HttpResponse(page.content, headers=page.headers)
    if response.status_code == 200:
        # Without it the server sends the page in pieces, which takes longer.
        response["Content-Length"] = str(len(response.content))
    response["ETag"] = page.etag
    response.setdefault("Cache-Control", REVALIDATE)
    response["Vary"] = "Cookie, Accept-Encoding"
    return response

"""Answers for machines: open to every site, in pieces where they are long, and not sent twice to who has them."""

import hashlib
import json
import zlib
from functools import cache, wraps

from django.http import FileResponse, HttpResponse, JsonResponse, StreamingHttpResponse
from django.utils.cache import patch_vary_headers
from django.utils.http import content_disposition_header, parse_etags
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt

from public.index.caching import REVALIDATE, get_current_revision
from public.opendata.dictionary import as_data
from records.language_codes import LANGUAGES

READ_ONLY = ("GET", "HEAD", "OPTIONS")
ALL_LANGUAGES = ", ".join(LANGUAGES)
PIECE = 64 * 1024


def open_to_all(view):
    """Decorate a view that only reads, for programs on any site: other methods are refused in a way they understand."""

    @csrf_exempt
    @wraps(view)
    def answering(request, *args, **kwargs):
        if request.method == "OPTIONS":
            response = HttpResponse(status=204, headers={"Access-Control-Allow-Methods": ", ".join(READ_ONLY)})
            response["Access-Control-Max-Age"] = "86400"
            del response["Content-Type"]
        elif request.method in READ_ONLY:
            response = view(request, *args, **kwargs)
        else:
            response = problem(405, _("This is only read: write GET, HEAD or OPTIONS."))
        if response.status_code in (204, 405):
            response["Allow"] = ", ".join(READ_ONLY)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = "ETag, Link"
        return response

    return answering


def problem(status, detail):
    """What is wrong, as RFC 9457 has it: `detail` is a sentence in the reader's language."""
    title = {400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed"}[status]
    content = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JsonResponse(
        content,
        status=status,
        content_type="application/problem+json",
        json_dumps_params={"ensure_ascii": False},
    )


def in_json(content, content_type="application/json"):
    """Content that says the same in every language."""
    text = json.dumps(content, ensure_ascii=False)
    return HttpResponse(text, content_type=content_type, headers={"Content-Language": ALL_LANGUAGES})


def streamed(request, pieces, content_type, *, name="", language=ALL_LANGUAGES):
    """A long answer, whose pieces (of text) are made as they are sent; they are not made for who has them already.

    `name`: of the file as which it is saved.
    """
    return _unless_known(request, lambda: _in_pieces(request, pieces), content_type, name, language)


def whole(request, make, content_type, *, name):
    """A file that can only be sent when it is finished; `make` gives it, and is not called for who has it already."""
    return _unless_known(request, lambda: FileResponse(make()), content_type, name, ALL_LANGUAGES)


def _unless_known(request, respond, content_type, name, language):
    etag = _etag()
    if etag and etag in parse_etags(request.META.get("HTTP_IF_NONE_MATCH", "")):
        response = HttpResponse(status=304)
        del response["Content-Type"]
    else:
        response = HttpResponse() if request.method == "HEAD" else respond()
        response["Content-Type"] = content_type
        response["Content-Language"] = language
        if name:
            response["Content-Disposition"] = content_disposition_header(True, name)
    if etag:
        response["ETag"] = etag
    response["Cache-Control"] = REVALIDATE if etag else "no-store"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _in_pieces(request, pieces):
    if "gzip" in request.META.get("HTTP_ACCEPT_ENCODING", ""):
        return StreamingHttpResponse(_compressed(pieces), headers={"Content-Encoding": "gzip"})
    return StreamingHttpResponse(_gathered(pieces))


def _etag():
    """A weak mark for what the site says now; "" while something that was written is not refreshed yet."""
    revision = get_current_revision()
    return f'W/"{revision.number}-{revision.day:%Y%m%d}-{_format()}"' if revision else ""


@cache
def _format():
    """Changes with the tables and columns of the program."""
    return hashlib.sha256(json.dumps(as_data(), sort_keys=True).encode()).hexdigest()[:12]


def _gathered(pieces):
    """The pieces as octets, in larger ones."""
    waiting, size = [], 0
    for piece in pieces:
        encoded = piece.encode()
        waiting.append(encoded)
        size += len(encoded)
        if size >= PIECE:
            yield b"".join(waiting)
            waiting, size = [], 0
    if waiting:
        yield b"".join(waiting)


def _compressed(pieces):
    compressor = zlib.compressobj(6, zlib.DEFLATED, 31)
    for piece in _gathered(pieces):
        if small := compressor.compress(piece):
            yield small
    yield compressor.flush()

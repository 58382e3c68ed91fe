"""What is sent with a request is UTF-8: anything else is refused before somebody reads it as what it is not."""

import logging
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.core.handlers.wsgi import WSGIRequest
from django.http import UnreadablePostError
from django.utils import translation
from django.utils.http import parse_header_parameters

from cipol.errors import answer_bad_request

UTF_8 = {"", "utf-8", "utf8"}
"""What a request may call it."""
WITHOUT_BODY = {"GET", "HEAD", "OPTIONS", "TRACE"}

logger = logging.getLogger(__name__)


class StrictCharsetRequest(WSGIRequest):
    """A request that takes no codec from its headers: Django would, before anything could answer for it."""

    def _set_content_type_params(self, environ):
        try:
            self.content_type, self.content_params = parse_header_parameters(environ.get("CONTENT_TYPE", ""))
        except (LookupError, ValueError):  # it is written in an encoding that there is not
            self.content_type, self.content_params = "", {"charset": "unknown"}


class ReadableBodyMiddleware:
    """Answers what is not UTF-8, or larger than the site takes, with a page in the language of the reader.

    Django decodes the fields of a form by the charset that the request names, whatever codec of Python that is, and
    puts a replacement sign where the octets are none: half of what somebody wrote would be kept without a word.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            if _read_content_length(request) > settings.LARGEST_REQUEST:
                raise RequestDataTooBig
            _check_charset(request)
            if request.content_type == "application/x-www-form-urlencoded":
                unquote_to_bytes(request.body).decode("utf-8")
        except (BadRequest, RequestDataTooBig, UnreadablePostError, UnicodeDecodeError) as refusal:
            logger.warning("Refused what was sent to %.100r: %s.", request.path, type(refusal).__name__)
            with translation.override(translation.get_language_from_request(request, check_path=True)):
                return answer_bad_request(request, refusal)
        return self.get_response(request)


def _read_content_length(request):
    """How many octets it says that follow; gunicorn reads no more of them than that."""
    said = request.META.get("CONTENT_LENGTH") or "0"
    return int(said) if said.isascii() and said.isdigit() and len(said) < 19 else settings.LARGEST_REQUEST + 1


def _check_charset(request):
    """Refuse a body in another charset. Where there is none the header means nothing: an address is UTF-8."""
    charset = request.content_params.get("charset", "").strip('"').lower()
    if charset not in UTF_8 and request.method not in WITHOUT_BODY:
        raise BadRequest("The form is not UTF-8.")
    if charset:
        request.encoding = settings.DEFAULT_CHARSET

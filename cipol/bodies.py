"""What is sent with a request is UTF-8: anything else is refused before somebody reads it as what it is not."""

import logging
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import UnreadablePostError
from django.utils import translation

from cipol.errors import answer_bad_request

UTF_8 = {"", "utf-8", "utf8"}
WITHOUT_BODY = {"GET", "HEAD", "OPTIONS", "TRACE"}

logger = logging.getLogger(__name__)


class ReadableBodyMiddleware:
    """Answers a form that is not UTF-8, or is longer than the site takes, with a page in the language of the reader.

    Django decodes the fields of a form by the charset that the request names, whatever codec of Python that is, and
    puts a replacement sign where the octets are none: half of what somebody wrote would be kept without a word.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            if request.content_params.get("charset", "").strip('"').lower() not in UTF_8:
                _refuse_or_pass_over(request)
            if request.content_type == "application/x-www-form-urlencoded":
                unquote_to_bytes(request.body).decode("utf-8")
        except (BadRequest, RequestDataTooBig, UnreadablePostError, UnicodeDecodeError) as refusal:
            logger.warning("Refused what was sent to %.100r: %s.", request.path, type(refusal).__name__)
            with translation.override(translation.get_language_from_request(request, check_path=True)):
                return answer_bad_request(request, refusal)
        return self.get_response(request)


def _refuse_or_pass_over(request):
    """What has no body is read all the same: the query of an address is UTF-8, whatever its headers say."""
    if request.method not in WITHOUT_BODY:
        raise BadRequest("The form is not UTF-8.")
    request.encoding = settings.DEFAULT_CHARSET

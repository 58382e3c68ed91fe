"""By what names the site is called: a request for another one is refused before anything else looks at it."""

import logging

from django.core.exceptions import DisallowedHost
from django.http import HttpResponseBadRequest
from django.utils import translation
from django.utils.translation import gettext as _

LONGEST_SHOWN = 100

logger = logging.getLogger(__name__)


class KnownHostMiddleware:
    """Answers a request whose `Host` is foreign, malformed or missing with a plain 400 and one line in the log.

    Django finds out late, in whatever asks first for the address of the page, and tells the administrators of it by
    mail with a traceback: anybody could fill their box.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        try:
            request.get_host()
        except DisallowedHost:
            return _refuse_host(request)
        return self.get_response(request)


def _refuse_host(request):
    logger.warning("Refused a request for the host %.*r.", LONGEST_SHOWN, request.META.get("HTTP_HOST", ""))
    with translation.override(translation.get_language_from_request(request)):
        sentence = _("This site cannot be reached under this name.")
    response = HttpResponseBadRequest(f"{sentence}\n", content_type="text/plain; charset=utf-8")
    response._has_been_logged = True  # as Django marks what needs no further line
    return response

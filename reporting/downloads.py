"""A rendered report as an HTTP response, under a policy that fits what it is."""

import base64
import hashlib

from csp.decorators import csp_replace
from django.http import HttpResponse
from django.utils.http import content_disposition_header

from document.rendering import Format

INLINE = {Format.HTML, Format.PDF}
"""The formats that a browser shows; the others are saved."""


def make_report_response(content, name, file_format):
    """The file under its name. The HTML report brings its own style sheet, which the policy admits by its hash."""
    file_format = Format(file_format)
    response = HttpResponse(content, content_type=file_format.media_type)
    response["Content-Disposition"] = content_disposition_header(file_format not in INLINE, name)
    response["X-Content-Type-Options"] = "nosniff"
    if file_format is Format.HTML:
        return csp_replace({"style-src": [f"'{_compute_style_hash(content)}'"]})(lambda: response)()
    return response


def _compute_style_hash(page):
    """The hash source of the one style element of a rendered page."""
    start = page.index(b"<style>") + len(b"<style>")
    style = page[start : page.index(b"</style>", start)]
    return "sha256-" + base64.b64encode(hashlib.sha256(style).digest()).decode()

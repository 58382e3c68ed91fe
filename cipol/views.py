"""What a reader sees when the server fails."""

import sys

from django.db import InterfaceError, OperationalError, connection
from django.shortcuts import render
from django.views.defaults import server_error

from records.files.full_disks import is_disk_full

TRY_AGAIN_AFTER = 10
"""Seconds."""


def answer_server_error(request):
    """A full disk is said, and a database that is away, with what to do; of anything else that failed, that it did."""
    if is_disk_full(sys.exc_info()[1]):
        return render(request=None, template_name="507.html", status=507)
    if _is_cut_off(sys.exc_info()[1]):
        response = render(request=None, template_name="503.html", status=503)
        response["Retry-After"] = str(TRY_AGAIN_AFTER)
        return response
    return server_error(request)


def _is_cut_off(error):
    """Whether the server had no connection to its database; a statement that failed leaves the connection as it was."""
    is_lost = connection.connection is None or getattr(connection.connection, "closed", False)
    return isinstance(error, (InterfaceError, OperationalError)) and bool(is_lost)

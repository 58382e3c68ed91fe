"""What a reader sees when the server fails."""

import sys

from django.shortcuts import render
from django.views.defaults import server_error

from records.files.full_disks import is_want_of_room


def answer_server_error(request):
    """A full disk is said, with what to do; of anything else that failed, that it did."""
    if is_want_of_room(sys.exc_info()[1]):
        return render(request=None, template_name="507.html", status=507)
    return server_error(request)

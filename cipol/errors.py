"""The page of a request that cannot be read, or that is too long: the sentence says which."""

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.shortcuts import render

TOO_MUCH = (RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent)


def answer_bad_request(request, exception):
    """400, or 413 where more was sent than the site takes at once."""
    status = 413 if isinstance(exception, TOO_MUCH) else 400
    return render(None, f"{status}.html", status=status)

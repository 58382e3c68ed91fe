"""What a container and a load balancer ask: whether the process lives, and what the site misses."""

from django.db import InterfaceError, OperationalError, ProgrammingError
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from public.index.changes import find_oldest_pending, refresh_overdue
from rounds.mail.queue import get_queue_state


@require_safe
def health(request):
    """Says "ok" when the process answers: where something else is missing, to start it again would not help."""
    return HttpResponse("ok\n", content_type="text/plain")


@require_safe
def readiness(request):
    """Says what is missing: 503 without a database or its tables; else "ok", and what waits since when.

    A mail server that is in trouble keeps no server of the site from answering.
    """
    try:
        lines, status = ["ok", *_describe_mails(get_queue_state()), *_describe_refreshes()], 200
    except (InterfaceError, OperationalError):
        lines, status = ["database missing: it does not answer"], 503
    except ProgrammingError:
        lines, status = ["tables missing: run manage.py migrate"], 503
    return HttpResponse("\n".join(lines) + "\n", status=status, content_type="text/plain")


def _describe_refreshes():
    """What is said of what was published and is in no list yet."""
    refresh_overdue()
    if since := find_oldest_pending():
        yield f"pages waiting to be refreshed, since {since:%Y-%m-%dT%H:%M:%SZ}"


def _describe_mails(queue):
    """What is said of the queue of the mails."""
    if queue.waiting:
        yield f"mails waiting: {queue.waiting}, since {queue.since:%Y-%m-%dT%H:%M:%SZ}"
        if queue.is_late:
            yield (
                "mails late: the mail server does not take them" if queue.is_served else "mails late: nobody sends them"
            )

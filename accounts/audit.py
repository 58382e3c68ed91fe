"""The log of who came in and whose rights changed: one line of JSON an event, in a log of its own (`cipol.audit`).

A line says what happened, when, from which address, in which request, by whom and to which account, by number. Never a
password, a key or a text. An address that was typed is told apart from others by a mark that only this site can make.
"""

import datetime
import json
import logging

from django.utils.crypto import salted_hmac

from accounts.models import User
from accounts.requests.identifiers import current_request

logger = logging.getLogger("cipol.audit")

_SALT = "accounts.audit"


def note(event, *, account=None, by=None, **facts):
    """Write a line. `account` is whom it happened to, `by` who did it: whoever is signed in where nobody is named."""
    request = current_request()
    by = by or (getattr(request, "user", None) if request else None)
    line = {
        "at": datetime.datetime.now(datetime.UTC).isoformat(timespec="milliseconds"),
        "event": event,
        "address": getattr(request, "client_address", "") or None,
        "request": getattr(request, "identifier", None),
        "by": getattr(by, "pk", None),
        "account": getattr(account, "pk", None),
        **facts,
    }
    logger.info(json.dumps(line, ensure_ascii=True, default=str))


def note_of_address(event, email, **facts):
    """Write a line on an address that somebody typed: of its account, where it has one, else with a mark of it."""
    account = User.objects.filter(email=email.lower()).first()
    mark = salted_hmac(_SALT, email.lower(), algorithm="sha256").hexdigest()[:12]
    note(event, account=account, **facts if account else {"typed": mark, **facts})

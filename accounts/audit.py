"""The log of sign-ins and of changes to rights: one line of JSON an event, in a log of its own (`cipol.audit`).

A line says what happened, when, from which address, in which request, by whom and to which account, by number. Never a
password, a key or a text. An address that was typed is distinguished by a hash that only this site can make.
"""

import datetime
import json
import logging

from django.utils.crypto import salted_hmac

from accounts.models import User
from accounts.requests.identifiers import get_current_request

logger = logging.getLogger("cipol.audit")

_SALT = "accounts.audit"


def log_event(event, *, account=None, by=None, **facts):
    """Write a line. `account` is the one concerned, `by` who did it: the signed-in user unless given."""
    request = get_current_request()
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


def log_address_event(event, email, **facts):
    """Write a line about an address that somebody typed: with its account where it has one, else with a hash of it."""
    account = User.objects.filter(email=email.lower()).first()
    mark = salted_hmac(_SALT, email.lower(), algorithm="sha256").hexdigest()[:12]
    log_event(event, account=account, **facts if account else {"typed": mark, **facts})

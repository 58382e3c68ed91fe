"""Browsers that an account has signed in with before: a signed cookie names the account, and outlives the session.

It grants no access. It lets its holder sign in while strangers are guessing at the account, and tells whose text it was
that was sent after a session ended. It is invalid once the password has changed.
"""

import datetime
import secrets

from django.conf import settings
from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.models import User

COOKIE = "known_device"
LIFETIME = datetime.timedelta(days=180)
"""Of the cookie, counted from the last sign-in."""

RECENT = datetime.timedelta(hours=48)
"""How long after a sign-in text is kept for the account: long enough for a session that ended overnight."""

_SALT = "accounts.devices"


def remember_device(request, response, user):
    """Set the cookie by which the browser shows that this account was signed in with it."""
    name = find_device(request, user) or secrets.token_urlsafe(12)
    response.set_cookie(
        COOKIE,
        signing.dumps([user.pk, name, _compute_fingerprint(user)], salt=_SALT),
        max_age=LIFETIME,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def find_device(request, user):
    """The name of the browser, where this account has signed in with it before; None for any other."""
    known, name = _read_cookie(request, LIFETIME)
    return name if known is not None and known == user else None


def find_device_by_email(request, email):
    """The name of the browser, where the account with that address has signed in with it before; None for any other.

    Its queries do not depend on whether there is such an account.
    """
    known, name = _read_cookie(request, LIFETIME)
    return name if known is not None and known.email == email.lower() else None


def find_last_account(request):
    """The open account that last signed in with this browser, not long ago; None where there is none."""
    known, _name = _read_cookie(request, RECENT)
    return known


def _read_cookie(request, age):
    """(account, name of the browser) from the cookie; (None, None) without a valid one."""
    try:
        key, name, fingerprint = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=age)
    except (signing.BadSignature, ValueError, TypeError):
        return None, None
    user = User.objects.filter(pk=key, is_active=True).first()
    if user is None or not constant_time_compare(fingerprint, _compute_fingerprint(user)):
        return None, None
    return user, name


def _compute_fingerprint(user):
    return salted_hmac(_SALT, user.password, algorithm="sha256").hexdigest()[:16]

"""Browsers with which somebody has signed in before: a signed cookie names the account, and outlives the session.

It opens nothing. It lets its holder enter while strangers are guessing at the account, and keeps for the account what
was typed when a session had ended. It is worth nothing any more once the password was changed.
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
"""For how long after a sign-in what is typed is kept for the account: a session that ended overnight is among them."""

_SALT = "accounts.devices"


def remember_device(request, response, user):
    """Let the browser show, from now on, that this account was signed in with it."""
    name = device_of(request, user) or secrets.token_urlsafe(12)
    response.set_cookie(
        COOKIE,
        signing.dumps([user.pk, name, _fingerprint(user)], salt=_SALT),
        max_age=LIFETIME,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def device_of(request, user):
    """The name of the browser, where this account has signed in with it before; None for any other."""
    known, name = _shown(request, LIFETIME)
    return name if known is not None and known == user else None


def device_for(request, email):
    """The name of the browser, where the account with that address has signed in with it before; None for any other.

    What it asks of the database does not hang on whether there is such an account.
    """
    known, name = _shown(request, LIFETIME)
    return name if known is not None and known.email == email.lower() else None


def last_account(request):
    """The open account that was signed in with this browser last, not long ago; None where there is none."""
    known, _name = _shown(request, RECENT)
    return known


def _shown(request, age):
    """(the account, the name of the browser) that the cookie shows; (None, None) without one that holds."""
    try:
        key, name, fingerprint = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=age)
    except (signing.BadSignature, ValueError, TypeError):
        return None, None
    user = User.objects.filter(pk=key, is_active=True).first()
    if user is None or not constant_time_compare(fingerprint, _fingerprint(user)):
        return None, None
    return user, name


def _fingerprint(user):
    return salted_hmac(_SALT, user.password, algorithm="sha256").hexdigest()[:16]

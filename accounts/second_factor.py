"""The rule of the second factor: who needs one, and which sessions lack it."""

from allauth.mfa.models import Authenticator
from django.conf import settings

_OPENED_WITHOUT = "opened_without_second_factor"


def needs_second_factor(user):
    """Whether the account needs a second factor. With DEBUG a setting can switch that off."""
    return (settings.MFA_REQUIRED or not settings.DEBUG) and user.is_authenticated and user.is_coordination


def has_second_factor(user):
    """Whether the account has an authenticator app or a passkey; recovery codes alone are none."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user_id=user.pk, type__in=kinds).exists()


def mark_session(session, user):
    """Mark, at the start of a session, whether a second factor was asked for."""
    session[_OPENED_WITHOUT] = not has_second_factor(user)


def accept_session(session):
    """Accept the session in which the second factor was set up."""
    session.pop(_OPENED_WITHOUT, None)


def lacks_second_factor(session):
    """Whether no second factor was shown in this session; one that was set up since was set up in another."""
    return session.get(_OPENED_WITHOUT, False)

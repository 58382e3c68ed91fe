"""The rule of the second factor, once: who needs one, and which sessions lack it."""

from allauth.mfa.models import Authenticator
from django.conf import settings

_OPENED_WITHOUT = "opened_without_second_factor"


def needs_second_factor(user):
    """Whether the account is only of use with a second factor. In debug a setting may say that nobody's is."""
    return (settings.MFA_REQUIRED or not settings.DEBUG) and user.is_authenticated and user.is_coordination


def has_second_factor(user):
    """Whether the account has an authenticator app or a passkey; recovery codes alone are none."""
    kinds = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
    return Authenticator.objects.filter(user_id=user.pk, type__in=kinds).exists()


def note_how_it_was_opened(session, user):
    """Remember, at the start of a session, whether a second factor was asked."""
    session[_OPENED_WITHOUT] = not has_second_factor(user)


def note_that_it_was_set_up(session):
    """This is the session in which the second factor was set up: it may go on."""
    session.pop(_OPENED_WITHOUT, None)


def was_opened_without(session):
    """Whether nobody showed a second factor in this session: who set one up since did so in another."""
    return session.get(_OPENED_WITHOUT, False)

"""Invitations: a link by mail with which the holder of a new account chooses a password, once.

Composing the message (`compose_invitation`) is separate from sending it (`send_invitation`): the outbox of a round
composes and sends in its own time.
"""

import dataclasses
import datetime

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db import models
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext_lazy as _

from accounts.audit import log_event
from accounts.models import User

LIFETIME = datetime.timedelta(days=14)
# The day that the message names counts as a whole.
_LONGEST = LIFETIME + datetime.timedelta(days=1)
_SALT = "accounts.invitations"


class Refusal(models.TextChoices):
    """Why an invitation cannot be made or followed."""

    UNKNOWN = "unknown", _("This link is not complete. Copy it from the message as a whole, or ask for a new one.")
    EXPIRED = "expired", _("This link has expired. Ask for a new one.")
    USED = "used", _("This link has been used: a password was chosen. Sign in with it, or ask for a new one.")
    CLOSED = "closed", _("This account is closed. Ask safe.brussels to open it.")


class InvitationRefused(Exception):
    """The invitation cannot be made or followed; `reason` says why."""

    def __init__(self, reason):
        super().__init__(reason.label)
        self.reason = reason


@dataclasses.dataclass(frozen=True)
class Invitation:
    """A message that is not sent yet, in the language of the account."""

    recipient: str
    subject: str
    body: str
    link: str
    expires_at: datetime.datetime


def make_invitation_link(user):
    """The address at which the holder of the account chooses a password: once, within two weeks.

    Raises InvitationRefused where the account is closed or has a password.
    """
    if not user.is_active:
        raise InvitationRefused(Refusal.CLOSED)
    if user.has_usable_password():
        raise InvitationRefused(Refusal.USED)
    token = signing.dumps([user.pk, _compute_fingerprint(user)], salt=_SALT)
    log_event("invitation_made", account=user)
    with translation.override(user.language):
        return settings.SITE_URL + reverse("account_invitation", args=[token])


def compose_invitation(user, *, by):
    """The invitation that `by` would send. Raises InvitationRefused as `make_invitation_link` does."""
    link = make_invitation_link(user)
    expires_at = timezone.now() + LIFETIME
    with translation.override(user.language):
        facts = {
            "user": user,
            "by": by,
            "link": link,
            "sign_in": settings.SITE_URL + reverse("account_login"),
            "expires_at": expires_at,
        }
        subject = " ".join(render_to_string("account/email/invitation_subject.txt", facts).split())
        body = render_to_string("account/email/invitation_message.txt", facts).strip() + "\n"
    return Invitation(user.email, subject, body, link, expires_at)


def send_invitation(user, *, by):
    """Send the account's invitation; replies go to `by`. Raises InvitationRefused as `make_invitation_link` does."""
    invitation = compose_invitation(user, by=by)
    message = EmailMessage(invitation.subject, invitation.body, to=[invitation.recipient], reply_to=[by.email])
    message.valid_until = invitation.expires_at
    message.send()
    return invitation


def find_invited_user(token):
    """The account whose holder may choose a password with the token of a link. Raises InvitationRefused."""
    try:
        key, fingerprint = signing.loads(token, salt=_SALT, max_age=_LONGEST)
    except signing.SignatureExpired as error:
        raise InvitationRefused(Refusal.EXPIRED) from error
    except signing.BadSignature as error:
        raise InvitationRefused(Refusal.UNKNOWN) from error
    user = User.objects.filter(pk=key).first()
    if user is None or not user.is_active:
        raise InvitationRefused(Refusal.CLOSED)
    if fingerprint != _compute_fingerprint(user):
        raise InvitationRefused(Refusal.USED)
    return user


def _compute_fingerprint(user):
    """A hash that changes with the password or the address: a link works once, for the address it was sent to."""
    return salted_hmac(_SALT, f"{user.password} {user.email}", algorithm="sha256").hexdigest()[:32]

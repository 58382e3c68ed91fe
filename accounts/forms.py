"""Forms of allauth with labels or behaviour of our own."""

from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _

from accounts.adapters import NO_USER
from accounts.audit import log_address_event
from accounts.bounded_forms import AskForNewPasswordForm as BoundedAskForNewPasswordForm
from accounts.bounded_forms import BoundedMixin, NewPasskeyMixin

PASSKEY_NAME = _("Name of the passkey")


class SetUpAppForm(BoundedMixin, ActivateTOTPForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].label = _("Code of the app")


class AddPasskeyForm(NewPasskeyMixin, AddWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = PASSKEY_NAME
        alone = self.fields["passwordless"]
        alone.label, alone.initial = _("Sign in with it alone, without a password"), True
        alone.help_text = _("Some older security keys cannot do this: then take the tick away.")


class RenamePasskeyForm(BoundedMixin, EditWebAuthnForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["name"].label = PASSKEY_NAME


class AskForNewPasswordForm(BoundedAskForNewPasswordForm):
    """Does the same work for an address without an open account, and discards its mail: a quicker answer would reveal
    who has an account."""

    def save(self, request, **kwargs):
        self.users = self.users or [NO_USER]
        log_address_event("new_password_asked_for", self.cleaned_data["email"])
        return super().save(request, **kwargs)

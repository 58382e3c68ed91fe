"""Forms of allauth whose words or deeds are ours: it has no words for some fields, and technical ones for others."""

from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django.utils.translation import gettext_lazy as _

from accounts.adapters import NOBODY
from accounts.audit import note_of_address
from accounts.bounded import AskForNewPasswordForm as BoundedAskForNewPasswordForm
from accounts.bounded import BoundedMixin, NewPasskeyMixin

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
    """For an address without an open account the same work is done, and its mail taken back: an answer that came
    sooner would tell who has an account."""

    def save(self, request, **kwargs):
        self.users = self.users or [NOBODY]
        note_of_address("new_password_asked_for", self.cleaned_data["email"])
        return super().save(request, **kwargs)

"""The forms of accounts with a maximum length for each field: allauth and Django have none for most of them.

The settings name them (`ACCOUNT_FORMS`, `MFA_FORMS`). Forms with other labels or behaviour stand in `forms.py`.
"""

import struct

from allauth.account.forms import (
    ChangePasswordForm,
    LoginForm,
    ReauthenticateForm,
    ResetPasswordForm,
    ResetPasswordKeyForm,
    SetPasswordForm,
)
from allauth.mfa import app_settings as mfa_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm
from allauth.mfa.base.forms import ReauthenticateForm as ReauthenticateWithCodeForm
from allauth.mfa.webauthn.forms import AuthenticateWebAuthnForm, LoginWebAuthnForm, ReauthenticateWebAuthnForm
from django import forms
from django.contrib.auth.forms import SetPasswordForm as DjangoSetPasswordForm
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator

from records.limits import LONGEST_REMARK, LONGEST_SECRET


class BoundedMixin:
    """Gives each text field that has no maximum length `LONGEST_SECRET` characters."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if isinstance(field, forms.CharField) and field.max_length is None:
                field.max_length = LONGEST_SECRET
                field.validators.append(MaxLengthValidator(LONGEST_SECRET))


class CredentialField(forms.JSONField):
    """The answer of a passkey: an object of strings, and of objects of strings. Anything else is refused."""

    widget = forms.HiddenInput

    def __init__(self):
        super().__init__(required=True, max_length=2 * LONGEST_REMARK)

    def to_python(self, value):
        if isinstance(value, str) and len(value) > self.max_length:
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": ""})
        try:
            credential = super().to_python(value)
        except (ValueError, RecursionError):  # a number of thousands of digits, lists in lists without end
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": ""}) from None
        if credential is not None and not _is_credential(credential):
            raise ValidationError(self.error_messages["invalid"], code="invalid", params={"value": ""})
        return credential


def _is_credential(credential):
    if not isinstance(credential, dict) or not isinstance(credential.get("response"), dict):
        return False
    values = [*credential.values(), *credential["response"].values()]
    return all(value is None or isinstance(value, str | dict | list | bool) for value in values)


MALFORMED = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError, struct.error)
"""What the libraries raise on bytes that come from no passkey."""


def build_code_error():
    return get_adapter().validation_error("incorrect_code")


class PasskeyMixin(BoundedMixin):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField()

    def clean_credential(self):
        try:
            return super().clean_credential()
        except MALFORMED:
            raise build_code_error() from None


class NewPasskeyMixin(BoundedMixin):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"] = CredentialField()

    def clean(self):
        try:
            return super().clean()
        except MALFORMED:
            raise build_code_error() from None


class SignInForm(BoundedMixin, LoginForm):
    pass


class AskForNewPasswordForm(BoundedMixin, ResetPasswordForm):
    pass


class NewPasswordForm(BoundedMixin, ResetPasswordKeyForm):
    pass


class OtherPasswordForm(BoundedMixin, ChangePasswordForm):
    pass


class FirstPasswordForm(BoundedMixin, SetPasswordForm):
    pass


class InvitedPasswordForm(BoundedMixin, DjangoSetPasswordForm):
    pass


class ConfirmForm(BoundedMixin, ReauthenticateForm):
    pass


class SingleUseCodeMixin:
    """A code works once, for as long as it is valid; allauth remembers it for thirty seconds only."""

    def clean_code(self):
        code = super().clean_code()
        # As allauth reads it: with a dash or a space within, it is the same code.
        key = f"used-code:{self.user.pk}:{''.join(filter(str.isalnum, code))}"
        if not cache.add(key, True, timeout=(1 + 2 * mfa_settings.TOTP_TOLERANCE) * mfa_settings.TOTP_PERIOD):
            raise build_code_error()
        return code


class CodeForm(SingleUseCodeMixin, BoundedMixin, AuthenticateForm):
    pass


class ConfirmWithCodeForm(SingleUseCodeMixin, BoundedMixin, ReauthenticateWithCodeForm):
    pass


class PasskeyForm(PasskeyMixin, AuthenticateWebAuthnForm):
    pass


class SignInWithPasskeyForm(PasskeyMixin, LoginWebAuthnForm):
    pass


class ConfirmWithPasskeyForm(PasskeyMixin, ReauthenticateWebAuthnForm):
    pass

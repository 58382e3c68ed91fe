"""allauth adapted: nobody signs up, and the language and the address of the account decide."""

import time

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.mail import get_connection
from django.db import transaction
from django.shortcuts import redirect
from django.urls import translate_url
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from accounts.attempts import TooManyAttempts, clear_failures, reserve_attempt
from accounts.audit import log_address_event
from accounts.devices import remember_device
from accounts.landing import get_landing_page
from accounts.models import User
from accounts.second_factor import mark_session

_SIGNED_IN_AT = "signed_in_at"

NO_USER = User(pk=0)
"""Stands in where an address has no open account, so that the answer takes as long as for one that has."""


class AccountAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": gettext_lazy("This address and this password do not go together."),
        "incorrect_code": gettext_lazy(
            "This code is not the right one, or no longer. Wait for the next one and try again."
        ),
        "too_many_login_attempts": gettext_lazy("Too many attempts in a row. Wait five minutes and try again."),
        "rate_limited": gettext_lazy("Too many attempts in a row. Wait five minutes and try again."),
    }

    def is_open_for_signup(self, request):
        return False

    def login(self, request, user):
        super().login(request, user)
        request.session[_SIGNED_IN_AT] = time.time()
        mark_session(request.session, user)

    def post_login(self, request, user, **details):
        """Continue in the language of the account."""
        response = super().post_login(request, user, **details)
        response["Location"] = translate_url(response["Location"], user.language)
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, user.language, secure=settings.SESSION_COOKIE_SECURE)
        remember_device(request, response, user)
        return response

    def get_login_redirect_url(self, request):
        return get_landing_page(request.user)

    def is_reauthentication_required(self, *, app, **details):
        """Somebody who has just signed in need not confirm it to set up a second factor."""
        age = time.time() - self.request.session.get(_SIGNED_IN_AT, 0)
        return age > app_settings.REAUTHENTICATION_TIMEOUT and super().is_reauthentication_required(app=app, **details)

    def set_password(self, user, password):
        user.set_password(password)
        # Nothing else of the account: somebody may be editing it.
        user.save(update_fields=["password"])
        clear_failures(self.request, user.email)

    def pre_authenticate(self, request, **credentials):
        """Count the attempt before the password is checked, instead of allauth's own limit, which locks an account out
        from everywhere."""
        email = credentials.get("email", "")
        try:
            self._attempt = reserve_attempt(request, email)
        except TooManyAttempts as refusal:
            log_address_event("sign_in_had_to_wait", email, seconds=refusal.seconds)
            raise ValidationError(_describe_wait(refusal.minutes), code="too_many_login_attempts") from None

    def authenticate(self, request, **credentials):
        user = super().authenticate(request, **credentials)
        if user is not None:
            self._attempt.release()
        return user

    def get_client_ip(self, request):
        """The address by which allauth counts: the visitor's, never what was written into a header."""
        return request.client_address or "-"

    def send_mail(self, template_prefix, email, context):
        """Send the mail in the language of the account, whatever the language of the page."""
        account = User.objects.filter(email=email).first()
        with translation.override(account.language if account else translation.get_language()), transaction.atomic():
            if context.get("user") == NO_USER:
                self._send_and_roll_back(template_prefix, email, context)
            else:
                with transaction.atomic():
                    super().send_mail(template_prefix, email, context)

    def _send_and_roll_back(self, template_prefix, email, context):
        """Do all the work of a mail that nobody receives. With a backend that sends at once, only render it."""
        if not getattr(get_connection(), "is_undone_with_its_transaction", False):
            self.render_mail(template_prefix, email, context)
            return
        place = transaction.savepoint()
        super().send_mail(template_prefix, email, context)
        transaction.savepoint_rollback(place)


def _describe_wait(minutes):
    return ngettext(
        "Too many attempts failed. Wait %(minutes)s minute, or use a browser in which you have signed in before.",
        "Too many attempts failed. Wait %(minutes)s minutes, or use a browser in which you have signed in before.",
        minutes,
    ) % {"minutes": minutes}


class IdentityProviderAdapter(DefaultSocialAccountAdapter):
    """An identity provider vouches for an address; the account itself is made by the Coordination, never here."""

    def is_open_for_signup(self, request, sociallogin):
        return False

    def pre_social_login(self, request, sociallogin):
        """Attach the active account with the address that the provider has verified; refuse where there is none.

        Not by allauth's own matching by address, which takes the password away from an account whose address is not on
        allauth's list; and nothing is stored: an account whose address has changed is not found by its old one.
        """
        addresses = [address.email.lower() for address in sociallogin.email_addresses if address.verified is True]
        user = User.objects.filter(email__in=addresses, is_active=True).first()
        if user is None:
            self._redirect_to_sign_in(
                request,
                _("%(provider)s knows you, but your address has no open account here. Ask safe.brussels for one.")
                % {"provider": sociallogin.provider.name},
            )
        sociallogin.user = user
        sociallogin.state["process"] = "login"

    def on_authentication_error(self, request, provider, **details):
        self._redirect_to_sign_in(
            request,
            _("Signing in with %(provider)s did not work. Try again, or sign in with your password.")
            % {"provider": provider.name},
        )

    def _redirect_to_sign_in(self, request, reason):
        messages.error(request, reason)
        raise ImmediateHttpResponse(redirect("account_login"))

import logging

from allauth.mfa.signals import authenticator_added
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.dispatch import receiver
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from requests import RequestException

from accounts.second_factor import has_second_factor, needs_second_factor, note_that_it_was_set_up, was_opened_without

logger = logging.getLogger(__name__)

# With the pages of allauth.mfa, what somebody reaches who has no second factor yet.
DOORS = {"account_logout", "account_reauthenticate", "choose_language"}


class SecondFactorMiddleware:
    """Who needs a second factor reaches, without it, only the pages to set one up and to sign out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not needs_second_factor(request.user):
            return None
        if not has_second_factor(request.user):
            return None if _is_door(request.resolver_match.view_name) else redirect("mfa_index")
        if was_opened_without(request.session):
            logout(request)
            return redirect_to_login(request.get_full_path())
        return None


def _is_door(name):
    return name in DOORS or name.startswith("mfa_")


class IdentityProviderMiddleware:
    """An identity provider that is silent, gone or out of its mind leads back to the form, with a sentence.

    allauth sees to it on the way back from the provider; on the way there the page would be an error.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        if not isinstance(exception, RequestException):
            return None
        logger.warning("The identity provider cannot be reached: %s", exception)
        provider = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"][0]["name"]
        messages.error(
            request,
            _("Signing in with %(provider)s did not work. Try again, or sign in with your password.")
            % {"provider": provider},
        )
        return redirect("account_login")


@receiver(authenticator_added)
def _go_on(request, **signal):
    note_that_it_was_set_up(request.session)

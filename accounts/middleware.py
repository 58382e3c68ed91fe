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

from accounts.second_factor import accept_session, has_second_factor, lacks_second_factor, needs_second_factor

logger = logging.getLogger(__name__)

# Besides the pages of allauth.mfa, what somebody without a second factor can reach.
ALLOWED_VIEWS = {"account_logout", "account_reauthenticate", "choose_language"}


class SecondFactorMiddleware:
    """Somebody who needs a second factor and has none reaches only the pages to set one up and to sign out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if not needs_second_factor(request.user):
            return None
        if not has_second_factor(request.user):
            return None if _is_allowed(request.resolver_match.view_name) else redirect("mfa_index")
        if lacks_second_factor(request.session):
            logout(request)
            return redirect_to_login(request.get_full_path())
        return None


def _is_allowed(name):
    return name in ALLOWED_VIEWS or name.startswith("mfa_")


class IdentityProviderMiddleware:
    """Where the identity provider fails or does not answer, go back to the form with a message.

    allauth does so on the way back from the provider; on the way there the page would be an error.
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
def _accept_session(request, **signal):
    accept_session(request.session)

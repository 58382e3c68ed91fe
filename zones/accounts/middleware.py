from allauth.mfa.signals import authenticator_added
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.dispatch import receiver
from django.shortcuts import redirect

from zones.accounts.second_factor import (
    has_second_factor,
    needs_second_factor,
    note_that_it_was_set_up,
    was_opened_without,
)

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


@receiver(authenticator_added)
def _go_on(request, **signal):
    note_that_it_was_set_up(request.session)

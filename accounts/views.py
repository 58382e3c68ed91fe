"""The pages of accounts that allauth does not have."""

from allauth.account.utils import perform_login
from allauth.mfa.base.views import IndexView
from django.conf import settings
from django.http import HttpResponseBadRequest
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST
from django.views.generic import FormView
from django.views.i18n import set_language

from accounts.audit import log_event
from accounts.bounded_forms import InvitedPasswordForm
from accounts.invitations import InvitationRefused, find_invited_user
from accounts.landing import get_landing_page
from accounts.second_factor import needs_second_factor


class MyAccount(IndexView):
    """The account of whoever is signed in: password, second factor, recovery codes."""

    def get_context_data(self, **context):
        user = self.request.user
        return super().get_context_data(
            second_factor_is_needed=needs_second_factor(user), landing_page=get_landing_page(user), **context
        )


@method_decorator([never_cache, sensitive_post_parameters()], name="dispatch")
class AcceptInvitation(FormView):
    """Choose a password with the link of an invitation, and be signed in."""

    form_class = InvitedPasswordForm
    template_name = "account/invitation.html"

    def dispatch(self, request, *args, token, **kwargs):
        try:
            self.invited = find_invited_user(token)
        except InvitationRefused as refusal:
            log_event("invitation_refused", reason=refusal.reason.value)
            return render(request, "account/invitation_refused.html", {"reason": refusal.reason}, status=410)
        if request.user.is_authenticated and request.user != self.invited:
            return render(request, "account/invitation_of_another.html", {"invited": self.invited}, status=403)
        return super().dispatch(request, *args, **kwargs)

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.invited}

    def get_context_data(self, **context):
        return super().get_context_data(invited=self.invited, **context)

    def form_valid(self, form):
        user = form.save(commit=False)
        # Nothing else of the account: somebody may be editing it.
        user.save(update_fields=["password"])
        log_event("invitation_accepted", account=user, by=user)
        return perform_login(self.request, user, email_verification="none")


@require_POST
def choose_language(request):
    """The page one comes from in another language; the account remembers it."""
    language = request.POST.get("language")
    if language not in dict(settings.LANGUAGES):
        return HttpResponseBadRequest()
    if request.user.is_authenticated:
        request.user.language = language
        request.user.save(update_fields=["language"])
    return set_language(request)

"""Who gets which page: a partner's page is for those who speak for it and for the Coordination, and for nobody else."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from initiatives.models import Period
from rounds.queries import get_partners_for_user


class PartnerMixin(LoginRequiredMixin):
    """A page of the partner that the address names."""

    @cached_property
    def partner(self):
        partners = get_partners_for_user(self.request.user)
        if not partners.exists():
            raise PermissionDenied
        return get_object_or_404(partners, key=self.kwargs["partner"])

    def get_context_data(self, **context):
        return super().get_context_data(**context) | {"partner": self.partner}


class RoundMixin(PartnerMixin):
    """A page of the partner in the round of the period that the address names, while that is open; for the Coordination
    also once it is closed. Who comes too early or too late is led to the partner's page."""

    @cached_property
    def period(self):
        return get_object_or_404(Period.objects.visible_to(self.request.user), key=self.kwargs["period"])

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.partner and not self.period.takes_answers_of(request.user):
            if request.method == "POST":
                sentence = _("The round for %(period)s is not open now: nothing was changed.")
                messages.error(request, sentence % {"period": self.period})
            return redirect("rounds:partner", self.partner.key)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **context):
        return super().get_context_data(**context) | {"period": self.period}

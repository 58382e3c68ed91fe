"""Who gets which page: a partner's page is for those who speak for it and for the Coordination, and for nobody else."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from rounds.queries import open_round, partners_of


class PartnerMixin(LoginRequiredMixin):
    """A page of the partner that the address names, in the open round."""

    @cached_property
    def partner(self):
        partners = partners_of(self.request.user)
        if not partners.exists():
            raise PermissionDenied
        return get_object_or_404(partners, key=self.kwargs["partner"])

    @cached_property
    def period(self):
        """The period whose round is open, or None."""
        return open_round(timezone.localdate())

    def get_context_data(self, **context):
        return super().get_context_data(**context) | {"partner": self.partner, "period": self.period}


class OpenRoundMixin(PartnerMixin):
    """A page that makes sense during a round only. Who comes too late is led to the partner's page, which says so."""

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.partner and self.period is None:
            messages.error(request, _("No round is open now: nothing was changed."))
            return redirect("rounds:desk", self.partner.key)
        return super().dispatch(request, *args, **kwargs)

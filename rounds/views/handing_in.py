"""Handing in one text by itself: what is missing, or what is handed in; then it is done."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.generic import TemplateView

from initiatives.services import TransitionRefused
from records.models import StaleRecordError
from records.versions import read_version
from rounds.addresses import get_text_address
from rounds.completeness import find_missing_parts
from rounds.services import RoundRefused, hand_in_text
from rounds.views.texts import TextMixin


class HandIn(TextMixin, TemplateView):
    template_name = "rounds/editing/hand_in.html"
    refusals = ()

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and self.home and not self.text.is_editable:
            return self.refuse_change()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, **kwargs):
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **context):
        missing = find_missing_parts(self.text)
        return super().get_context_data(
            missing=missing, refusals=self.refusals, edit_address=get_text_address(self.text, "edit"), **context
        )

    def post(self, request, **kwargs):
        self.text.version = read_version(request.POST.get("seen_version", ""))
        try:
            hand_in_text(self.text, by=request.user)
        except (RoundRefused, TransitionRefused) as refusal:
            return self._render_refused(422, refusal.messages)
        except StaleRecordError:
            return self._render_refused(
                409, [_("Somebody changed this text meanwhile. Read it again before you hand it in.")]
            )
        messages.success(request, _("“%(title)s” is handed in. The Coordination reads it.") % {"title": self.owner})
        return redirect(self.get_partner_round_address())

    def _render_refused(self, status, sentences):
        self.refusals = sentences
        del self.text
        response = self.render_to_response(self.get_context_data())
        response.status_code = status
        return response

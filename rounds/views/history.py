"""The history of one update, for those who answer for it: the same line of time as in the administration."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404
from django.utils.functional import cached_property
from django.views.generic import TemplateView

from initiatives.models import Update
from rounds.views.editing import UpdateMixin
from zones.timeline import PER_PAGE, Timeline


class UpdateHistory(UpdateMixin, TemplateView):
    template_name = "rounds/editing/history.html"

    @cached_property
    def update(self):
        updates = Update.objects.past_visible_to(self.request.user).select_related(
            "initiative__lead", "initiative__volet", "partner", "period"
        )
        return get_object_or_404(updates, pk=self.kwargs["update"])

    def get(self, request, **kwargs):
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **context):
        timeline = Timeline(self.update, self.request.user)
        page = Paginator(timeline.entries, PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, entries=timeline.spoken(page.object_list), **context)

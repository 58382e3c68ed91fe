"""The history of one text, for those who answer for it: the same line of time as in the administration."""

from django.core.paginator import Paginator
from django.views.generic import TemplateView

from records.history.timeline import PER_PAGE, Timeline
from rounds.views.texts import TextMixin


class TextHistory(TextMixin, TemplateView):
    template_name = "rounds/editing/history.html"

    def get_readable_texts(self, model):
        return model.objects.past_visible_to(self.request.user)

    def get(self, request, **kwargs):
        return self.render_to_response(self.get_context_data())

    def get_context_data(self, **context):
        timeline = Timeline(self.text, self.request.user)
        page = Paginator(timeline.entries, PER_PAGE).get_page(self.request.GET.get("page"))
        return super().get_context_data(page=page, entries=timeline.add_names(page.object_list), **context)

"""The page on which one text is written: saved as a whole, kept while it is typed, never over somebody else's."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from records.models import StaleRecordError
from rounds import drafts
from rounds.addresses import address_of
from rounds.antenna_editing import AntennaEditing
from rounds.conflicts import as_seen_now, decided, differences, last_editor, resolved
from rounds.editing import Editing, save, with_another_row
from rounds.queries import sent_back
from rounds.reviewing import KINDS
from rounds.services import RoundRefused
from rounds.views.texts import TextMixin


class EditText(TextMixin, TemplateView):
    """GET shows what is stored, or with `?typed` what was being typed; POST saves. `writing` makes the forms of a text,
    of a user and of what was typed."""

    writing = None

    def handle_no_permission(self):
        """A session that ended while somebody wrote: what was sent waits until he has signed in again."""
        if self.request.method == "POST" and not self.request.user.is_authenticated:
            drafts.leave_behind(self.request, self.form_name, self.request.POST)
        return super().handle_no_permission()

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not self.is_editable:
            refusal = self.refuse()
            if request.method == "POST":
                # What was typed too late is offered again, should the text come back.
                drafts.keep(request.user, self.form_name, request.POST)
            return refusal
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, **kwargs):
        drafts.take_over(request.user, self.form_name)
        draft = self._draft()
        if draft and "typed" in request.GET:
            return self._show(self.writing(self.text, request.user, drafts.typed(draft)))
        return self._show(self.writing(self.text, request.user), draft=draft)

    def post(self, request, **kwargs):
        data = drafts.without_carriage_returns(request.POST)
        _action, _separator, leads_to = data.get("action", "save").partition(":")
        return self._save(self.writing(self.text, request.user, data), leads_to)

    def _draft(self):
        """What was being typed; what says nothing else than what is stored is forgotten."""
        draft = drafts.kept(self.request.user, self.form_name)
        if draft and not self.writing(self._fresh(), self.request.user, drafts.typed(draft)).has_changed():
            drafts.forget(self.request.user, self.form_name)
            return None
        return draft

    def _fresh(self):
        return KINDS[self.kind].texts().get(pk=self.text.pk)

    def _save(self, editing, leads_to):
        if editing.is_overtaken():
            found = differences(editing)
            data = as_seen_now(editing)
            if found:
                return self._show_conflict(editing, found, data)
            editing = self.writing(self._fresh(), self.request.user, data)
        elif "conflict" in editing.data:
            found = decided(editing)
            if not all(difference.choice for difference in found):
                return self._show_conflict(editing, found, editing.data, is_incomplete=True)
            editing = self.writing(self._fresh(), self.request.user, resolved(editing, found))
        if not editing.is_valid():
            return self._show(editing, status=422, with_errors=True)
        try:
            save(editing, by=self.request.user)
        except RoundRefused:
            # It was handed in while this was sent: what was typed is offered again, should the text come back.
            drafts.keep(self.request.user, self.form_name, self.request.POST)
            return self.refuse()
        except StaleRecordError:
            editing = self.writing(self._fresh(), self.request.user, editing.data)
            return self._show_conflict(editing, differences(editing), as_seen_now(editing))
        drafts.forget(self.request.user, self.form_name)
        messages.success(self.request, _("Saved."))
        return redirect(self._next_address(leads_to))

    def _next_address(self, leads_to):
        return address_of(self.text, "hand-in") if leads_to == "hand-in" else self.desk_address()

    def _show(self, editing, *, status=200, with_errors=False, **context):
        context = {"draft": None, "added": ""} | context
        addresses = {
            "keep_address": address_of(self.text, "keep-typing"),
            "discard_address": address_of(self.text, "discard-typing"),
            "form_name": self.form_name,
            "preview_address": reverse(self.preview, args=[self.text.pk]),
            # What goes with the whole round is handed in there.
            "is_handed_in_here": sent_back(self.text) or not self.text.period.is_open_now,
        }
        context = {"editing": editing, "with_errors": with_errors, "last_remark": sent_back(self.text)} | context
        context = self.get_context_data(**self.around(), **addresses, **context)
        return self.render_to_response(context, status=status)

    def around(self):
        """What else stands beside the fields."""
        return {"last": self._earlier().first()}

    def _earlier(self):
        earlier = self.owner.updates.filter(period__starts_on__lt=self.text.period.starts_on)
        return earlier.select_related("period").order_by("-period__starts_on")

    def _show_conflict(self, editing, found, data, *, is_incomplete=False):
        who, when = last_editor(self._fresh())
        technical = {"csrfmiddlewaretoken", "action", "conflict", *(difference.choice_name for difference in found)}
        context = self.get_context_data(
            found=found,
            fields=[(name, value) for name, values in data.lists() if name not in technical for value in values],
            who=who,
            when=when,
            is_incomplete=is_incomplete,
            edit_address=address_of(self.text, "edit"),
        )
        self.template_name = "rounds/editing/conflict.html"
        return self.render_to_response(context, status=409)


class EditUpdate(EditText):
    """The text of an initiative with its figures and events: POST can also add an empty row."""

    template_name = "rounds/editing/form.html"
    preview = "reporting:preview"
    writing = Editing

    def post(self, request, **kwargs):
        action, _separator, row = request.POST.get("action", "save").partition(":")
        if action == "add" and row in ("figures", "events"):
            data = with_another_row(drafts.without_carriage_returns(request.POST), row)
            return self._show(self.writing(self.text, request.user, data), added=row)
        return super().post(request, **kwargs)

    def _next_address(self, leads_to):
        return (
            reverse("rounds:photos", args=[self.text.pk]) if leads_to == "photos" else super()._next_address(leads_to)
        )

    def around(self):
        last = self._earlier().prefetch_related("figures__indicator", "events").first()
        return {"last": last, "photo_count": self.text.photos.count()}


class EditAntennaText(EditText):
    template_name = "rounds/antennas/form.html"
    preview = "reporting:preview-antenna"
    kind = "antenna"
    writing = AntennaEditing


class KeepTyping(TextMixin, View):
    """Takes what is being typed, every few seconds. It never redirects: a script asks."""

    http_method_names = ["post"]

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return HttpResponse(status=401)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, **kwargs):
        get_object_or_404(KINDS[self.kind].model.objects.editable_by(request.user), pk=self.number)
        drafts.keep(request.user, self.form_name, request.POST)
        return HttpResponse(status=204)


class DiscardTyping(TextMixin, View):
    """Forgets what was being typed: the stored text stands."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        drafts.forget(request.user, self.form_name)
        return redirect(address_of(self.text, "edit"))

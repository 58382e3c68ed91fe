"""The page on which one text is written: saved as a whole, kept while it is typed, never over somebody else's."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import TemplateView, View

from rounds import drafts
from rounds.addresses import get_text_address
from rounds.antenna_editing import AntennaBundle
from rounds.editing import UpdateBundle, add_row, save_text
from rounds.queries import find_return_entry
from rounds.saving import SavingMixin
from rounds.services import RoundRefused
from rounds.text_kinds import TEXT_KINDS
from rounds.views.texts import TextMixin


class EditText(SavingMixin, TextMixin, TemplateView):
    """GET shows what is stored, or with `?typed` what was being typed; POST saves. `bundle` makes the forms of a text,
    of a user and of what was typed."""

    bundle = None

    def handle_no_permission(self):
        """A session that ended while somebody wrote: what was sent waits until he has signed in again."""
        if self.request.method == "POST" and not self.request.user.is_authenticated:
            drafts.keep_for_sign_in(self.request, self.form_name, self.request.POST)
        return super().handle_no_permission()

    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not self.text.is_editable:
            return self._refuse_late()
        return super().dispatch(request, *args, **kwargs)

    def get(self, request, **kwargs):
        drafts.restore_after_sign_in(request.user, self.form_name)
        draft = self.find_draft()
        if draft and "typed" in request.GET:
            return self.show_form(self.bundle(self.text, request.user, drafts.read_data(draft)))
        return self.show_form(self.bundle(self.text, request.user), draft=draft)

    def post(self, request, **kwargs):
        return self.save(self.bundle(self.text, request.user, drafts.normalize_line_ends(request.POST)))

    def make_bundle(self, data):
        return self.bundle(self._reload_text(), self.request.user, data)

    def _reload_text(self):
        return TEXT_KINDS[self.kind].get_texts().get(pk=self.text.pk)

    def save(self, bundle):
        try:
            return super().save(bundle)
        except RoundRefused:  # it was handed in while this was sent
            return self._refuse_late()

    def write(self, bundle):
        save_text(bundle, by=self.request.user)

    def _refuse_late(self):
        """Say why the text cannot change; what was typed too late is offered again, should the text come back."""
        refusal = self.refuse_change()
        if self.request.method == "POST":
            drafts.save_draft(self.request.user, self.form_name, self.request.POST)
        return refusal

    def get_success_address(self, bundle):
        leads_to = self.request.POST.get("action", "").partition(":")[2]
        return get_text_address(self.text, "hand-in") if leads_to == "hand-in" else self.get_partner_round_address()

    def show_form(self, bundle, *, status=200, with_errors=False, **context):
        context = {"draft": None, "added": ""} | context
        addresses = {
            "keep_address": get_text_address(self.text, "keep-typing"),
            "discard_address": get_text_address(self.text, "discard-typing"),
            "form_name": self.form_name,
            "preview_address": reverse(self.preview, args=[self.text.pk]),
            # What goes with the whole round is handed in there.
            "is_handed_in_here": find_return_entry(self.text) or not self.text.period.is_open_now,
        }
        context = {"editing": bundle, "with_errors": with_errors, "last_remark": find_return_entry(self.text)} | context
        context = self.get_context_data(**self.get_extra_context(), **addresses, **context)
        return self.render_to_response(context, status=status)

    def show_choice(self, choice):
        self.template_name = "rounds/editing/conflict.html"
        context = choice.build_context(self.text) | {"edit_address": get_text_address(self.text, "edit")}
        return self.render_to_response(self.get_context_data(**context), status=409)

    def get_extra_context(self):
        """What else stands beside the fields."""
        return {"last": self._get_earlier_updates().first()}

    def _get_earlier_updates(self):
        earlier = self.owner.updates.filter(period__starts_on__lt=self.text.period.starts_on)
        return earlier.select_related("period").order_by("-period__starts_on")


class EditUpdate(EditText):
    """The text of an initiative with its figures and events: POST can also add an empty row."""

    template_name = "rounds/editing/form.html"
    preview = "reporting:preview"
    bundle = UpdateBundle

    def post(self, request, **kwargs):
        action, _separator, row = request.POST.get("action", "save").partition(":")
        if action == "add" and row in ("figures", "events"):
            data = add_row(drafts.normalize_line_ends(request.POST), row)
            return self.show_form(self.bundle(self.text, request.user, data), added=row)
        return super().post(request, **kwargs)

    def get_success_address(self, bundle):
        if self.request.POST.get("action") == "save:photos":
            return reverse("rounds:photos", args=[self.text.pk])
        return super().get_success_address(bundle)

    def get_extra_context(self):
        last = self._get_earlier_updates().prefetch_related("figures__indicator", "events").first()
        return {"last": last, "photo_count": self.text.photos.count()}


class EditAntennaText(EditText):
    template_name = "rounds/antennas/form.html"
    preview = "reporting:preview-antenna"
    kind = "antenna"
    bundle = AntennaBundle


class KeepTyping(TextMixin, View):
    """Takes what is being typed, every few seconds. It never redirects: a script asks."""

    http_method_names = ["post"]

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_authenticated:
            return HttpResponse(status=401)
        return super().dispatch(request, *args, **kwargs)

    def post(self, request, **kwargs):
        get_object_or_404(TEXT_KINDS[self.kind].model.objects.editable_by(request.user), pk=self.number)
        drafts.save_draft(request.user, self.form_name, request.POST)
        return HttpResponse(status=204)


class DiscardTyping(TextMixin, View):
    """Forgets what was being typed: the stored text stands."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        drafts.delete_draft(request.user, self.form_name)
        return redirect(get_text_address(self.text, "edit"))

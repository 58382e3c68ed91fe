"""The page on which one update is written: saved as a whole, kept while it is typed, never over somebody else's."""

from django.contrib import messages
from django.contrib.auth.mixins import LoginRequiredMixin
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.views.generic import TemplateView, View

from initiatives.models import Update
from rounds import drafts
from rounds.conflicts import as_seen_now, decided, differences, last_editor, resolved
from rounds.editing import Editing, save, with_another_row
from rounds.queries import Card, partners_of
from rounds.services import RoundRefused
from zones.models import StaleRecordError
from zones.scope import may_edit


def form_name(update_key):
    """The name under which the typing on an update is kept."""
    return f"update-{update_key}"


class UpdateMixin(LoginRequiredMixin):
    """A page of one update that the user may read; others are not found."""

    @cached_property
    def update(self):
        updates = Update.objects.visible_to(self.request.user).select_related(
            "initiative__lead", "initiative__volet", "partner", "period"
        )
        return get_object_or_404(updates, pk=self.kwargs["update"])

    @cached_property
    def home(self):
        """The partner whose page the user comes from: the lead, or a co-partner that he speaks for."""
        update = self.update
        involved = (
            Q(pk=update.partner_id) | Q(pk=update.initiative.lead_id) | Q(co_carried_initiatives=update.initiative)
        )
        partners = partners_of(self.request.user).filter(involved).distinct()
        found = sorted(partners, key=lambda partner: partner.pk != update.partner_id)
        if not found:
            raise Http404
        return found[0]

    @cached_property
    def form_name(self):
        return form_name(self.kwargs["update"])

    @cached_property
    def is_editable(self):
        return may_edit(self.request.user, self.update)

    def desk_address(self):
        return f"{reverse('rounds:desk', args=[self.home.key])}#initiative-{self.update.initiative_id}"

    def refuse(self):
        """Back to the partner's page, with the reason why this text cannot change."""
        if self.update.period.closed:
            reason = _("This round is closed. Ask the Coordination if something must still change.")
        else:
            reason = _("This text was handed in. It can change again when the Coordination sends it back.")
        messages.error(self.request, reason)
        return redirect(self.desk_address())

    def get_context_data(self, **context):
        return super().get_context_data(
            update=self.update, initiative=self.update.initiative, desk_address=self.desk_address(), **context
        )


class EditUpdate(UpdateMixin, TemplateView):
    """GET shows what is stored, or with `?typed` what was being typed; POST saves, or adds an empty row."""

    template_name = "rounds/editing/form.html"

    def handle_no_permission(self):
        """A session that ended while somebody wrote: what was sent waits until he has signed in again."""
        if self.request.method == "POST" and not self.request.user.is_authenticated:
            drafts.keep_until_sign_in(self.request.session, self.form_name, self.request.POST)
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
        drafts.take_over(request.session, request.user, self.form_name)
        draft = self._draft()
        if draft and "typed" in request.GET:
            return self._show(Editing(self.update, request.user, drafts.typed(draft)))
        return self._show(Editing(self.update, request.user), draft=draft)

    def post(self, request, **kwargs):
        data = drafts.without_carriage_returns(request.POST)
        action, _separator, row = data.get("action", "save").partition(":")
        if action == "add" and row in ("figures", "events"):
            return self._show(Editing(self.update, request.user, with_another_row(data, row)), added=row)
        return self._save(Editing(self.update, request.user, data), leads_to=row)

    def _draft(self):
        """What was being typed; what says nothing else than what is stored is forgotten."""
        draft = drafts.kept(self.request.user, self.form_name)
        if draft and not Editing(self._fresh(), self.request.user, drafts.typed(draft)).has_changed():
            drafts.forget(self.request.user, self.form_name)
            return None
        return draft

    def _fresh(self):
        return Update.objects.select_related("initiative", "period").get(pk=self.update.pk)

    def _save(self, editing, leads_to):
        if editing.is_overtaken():
            found = differences(editing)
            data = as_seen_now(editing)
            if found:
                return self._show_conflict(editing, found, data)
            editing = Editing(self._fresh(), self.request.user, data)
        elif "conflict" in editing.data:
            found = decided(editing)
            if not all(difference.choice for difference in found):
                return self._show_conflict(editing, found, editing.data, is_incomplete=True)
            editing = Editing(self._fresh(), self.request.user, resolved(editing, found))
        if not editing.is_valid():
            return self._show(editing, status=422, with_errors=True)
        try:
            save(editing, by=self.request.user)
        except RoundRefused:
            # It was handed in while this was sent: what was typed is offered again, should the text come back.
            drafts.keep(self.request.user, self.form_name, self.request.POST)
            return self.refuse()
        except StaleRecordError:
            editing = Editing(self._fresh(), self.request.user, editing.data)
            return self._show_conflict(editing, differences(editing), as_seen_now(editing))
        drafts.forget(self.request.user, self.form_name)
        messages.success(self.request, _("Saved."))
        return redirect(
            reverse("rounds:photos", args=[self.update.pk]) if leads_to == "photos" else self.desk_address()
        )

    def _show(self, editing, *, status=200, with_errors=False, **context):
        context = {"draft": None, "added": ""} | context
        return self.render_to_response(
            self.get_context_data(editing=editing, with_errors=with_errors, **self._around(), **context), status=status
        )

    def _around(self):
        """What stands beside the fields: the last text, the remarks of the Coordination."""
        card = Card(self.update.initiative, update=self.update)
        last = (
            self.update.initiative.updates.filter(period__starts_on__lt=self.update.period.starts_on)
            .select_related("period")
            .prefetch_related("figures__indicator", "events")
            .order_by("-period__starts_on")
            .first()
        )
        return {"last": last, "last_remark": card.last_remark, "photo_count": self.update.photos.count()}

    def _show_conflict(self, editing, found, data, *, is_incomplete=False):
        who, when = last_editor(self._fresh())
        technical = {"csrfmiddlewaretoken", "action", "conflict", *(difference.choice_name for difference in found)}
        context = self.get_context_data(
            found=found,
            fields=[(name, value) for name, values in data.lists() if name not in technical for value in values],
            who=who,
            when=when,
            is_incomplete=is_incomplete,
        )
        self.template_name = "rounds/editing/conflict.html"
        return self.render_to_response(context, status=409)


class KeepTyping(View):
    """Takes what is being typed, every few seconds. It never redirects: a script asks."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        if not request.user.is_authenticated:
            return HttpResponse(status=401)
        update = get_object_or_404(Update.objects.editable_by(request.user), pk=self.kwargs["update"])
        drafts.keep(request.user, form_name(update.pk), request.POST)
        return HttpResponse(status=204)


class DiscardTyping(UpdateMixin, View):
    """Forgets what was being typed: the stored text stands."""

    http_method_names = ["post"]

    def post(self, request, **kwargs):
        drafts.forget(request.user, self.form_name)
        return redirect("rounds:edit", self.update.pk)

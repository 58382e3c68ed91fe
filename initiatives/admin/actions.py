"""Actions on many records, for the Coordination: a page to confirm, then one summary."""

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from initiatives.bulk_changes import link_recommendation, set_highlight
from initiatives.models import Recommendation
from records.access import is_coordination
from records.models import StaleRecordError
from records.versions import read_version


class RecommendationForm(forms.Form):
    recommendation = forms.ModelChoiceField(Recommendation.objects.none(), label=gettext_lazy("Recommendation"))

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["recommendation"].queryset = (
            Recommendation.objects.visible_to(user).select_related("volet").order_by("volet__number", "position")
        )


class BulkActionMixin:
    """Actions that ask before they act, on the versions that were seen when they asked."""

    def has_arrange_permission(self, request):
        return is_coordination(request.user)

    def render_confirmation(self, request, queryset, *, action, title, form=None):
        """The page on which an action is confirmed."""
        context = {
            **self.admin_site.each_context(request),
            "title": title,
            "opts": self.opts,
            "records": queryset,
            "action": action,
            "form": form,
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/confirm_action.html", context)

    def apply_to_each(self, request, queryset, step):
        """Take the step with each record, and say how it went: how many changed, which were refused and why."""
        changed, refused = 0, []
        for record in queryset:
            record.version = _read_seen_version(request, record)
            try:
                changed += step(record)
            except StaleRecordError:
                refused.append((record, _("It was changed since you opened the list. Read it again.")))
            except ValidationError as refusal:
                refused.append((record, " ".join(refusal.messages)))
        sentence = ngettext("%(count)s record was changed.", "%(count)s records were changed.", changed)
        messages.success(request, sentence % {"count": changed})
        for record, reason in refused:
            messages.error(request, _("%(text)s: %(reason)s") % {"text": record, "reason": reason})


def _read_seen_version(request, record):
    return read_version(request.POST.get(f"seen_{record.pk}", ""))


def is_confirmed(request):
    return "confirmed" in request.POST


class LinkRecommendationMixin(BulkActionMixin):
    actions = ["link_to_recommendation"]

    @admin.action(description=gettext_lazy("Link to a recommendation"), permissions=["arrange"])
    def link_to_recommendation(self, request, queryset):
        form = RecommendationForm(request.POST if is_confirmed(request) else None, user=request.user)
        if form.is_valid():
            recommendation = form.cleaned_data["recommendation"]
            return self.apply_to_each(
                request, queryset, lambda initiative: link_recommendation(initiative, recommendation, by=request.user)
            )
        return self.render_confirmation(
            request, queryset, action="link_to_recommendation", title=_("Link to a recommendation"), form=form
        )


class HighlightMixin(BulkActionMixin):
    actions = ["highlight", "no_longer_highlight"]

    @admin.action(description=gettext_lazy("Highlight in the report"), permissions=["arrange"])
    def highlight(self, request, queryset):
        return self._set_highlight(request, queryset, True, "highlight", _("Highlight in the report"))

    @admin.action(description=gettext_lazy("No longer highlight in the report"), permissions=["arrange"])
    def no_longer_highlight(self, request, queryset):
        title = _("No longer highlight in the report")
        return self._set_highlight(request, queryset, False, "no_longer_highlight", title)

    def _set_highlight(self, request, queryset, wanted, action, title):
        if not is_confirmed(request):
            return self.render_confirmation(request, queryset, action=action, title=title)
        return self.apply_to_each(request, queryset, lambda update: set_highlight(update, wanted, by=request.user))

"""The past in the admin: the history of a record to be read, a past state to go back to, and what was deleted."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.translation import gettext as _

from records.access import is_coordination, may_see_past, require_coordination
from records.admin.widgets import is_possible_key
from records.history.restoring import find_missing_languages, get_last_deletions, is_published, restore_record
from records.history.timeline import PER_PAGE, Timeline
from records.history.values import Names, get_name, list_linked_keys


class PastMixin:
    """The history of a record, for those who answer for it; that of logs and files is Django's own."""

    def history_view(self, request, object_id, extra_context=None):
        if not hasattr(self.model, "history"):
            require_coordination(request.user)
            return super().history_view(request, object_id, extra_context)
        record = self._past_record(object_id)
        if not self.has_view_history_permission(request, record):
            raise PermissionDenied
        timeline = Timeline(record, request.user)
        page = Paginator(timeline.entries, PER_PAGE).get_page(request.GET.get("page"))
        return self._past_page(
            request, "timeline", record, title=_("History"), page=page, entries=timeline.add_names(page.object_list)
        )

    def render_change_form(self, request, context, *args, **kwargs):
        """The link to the history is shown to those who may read it."""
        record = context.get("original")
        may_read = self.has_view_history_permission if hasattr(self.model, "history") else _is_of_coordination
        context["shows_history"] = record is not None and may_read(request, record)
        return super().render_change_form(request, context, *args, **kwargs)

    def has_view_history_permission(self, request, obj=None):
        return self._is_welcome(request) and (is_coordination(request.user) or may_see_past(request.user, obj))

    def has_view_history_or_change_history_permission(self, request, obj=None):
        """Asked before a past state is shown; simple-history would ask for the record, which may be deleted."""
        return self.has_view_history_permission(request, obj)

    def _past_record(self, object_id):
        """The record as it stands, or as its deletion left it."""
        if not is_possible_key(object_id):
            raise Http404
        record = self.model._base_manager.filter(pk=object_id).first()
        last = record is None and self.model.history.filter(id=object_id).order_by("history_id").last()
        if not (record or last):
            raise Http404
        return record or last.instance

    def _past_page(self, request, name, record, **context):
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "record": record,
            "name": _get_past_name(record, request.user) if record is not None else "",
            "is_there": record is not None and self.model._base_manager.filter(pk=record.pk).exists(),
            **context,
        }
        request.current_app = self.admin_site.name
        return TemplateResponse(request, f"admin/past/{name}.html", context)


def _get_past_name(record, user):
    """The name of a past state, whatever of that to which it was linked is gone today."""
    return get_name(record, Names.read(list_linked_keys(record), user))


def _is_of_coordination(request, record):
    return is_coordination(request.user)


class RevertMixin:
    """Content: going back to a past state, and bringing back what was deleted."""

    has_deleted_page = True

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_deleted"
        return [path("deleted/", self.admin_site.admin_view(self.deleted_view), name=name), *super().get_urls()]

    def has_change_history_permission(self, request, obj=None):
        """Going back is changing the record."""
        return obj is not None and self.has_change_permission(request, obj)

    def history_form_view(self, request, object_id, version_id, extra_context=None):
        """A past state: with a form for who may go back to it, to be read for others who may see the past."""
        row = self._past_row(object_id, version_id)
        record = row.instance
        if not self.has_view_history_permission(request, record):
            raise PermissionDenied
        if not self.model._base_manager.filter(pk=record.pk).exists():
            return (
                self._restore_and_redirect(request, row)
                if request.method == "POST"
                else self._render_state(request, row)
            )
        if not self.has_change_history_permission(request, record):
            if request.method == "POST":
                raise PermissionDenied
            return self._render_state(request, row)
        request.is_going_back = True
        context = {"name": _get_past_name(record, request.user)} | (extra_context or {})
        with transaction.atomic():
            return self._respond(request, super().history_form_view, object_id, version_id, context)

    def history_form_view_title(self, request, obj):
        """Without the name: what its links led to may be gone."""
        return _("Earlier version")

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if getattr(request, "is_going_back", False):
            return type(form.__name__, (form,), {"find_gaps": staticmethod(self.find_gaps)})
        return form

    def find_gaps(self, record):
        """What the public would miss if the record stood like this, as sentences."""
        return find_missing_languages(record) if is_published(record) else []

    def deleted_view(self, request):
        """What was deleted of this model and did not come back: the Coordination's."""
        require_coordination(request.user)
        page = Paginator(get_last_deletions(self.model).select_related("history_user"), PER_PAGE).get_page(
            request.GET.get("page")
        )
        records = [(row, row.instance) for row in page.object_list]
        names = Names.read({key for _row, record in records for key in list_linked_keys(record)}, request.user)
        rows = [(row, get_name(record, names)) for row, record in records]
        return self._past_page(request, "deleted", None, title=_("Deleted"), page=page, rows=rows)

    def _past_row(self, object_id, version_id):
        if not (is_possible_key(object_id) and is_possible_key(version_id)):
            raise Http404
        row = self.model.history.select_related("history_user").filter(id=object_id, history_id=version_id).first()
        if row is None:
            raise Http404
        return row

    def _render_state(self, request, row, refusals=()):
        record = row.instance
        is_there = self.model._base_manager.filter(pk=record.pk).exists()
        changes = Timeline(record, request.user).list_values(row)
        return self._past_page(
            request, "state", record, title=_("Earlier version"), row=row, changes=changes, refusals=refusals,
            may_restore=not is_there and is_coordination(request.user),
        )  # fmt: skip

    def _restore_and_redirect(self, request, row):
        require_coordination(request.user)
        try:
            record, sentences = restore_record(row)
        except ValidationError as refusal:
            return self._render_state(request, row, refusals=_list_refusals(refusal, self.model))
        self.log_change(request, record, [{"changed": {}}])
        messages.success(request, _("“%(record)s” is back.") % {"record": record})
        for sentence in sentences:
            messages.warning(request, sentence)
        name = f"{self.admin_site.name}:{self.opts.app_label}_{self.opts.model_name}_change"
        return redirect(reverse(name, args=[record.pk]))


def _list_refusals(refusal, model):
    """The sentences of a refusal, each with the field that it is about."""
    if not hasattr(refusal, "error_dict"):
        return refusal.messages
    return [
        f"{_get_label(model, name)}: {sentence}" if _get_label(model, name) else sentence
        for name, sentences in refusal.message_dict.items()
        for sentence in sentences
    ]


def _get_label(model, name):
    field = next((one for one in model._meta.get_fields() if one.name == name), None)
    return str(field.verbose_name).capitalize() if field is not None else ""

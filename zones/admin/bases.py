"""The admin classes from which all others come: every door asks `zones.scope`.

Lists, object pages, choices of foreign keys, autocomplete and inlines are narrowed to what the user may see;
changing and deleting to what the user may edit. Django's own permissions play no part.
"""

from django.contrib import admin
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline
from simple_history.admin import SimpleHistoryAdmin

from zones.forms import ContentForm
from zones.scope import ScopedQuerySet, is_member


def scoped(queryset, user):
    """The queryset narrowed to what the user may see; unscoped models belong to the Coordination."""
    if isinstance(queryset, ScopedQuerySet) or hasattr(queryset, "visible_to"):
        return queryset.visible_to(user)
    return queryset if user.is_authenticated and user.is_coordination else queryset.none()


class ScopedMixin:
    """What admin classes and inlines share: rows and choices of `zones.scope`, no other permission."""

    coordination_fields = ()
    """Fields that only the Coordination sets; everybody else reads them."""

    def get_queryset(self, request):
        return scoped(super().get_queryset(request), request.user)

    def has_view_permission(self, request, obj=None):
        if not self._is_welcome(request):
            return False
        return obj is None or self._rows(obj).visible_to(request.user).filter(pk=obj.pk).exists()

    def has_change_permission(self, request, obj=None):
        if not self._is_welcome(request):
            return False
        return obj is None or self._rows(obj).editable_by(request.user).filter(pk=obj.pk).exists()

    def has_delete_permission(self, request, obj=None):
        return self._is_welcome(request) and request.user.is_coordination

    def has_add_permission(self, request, obj=None):
        return self._is_welcome(request) and request.user.is_coordination

    def _is_welcome(self, request):
        user = request.user
        return user.is_authenticated and user.is_active and (user.is_coordination or is_member(user))

    def _rows(self, obj):
        return type(obj)._default_manager.all()

    def get_field_queryset(self, db, db_field, request):
        queryset = super().get_field_queryset(db, db_field, request)
        if queryset is None:
            queryset = db_field.remote_field.model._default_manager.all()
        return scoped(queryset, request.user)

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if request.user.is_coordination else (*fields, *self.coordination_fields)


class ContentMixin(ScopedMixin):
    """Content: its history, and the check of the version that was seen."""

    form = ContentForm
    list_per_page = 50
    show_full_result_count = False
    save_on_top = True

    def has_module_permission(self, request):
        return self._is_welcome(request)

    def has_view_history_permission(self, request, obj=None):
        """The history names people and shows drafts of others: the Coordination's, for now."""
        return self._is_welcome(request) and request.user.is_coordination

    has_change_history_permission = has_view_history_permission

    def get_fieldsets(self, request, obj=None):
        """The declared fieldsets; the version that was seen travels with the first one."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        name, options = fieldsets[0]
        return [(name, {**options, "fields": [*options["fields"], "seen_version"]}), *fieldsets[1:]]


class ContentAdmin(ContentMixin, SimpleHistoryAdmin):
    """Content without translated fields."""


class TranslatedContentAdmin(ContentMixin, SimpleHistoryAdmin, TranslationAdmin):
    """Content with translated fields: each stands in French, Dutch and English where its fieldset names it."""


class PlainAdmin(ScopedMixin, admin.ModelAdmin):
    """Rows that are no content: logs, messages, files."""

    list_per_page = 50
    show_full_result_count = False

    def has_module_permission(self, request):
        return self._is_welcome(request)


class ReadOnlyMixin:
    """Rows that only services write: read in the admin, never changed there."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False


class ScopedStackedInline(ScopedMixin, TranslationStackedInline):
    """Rows under their parent, stacked: tabular inputs have no label for a screen reader."""

    extra = 0
    show_change_link = True


class LogInline(ReadOnlyMixin, ScopedMixin, admin.TabularInline):
    """The log of a review, under its text: read only."""

    extra = 0
    can_delete = False

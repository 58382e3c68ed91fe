"""The admin classes from which all others come: every door asks `records.access`.

Lists, object pages, choices of foreign keys, autocomplete and inlines are narrowed to what the user may see;
changing and deleting to what the user may edit. Django's own permissions play no part.
"""

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import unquote
from django.contrib.admin.views.main import ERROR_FLAG, SEARCH_VAR, ChangeList
from django.contrib.admin.widgets import AdminTextInputWidget
from django.core.exceptions import PermissionDenied
from django.core.validators import MaxLengthValidator
from django.db import IntegrityError, models
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from modeltranslation.admin import TranslationAdmin, TranslationStackedInline
from simple_history.admin import SimpleHistoryAdmin

from records.access import is_coordination, is_member
from records.admin.past import PastMixin, RevertMixin
from records.admin.widgets import SearchedChoice, SearchedChoices, is_possible_key
from records.deleting import is_protected
from records.fields import NumberFormField, WholeNumberFormField
from records.forms import ContentForm, SeenVersionForm
from records.formsets import BoundedFormSet, ReadOnlyFormSet
from records.language_forms import BothLanguagesForm
from records.languages import is_on_the_site
from records.limits import MOST_ROWS
from records.models import StaleRecordError

LONGEST_SEARCH = 200
MOST_FOUND = 1_000


def filter_visible(queryset, user):
    """The queryset narrowed to what the user may see; unscoped models belong to the Coordination."""
    if hasattr(queryset, "visible_to"):
        return queryset.visible_to(user)
    return queryset if is_coordination(user) else queryset.none()


class ScopedMixin:
    """What admin classes and inlines share: rows and choices of `records.access`, no other permission."""

    coordination_fields = ()
    """Fields that only the Coordination sets; everybody else reads them."""

    formfield_overrides = {
        models.URLField: {"assume_scheme": "https"},
        models.DecimalField: {"form_class": NumberFormField, "widget": AdminTextInputWidget},
        models.IntegerField: {"form_class": WholeNumberFormField, "widget": AdminTextInputWidget},
    }

    def get_queryset(self, request):
        return filter_visible(super().get_queryset(request), request.user)

    def has_view_permission(self, request, obj=None):
        if not self._is_welcome(request):
            return False
        return obj is None or self._get_rows(obj).visible_to(request.user).filter(pk=obj.pk).exists()

    def has_change_permission(self, request, obj=None):
        if not self._is_welcome(request):
            return False
        return obj is None or self._get_rows(obj).editable_by(request.user).filter(pk=obj.pk).exists()

    def has_delete_permission(self, request, obj=None):
        """Of an inline, the record is the one under which its rows stand: what is kept keeps them."""
        return is_coordination(request.user) and not (obj is not None and is_protected(obj))

    def has_add_permission(self, request, obj=None):
        return is_coordination(request.user)

    def _is_welcome(self, request):
        return is_coordination(request.user) or is_member(request.user)

    def _get_rows(self, obj):
        return type(obj)._default_manager.all()

    def get_field_queryset(self, db, db_field, request):
        queryset = super().get_field_queryset(db, db_field, request)
        if queryset is None:
            queryset = db_field.remote_field.model._default_manager.all()
        return filter_visible(queryset, request.user)

    def formfield_for_foreignkey(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = SearchedChoice(db_field, self.admin_site)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field, request, **kwargs):
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs["widget"] = SearchedChoices(db_field, self.admin_site)
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def get_readonly_fields(self, request, obj=None):
        fields = super().get_readonly_fields(request, obj)
        return fields if is_coordination(request.user) else (*fields, *self.coordination_fields)


class _SearchForm(ChangeList.search_form_class):
    """A search of reasonable length: SQLite refuses an expression as deep as thousands of words make it."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields[SEARCH_VAR].validators.append(MaxLengthValidator(LONGEST_SEARCH))


class _ScopedChangeList(ChangeList):
    search_form_class = _SearchForm

    def get_queryset(self, request, *args, **kwargs):
        """Of a search the first that the database finds: to count and to order all would read every text twice."""
        queryset = super().get_queryset(request, *args, **kwargs)
        if not self.query:
            return queryset
        found = list(queryset.order_by().values_list("pk", flat=True)[: MOST_FOUND + 1])
        if len(found) > MOST_FOUND:
            sentence = _("More than %(count)d were found, of which %(count)d stand here. Make the search narrower.")
            messages.info(request, sentence % {"count": MOST_FOUND})
        return self.root_queryset.filter(pk__in=found[:MOST_FOUND]).order_by(*queryset.query.order_by)


class ScopedAdminMixin(PastMixin, ScopedMixin):
    """What all admin classes share: constant query counts, and a sentence for what nobody can answer."""

    list_per_page = 50
    show_full_result_count = False

    def has_module_permission(self, request):
        return self._is_welcome(request)

    def get_queryset(self, request):
        queryset = super().get_queryset(request)
        return queryset.select_related(*self.list_select_related) if self.list_select_related else queryset

    def get_changelist(self, request, **kwargs):
        return _ScopedChangeList

    def changelist_view(self, request, extra_context=None):
        """A list that cannot be made leads to the whole list, however often it is asked for.

        Django marks the address of the second with `e`; finding that in the first, it speaks of a broken installation.
        """
        request.GET = request.GET.copy()
        request.GET.pop(ERROR_FLAG, None)
        return super().changelist_view(request, extra_context)

    def get_changelist_instance(self, request):
        try:
            return super().get_changelist_instance(_check_filters(request))
        except (IncorrectLookupParameters, OverflowError) as error:
            messages.error(request, _("No list can be filtered in the way that this address asks for."))
            raise IncorrectLookupParameters from error

    def get_search_results(self, request, queryset, search_term):
        if len(search_term) > LONGEST_SEARCH or "\0" in search_term:
            return queryset.none(), False
        return super().get_search_results(request, queryset, search_term)

    def response_action(self, request, queryset):
        if all(is_possible_key(key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            return super().response_action(request, queryset)
        messages.error(request, self._no_such_record())
        return None

    def delete_view(self, request, object_id, extra_context=None):
        """What is kept says what to do instead, to those who may delete at all."""
        record = self.get_object(request, unquote(object_id)) if is_possible_key(object_id) else None
        if record is not None and super().has_delete_permission(request) and is_protected(record):
            raise PermissionDenied(str(record.instead_of_deleting))
        return super().delete_view(request, object_id, extra_context)

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        return self._respond(request, super().changeform_view, object_id, form_url, extra_context)

    def _respond(self, request, view, *arguments):
        """The answer of the view; a sentence where the request names a record by a number beyond all numbers."""
        try:
            return view(request, *arguments)
        except OverflowError:
            messages.error(request, self._no_such_record())
            return redirect(request.path)
        except IntegrityError:
            # Sent twice at the same moment: the form, asked again, finds what the other one has written, and says so.
            if getattr(request, "was_asked_again", False):
                messages.error(
                    request,
                    _(
                        "What you sent contradicts what is stored; nothing was changed. "
                        "Check what the page shows now, then try again."
                    ),
                )
                return redirect(request.path)
            request.was_asked_again = True
            return self._respond(request, view, *arguments)

    def _no_such_record(self):
        return _("This request names a record that cannot exist; nothing was changed.")


def _check_filters(request):
    """The request; IncorrectLookupParameters when a filter holds the character that PostgreSQL cannot store."""
    filters = {name: values for name, values in request.GET.lists() if name != SEARCH_VAR}
    if any("\0" in text for name, values in filters.items() for text in (name, *values)):
        raise IncorrectLookupParameters
    return request


class SeenVersionMixin:
    """The check of the version that was seen: two people at one record never overwrite each other."""

    form = SeenVersionForm

    def get_fieldsets(self, request, obj=None):
        """The declared fieldsets; the version that was seen travels with the first one."""
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj):
            return fieldsets
        name, options = fieldsets[0]
        return [(name, {**options, "fields": [*options["fields"], "seen_version"]}), *fieldsets[1:]]

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        if getattr(request, "overtaken", False):
            return type(form.__name__, (form,), {"overtaken": True})
        return form

    def _respond(self, request, view, *arguments):
        """The answer of the view; where somebody else saved meanwhile, the form again with all that was typed."""
        try:
            return super()._respond(request, view, *arguments)
        except StaleRecordError:
            request.overtaken = True
            return super()._respond(request, view, *arguments)


class ContentMixin(RevertMixin, SeenVersionMixin, ScopedAdminMixin):
    """Content: its history, and the check of the version that was seen."""

    form = ContentForm
    save_on_top = True


class ContentAdmin(ContentMixin, SimpleHistoryAdmin):
    """Content without translated fields."""


class TranslatedContentAdmin(ContentMixin, SimpleHistoryAdmin, TranslationAdmin):
    """Content with translated fields: each stands in French, Dutch and English where its fieldset names it.

    Where the public sees the record, the page offers the confirmation that both languages say the same.
    """

    form = BothLanguagesForm

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj) or not is_on_the_site(obj):
            return fieldsets
        return [*fieldsets, (_("Both languages"), {"fields": ["languages_confirmed"]})]


class PlainAdmin(ScopedAdminMixin, admin.ModelAdmin):
    """Rows that are no content: logs, messages, files."""


class ReadOnlyMixin:
    """Rows that only services write: read in the admin, never changed there."""

    def has_add_permission(self, request, obj=None):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_change_history_permission(self, request, obj=None):
        return False


class ScopedStackedInline(ScopedMixin, TranslationStackedInline):
    """Rows under their parent, stacked: tabular inputs have no label for a screen reader.

    That both languages say the same is confirmed on the form of the parent.
    """

    form = BothLanguagesForm
    extra = 0
    show_change_link = True
    coordination_fields = ("position",)
    formset = BoundedFormSet
    most = MOST_ROWS
    """Rows that stand under one record at the most."""

    def get_max_num(self, request, obj=None, **kwargs):
        return self.most if self.max_num is None else self.max_num

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **{"absolute_max": self.most} | kwargs)
        attributes = {"confirmed_above": "languages_confirmed" in request.POST}
        formset.form = type(formset.form.__name__, (formset.form,), attributes)
        return formset


class LogInline(ReadOnlyMixin, ScopedMixin, admin.TabularInline):
    """The log of a review, under its text: read only."""

    template = "admin/edit_inline/log.html"
    formset = ReadOnlyFormSet
    extra = 0
    can_delete = False

"""The confirmation that both languages say the same, on the pages on which one corrects what the public sees."""

from django.utils.translation import gettext_lazy as _

from zones.admin.bases import ScopedStackedInline
from zones.restoring import is_published


class BothLanguagesMixin:
    """An admin class with a BothLanguagesForm: it offers the confirmation where the record is on the site."""

    def get_fieldsets(self, request, obj=None):
        fieldsets = super().get_fieldsets(request, obj)
        if obj is None or not self.has_change_permission(request, obj) or not is_published(obj):
            return fieldsets
        return [*fieldsets, (_("Both languages"), {"fields": ["languages_confirmed"]})]


class BothLanguagesInline(ScopedStackedInline):
    """Rows with a BothLanguagesForm: what is confirmed on the form of the record holds for them too."""

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        attributes = {"confirmed_above": "languages_confirmed" in request.POST}
        formset.form = type(formset.form.__name__, (formset.form,), attributes)
        return formset

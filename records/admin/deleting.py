"""Deleting several records at once: all of them or none, and what is kept says what to do instead."""

from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected as delete_after_asking
from django.utils.translation import gettext as _

from records.deleting import find_protected


@admin.action(permissions=["delete"], description=delete_after_asking.short_description)
def delete_selected(modeladmin, request, queryset):
    """As Django's, except where one of the records is kept: nothing is deleted then."""
    kept = find_protected(queryset)
    for record in kept:
        messages.error(request, _("%(text)s: %(reason)s") % {"text": record, "reason": record.instead_of_deleting})
    return None if kept else delete_after_asking(modeladmin, request, queryset)


admin.site.add_action(delete_selected, "delete_selected")

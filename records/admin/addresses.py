from django.contrib import admin

from records.admin.bases import PlainAdmin, ReadOnlyMixin
from records.models import FormerAddress


@admin.register(FormerAddress)
class FormerAddressAdmin(ReadOnlyMixin, PlainAdmin):
    list_display = ["name", "model", "record", "left_at"]
    fields = readonly_fields = ["model", "within", "name", "record", "left_at"]
    list_filter = ["model"]
    search_fields = ["name"]

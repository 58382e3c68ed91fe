from django.contrib import admin

from exchange.models import LoadedRow
from records.admin.bases import PlainAdmin, ReadOnlyMixin


@admin.register(LoadedRow)
class LoadedRowAdmin(ReadOnlyMixin, PlainAdmin):
    list_display = ["table", "key", "loaded_at"]
    list_filter = ["table"]
    search_fields = ["key"]

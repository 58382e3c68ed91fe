from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from initiatives.models import Indicator, Period, Theme
from records.admin.bases import ContentAdmin, TranslatedContentAdmin


@admin.register(Period)
class PeriodAdmin(ContentAdmin):
    list_display = ["key", "starts_on", "ends_on", "opens_on", "deadline", "closed"]
    list_filter = ["closed"]
    search_fields = ["key"]
    # A round is closed on its board, which says what is left over.
    readonly_fields = ["closed"]
    fieldsets = [
        (None, {"fields": ["key", "starts_on", "ends_on"]}),
        (_("Round"), {"fields": ["opens_on", "deadline", "closed"]}),
        (_("Place in lists"), {"fields": ["position"]}),
    ]


@admin.register(Indicator)
class IndicatorAdmin(TranslatedContentAdmin):
    list_display = ["name", "key", "unit"]
    list_filter = ["unit"]
    search_fields = ["key", "name_fr", "name_nl"]
    fieldsets = [(None, {"fields": ["key", "name", "unit"]}), (_("Place in lists"), {"fields": ["position"]})]


@admin.register(Theme)
class ThemeAdmin(TranslatedContentAdmin):
    list_display = ["title", "key"]
    search_fields = ["key", "title_fr", "title_nl"]
    fieldsets = [(None, {"fields": ["key", "title", "body"]}), (_("Place in lists"), {"fields": ["position"]})]

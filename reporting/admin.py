from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from records.admin.bases import PlainAdmin, ReadOnlyMixin, TranslatedContentAdmin
from reporting.models import Edition, EditionText, Issue, IssuedReport


@admin.register(Edition)
class EditionAdmin(TranslatedContentAdmin):
    list_display = ["title", "key", "framework", "covers_from", "covers_to"]
    list_filter = ["framework"]
    list_select_related = ["framework"]
    search_fields = ["key", "title_fr", "title_nl"]
    autocomplete_fields = ["framework", "periods"]
    fieldsets = [
        (None, {"fields": ["key", "title", "framework"]}),
        (_("What it covers"), {"fields": ["covers_from", "covers_to", "periods"]}),
        (_("Place in lists"), {"fields": ["position"]}),
    ]


@admin.register(EditionText)
class EditionTextAdmin(TranslatedContentAdmin):
    list_display = ["title", "edition", "place", "volet", "style", "position"]
    list_filter = ["edition", "place", "volet", "style"]
    list_select_related = ["edition", "volet"]
    search_fields = ["title_fr", "title_nl", "body_fr", "body_nl"]
    autocomplete_fields = ["edition", "volet"]
    fieldsets = [
        (None, {"fields": ["edition", "place", "volet", "style", "position"]}),
        (_("Text"), {"fields": ["title", "body"]}),
    ]


@admin.register(Issue)
class IssueAdmin(ReadOnlyMixin, PlainAdmin):
    list_display = ["edition", "number", "issued_at", "issued_by", "reason"]
    list_filter = ["edition", "issued_at"]
    list_select_related = ["edition", "issued_by"]
    search_fields = ["edition__key", "reason"]


@admin.register(IssuedReport)
class IssuedReportAdmin(ReadOnlyMixin, PlainAdmin):
    list_display = ["issue", "language", "format", "size", "sha256"]
    list_filter = ["language", "format", "issue__edition"]
    list_select_related = ["issue__edition"]
    search_fields = ["sha256", "issue__edition__key"]

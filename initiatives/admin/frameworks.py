from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from initiatives.models import Framework, Recommendation, Volet
from records.admin.bases import TranslatedContentAdmin


@admin.register(Framework)
class FrameworkAdmin(TranslatedContentAdmin):
    list_display = ["short_title", "key", "adopted_on"]
    search_fields = ["key", "title_fr", "title_nl", "short_title_fr", "short_title_nl"]
    fieldsets = [
        (None, {"fields": ["key", "title", "short_title", "adopted_on", "source_url", "note"]}),
        (_("Place in lists"), {"fields": ["position"]}),
    ]


@admin.register(Volet)
class VoletAdmin(TranslatedContentAdmin):
    list_display = ["number", "title", "framework", "covered", "verified"]
    list_display_links = ["number", "title"]
    list_filter = ["framework", "covered", "verified"]
    list_select_related = ["framework"]
    search_fields = ["title_fr", "title_nl"]
    fieldsets = [
        (None, {"fields": ["framework", "number", "title", "note"]}),
        (_("Marks"), {"fields": ["covered", "verified"]}),
        (_("Place in lists"), {"fields": ["position"]}),
    ]


@admin.register(Recommendation)
class RecommendationAdmin(TranslatedContentAdmin):
    list_display = ["code", "text", "volet", "competence", "verified"]
    list_filter = ["volet__framework", "volet", "competence", "verified"]
    list_select_related = ["volet"]
    search_fields = ["code", "text_fr", "text_nl"]
    autocomplete_fields = ["volet"]
    fieldsets = [
        (None, {"fields": ["volet", "code", "text"]}),
        (_("Marks"), {"fields": ["competence", "verified", "source_url"]}),
        (_("Place in lists"), {"fields": ["position"]}),
    ]

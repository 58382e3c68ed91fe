from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from initiatives.forms import InitiativeForm
from initiatives.models import Initiative
from zones.admin.bases import TranslatedContentAdmin


@admin.register(Initiative)
class InitiativeAdmin(TranslatedContentAdmin):
    form = InitiativeForm
    list_display = ["title", "lead", "volet", "kind", "theme"]
    list_filter = ["volet", "kind", "lead__kind", "theme", "lead"]
    list_select_related = ["lead", "volet", "theme"]
    search_fields = ["key", "title_fr", "title_nl", "lead__name_fr", "lead__name_nl"]
    autocomplete_fields = ["lead", "co_partners", "communes", "volet", "recommendations", "theme"]
    coordination_fields = ["key", "lead", "volet", "theme", "position", "recommendations"]
    fieldsets = [
        (None, {"fields": ["key", "title", "lead", "co_partners", "communes"]}),
        (_("In the report"), {"fields": ["volet", "recommendations", "kind", "theme", "position"]}),
        (_("What is known"), {"fields": ["audience", "partnerships", "started", "ended", "website"]}),
    ]

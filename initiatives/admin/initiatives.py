from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from initiatives.admin.actions import LinkRecommendationMixin
from initiatives.forms import InitiativeForm
from initiatives.models import Initiative
from records.admin.bases import TranslatedContentAdmin


@admin.register(Initiative)
class InitiativeAdmin(LinkRecommendationMixin, TranslatedContentAdmin):
    form = InitiativeForm
    list_display = ["title", "lead", "volet", "kind", "theme", "merged_into"]
    list_filter = ["volet", "kind", "lead__kind", "theme", ("merged_into", admin.EmptyFieldListFilter), "lead"]
    list_select_related = ["lead", "volet", "theme", "merged_into"]
    search_fields = ["key", "title_fr", "title_nl", "lead__name_fr", "lead__name_nl"]
    autocomplete_fields = ["lead", "co_partners", "communes", "volet", "recommendations", "theme"]
    coordination_fields = ["key", "lead", "volet", "theme", "position", "recommendations"]
    fieldsets = [
        (None, {"fields": ["key", "title", "lead", "co_partners", "communes"]}),
        (_("In the report"), {"fields": ["volet", "recommendations", "kind", "theme", "position"]}),
        (_("What is known"), {"fields": ["audience", "partnerships", "started", "ended", "website"]}),
    ]

    def get_readonly_fields(self, request, obj=None):
        """The kind of an initiative of which something is published is that of its latest update: changed there."""
        fields = super().get_readonly_fields(request, obj)
        return (*fields, "kind") if obj and Initiative.objects.published().filter(pk=obj.pk).exists() else fields

    def get_search_results(self, request, queryset, search_term):
        """Where an initiative is chosen for something, a duplicate is none: its original is."""
        found, may_repeat = super().get_search_results(request, queryset, search_term)
        is_choice = request.resolver_match.view_name == "admin:autocomplete"
        return found.filter(merged_into__isnull=True) if is_choice else found, may_repeat

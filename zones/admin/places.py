from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from records.admin.bases import TranslatedContentAdmin
from zones.models import Commune, Partner, PoliceZone


@admin.register(PoliceZone)
class PoliceZoneAdmin(TranslatedContentAdmin):
    list_display = ["number", "name", "short_name", "valid_from", "valid_to", "successor"]
    list_select_related = ["successor"]
    search_fields = ["number", "name_fr", "name_nl", "short_name"]
    fieldsets = [
        (None, {"fields": ["number", "name", "short_name", "website"]}),
        (_("Validity"), {"fields": ["valid_from", "valid_to", "successor", "communes_order"]}),
        (_("Place in lists"), {"fields": ["position"]}),
    ]


@admin.register(Commune)
class CommuneAdmin(TranslatedContentAdmin):
    list_display = ["nis_code", "name", "postal_codes"]
    list_filter = ["zones"]
    search_fields = ["nis_code", "name_fr", "name_nl", "postal_codes"]
    autocomplete_fields = ["zones"]
    fieldsets = [
        (None, {"fields": ["nis_code", "name", "postal_codes", "zones"]}),
        (_("Tile map"), {"fields": ["tile_row", "tile_column"]}),
        (_("Place in lists"), {"fields": ["position"]}),
    ]


@admin.register(Partner)
class PartnerAdmin(TranslatedContentAdmin):
    list_display = ["name", "kind", "group", "short_name", "zone", "commune"]
    list_filter = ["kind", "group"]
    list_select_related = ["zone", "commune"]
    search_fields = ["key", "name_fr", "name_nl", "short_name", "former_names"]
    autocomplete_fields = ["zone", "commune"]
    fieldsets = [
        (None, {"fields": ["key", "kind", "group", "name", "short_name", "former_names", "website"]}),
        (_("Territory"), {"fields": ["zone", "commune"]}),
        (_("Place in lists"), {"fields": ["position"]}),
    ]

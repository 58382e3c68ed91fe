from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from initiatives.admin.reviews import ReviewedAdmin
from lisa.forms import AntennaCountForm, AntennaForm
from lisa.models import Antenna, AntennaCount, AntennaFigure, AntennaReview, AntennaService, AntennaUpdate
from records.admin.bases import LogInline, PlainAdmin, ReadOnlyMixin, ScopedStackedInline, TranslatedContentAdmin
from records.admin.widgets import PreloadedFormSet
from records.limits import MOST_YEARLY_ROWS


class AntennaServiceInline(ScopedStackedInline):
    model = AntennaService
    fields = ["name", "permanent", "position", "seen_version"]


class AntennaFigureInline(ScopedStackedInline):
    model = AntennaFigure
    formset = PreloadedFormSet
    most = MOST_YEARLY_ROWS
    autocomplete_fields = ["indicator"]
    fields = ["year", "indicator", "value", "qualifier", "note", "position", "seen_version"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("antenna", "indicator")


@admin.register(Antenna)
class AntennaAdmin(TranslatedContentAdmin):
    form = AntennaForm
    list_display = ["name", "commune", "operational_since", "mark", "police_presence"]
    list_filter = ["commune", "mark", "police_presence"]
    list_select_related = ["commune"]
    search_fields = ["key", "name_fr", "name_nl", "former_names", "address_fr", "address_nl"]
    autocomplete_fields = ["commune", "partners"]
    inlines = [AntennaServiceInline, AntennaFigureInline]
    fieldsets = [
        (None, {"fields": ["key", "name", "former_names", "commune", "partners"]}),
        (_("Address and hours"), {"fields": ["address", "provisional", "hours", "police_presence", "website"]}),
        (_("Dates"), {"fields": ["operational_since", "inaugurated_on", "closed", "mark", "marked_since"]}),
        (_("Place in lists"), {"fields": ["position"]}),
    ]

    @admin.display(description=_("operational since"), ordering="operational_since_earliest")
    def operational_since(self, antenna):
        return antenna.operational_since


class AntennaReviewInline(LogInline):
    model = AntennaReview
    fields = readonly_fields = ["at", "by", "from_state", "to_state", "remark"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("by")


@admin.register(AntennaUpdate)
class AntennaUpdateAdmin(ReviewedAdmin):
    list_display = ["antenna", "period", "review_state"]
    list_filter = ["review_state", "period", "antenna"]
    list_select_related = ["antenna", "period"]
    search_fields = ["antenna__name_fr", "antenna__name_nl", "body_fr", "body_nl"]
    autocomplete_fields = ["antenna", "period"]
    coordination_fields = ["antenna", "period", "position"]
    inlines = [AntennaReviewInline]
    fieldsets = [
        (None, {"fields": ["antenna", "period", "review_state"]}),
        (_("Text"), {"fields": ["nothing_new", "body"]}),
        (_("In the report"), {"fields": ["position"]}),
    ]


@admin.register(AntennaFigure)
class AntennaFigureAdmin(TranslatedContentAdmin):
    list_display = ["antenna", "in_year", "indicator", "value", "qualifier"]
    list_filter = ["antenna", "indicator", "year"]
    list_select_related = ["antenna", "indicator"]
    search_fields = ["antenna__name_fr", "antenna__name_nl", "note_fr", "note_nl"]
    autocomplete_fields = ["antenna", "indicator"]
    fieldsets = [(None, {"fields": ["antenna", "year", "indicator", "value", "qualifier", "note", "position"]})]

    @admin.display(description=_("year"), ordering="year")
    def in_year(self, figure):
        """As text: a year is no number to group the digits of."""
        return str(figure.year)


@admin.register(AntennaService)
class AntennaServiceAdmin(TranslatedContentAdmin):
    list_display = ["name", "antenna", "permanent"]
    list_filter = ["antenna", "permanent"]
    list_select_related = ["antenna"]
    search_fields = ["name_fr", "name_nl"]
    autocomplete_fields = ["antenna"]
    fieldsets = [(None, {"fields": ["antenna", "name", "permanent", "position"]})]


@admin.register(AntennaCount)
class AntennaCountAdmin(TranslatedContentAdmin):
    form = AntennaCountForm
    list_display = ["key", "counted_on", "number", "source"]
    search_fields = ["key", "source_fr", "source_nl"]
    fieldsets = [
        (None, {"fields": ["key", "counted_on", "number", "source"]}),
        (_("Place in lists"), {"fields": ["position"]}),
    ]

    @admin.display(description=_("counted on"), ordering="counted_on_earliest")
    def counted_on(self, count):
        return count.counted_on


@admin.register(AntennaReview)
class AntennaReviewAdmin(ReadOnlyMixin, PlainAdmin):
    list_display = ["subject", "from_state", "to_state", "by", "at"]
    list_filter = ["to_state", "at"]
    list_select_related = ["subject__antenna", "subject__period", "by"]
    search_fields = ["remark", "subject__antenna__name_fr", "subject__antenna__name_nl"]

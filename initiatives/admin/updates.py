from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from initiatives.admin.actions import HighlightMixin
from initiatives.admin.reviews import ReviewedAdmin
from initiatives.figures import describe_figure, get_totals
from initiatives.forms import EventForm, UpdateForm
from initiatives.kinds import set_kinds_from_latest_updates
from initiatives.models import Event, Figure, Photo, Update, UpdateReview
from initiatives.services import find_publication_gaps
from records.admin.bases import LogInline, PlainAdmin, ReadOnlyMixin, ScopedStackedInline, TranslatedContentAdmin
from records.admin.widgets import PreloadedFormSet
from records.formsets import ReadOnlyFormSet
from records.history.restoring import is_published


def _offer_totals(form, totals):
    """Of which figure the one of the form can be a part: of one of the same text. They are read once for all rows."""
    field = form.base_fields.get("part_of")
    if field:
        field.queryset = totals
        field.choices = [("", field.empty_label), *((total.pk, describe_figure(total)) for total in totals)]


class FigureInline(ScopedStackedInline):
    model = Figure
    formset = PreloadedFormSet
    autocomplete_fields = ["indicator"]
    fields = ["indicator", "value", "qualifier", "year", "note", "part_of", "position", "seen_version"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("indicator", "part_of__indicator")

    def get_formset(self, request, obj=None, **kwargs):
        formset = super().get_formset(request, obj, **kwargs)
        _offer_totals(formset.form, get_totals(obj))
        return formset


class EventInline(ScopedStackedInline):
    model = Event
    form = EventForm
    fields = ["date", "title", "place", "attendance", "attendance_qualifier", "position", "seen_version"]


class PhotoInline(ReadOnlyMixin, ScopedStackedInline):
    model = Photo
    formset = ReadOnlyFormSet
    fields = ["file", "alternative", "credit", "consent"]


class UpdateReviewInline(LogInline):
    model = UpdateReview
    fields = readonly_fields = ["at", "by", "from_state", "to_state", "remark"]

    def get_queryset(self, request):
        return super().get_queryset(request).select_related("by")


@admin.register(Update)
class UpdateAdmin(HighlightMixin, ReviewedAdmin):
    form = UpdateForm
    list_display = ["initiative", "period", "partner", "status", "kind", "highlight", "review_state"]
    list_filter = [
        "review_state", "period", "status", "kind", "highlight", "initiative__volet",
        ("initiative__merged_into", admin.EmptyFieldListFilter), "partner",
    ]  # fmt: skip
    list_select_related = ["initiative", "period", "partner"]
    search_fields = ["initiative__key", "initiative__title_fr", "initiative__title_nl", "body_fr", "body_nl"]
    autocomplete_fields = ["initiative", "period", "partner"]
    coordination_fields = ["initiative", "period", "partner", "highlight", "position"]
    inlines = [FigureInline, EventInline, PhotoInline, UpdateReviewInline]
    fieldsets = [
        (None, {"fields": ["initiative", "period", "partner", "status", "kind", "review_state"]}),
        (_("Text"), {"fields": ["body"]}),
        (_("What changes"), {"fields": ["title", "audience", "partnerships", "ended"], "classes": ["collapse"]}),
        (_("In the report"), {"fields": ["highlight", "position"]}),
    ]

    def find_gaps(self, record):
        """A published update is held to the rule of its publication, also by a step back."""
        return find_publication_gaps(record) if is_published(record) else []

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        set_kinds_from_latest_updates([obj.initiative_id])


class EvidenceAdmin(TranslatedContentAdmin):
    """Figures and events across updates: to search and filter; they are edited under their update."""

    list_select_related = ["update__initiative", "update__period"]
    autocomplete_fields = ["update"]
    coordination_fields = ["update", "position"]

    @admin.display(description=_("period"), ordering="update__period__starts_on")
    def period(self, record):
        return record.update.period

    @admin.display(description=_("initiative"))
    def initiative(self, record):
        return record.update.initiative


@admin.register(Figure)
class FigureAdmin(EvidenceAdmin):
    list_display = ["indicator", "value", "qualifier", "in_year", "initiative", "period"]
    list_filter = ["indicator", "qualifier", "year", "update__period"]
    list_select_related = ["indicator", "update__initiative", "update__period"]
    search_fields = ["note_fr", "note_nl", "update__initiative__title_fr", "update__initiative__title_nl"]
    autocomplete_fields = ["update", "indicator"]
    fieldsets = [
        (None, {"fields": ["update", "indicator", "value", "qualifier", "year", "note", "part_of", "position"]})
    ]

    def get_form(self, request, obj=None, **kwargs):
        form = super().get_form(request, obj, **kwargs)
        _offer_totals(form, get_totals(obj.update).exclude(pk=obj.pk) if obj else get_totals(None))
        return form

    @admin.display(description=_("year"), ordering="year")
    def in_year(self, figure):
        """As text: a year is no number to group the digits of."""
        return figure.year and str(figure.year)


@admin.register(Event)
class EventAdmin(EvidenceAdmin):
    form = EventForm
    list_display = ["title", "date", "place", "attendance", "initiative", "period"]
    list_filter = ["update__period"]
    search_fields = ["title_fr", "title_nl", "place", "update__initiative__title_fr", "update__initiative__title_nl"]
    fieldsets = [
        (None, {"fields": ["update", "date", "title", "place", "attendance", "attendance_qualifier", "position"]})
    ]


@admin.register(Photo)
class PhotoAdmin(ReadOnlyMixin, EvidenceAdmin):
    list_display = ["alternative", "credit", "initiative", "period"]
    list_filter = ["update__period"]
    search_fields = ["alternative_fr", "alternative_nl", "credit"]
    readonly_fields = ["sha256"]
    fieldsets = [(None, {"fields": ["update", "file", "sha256", "alternative", "credit", "consent"]})]


@admin.register(UpdateReview)
class UpdateReviewAdmin(ReadOnlyMixin, PlainAdmin):
    list_display = ["subject", "from_state", "to_state", "by", "at"]
    list_filter = ["to_state", "at"]
    list_select_related = ["subject__initiative", "subject__period", "by"]
    search_fields = ["remark", "subject__initiative__title_fr", "subject__initiative__title_nl"]

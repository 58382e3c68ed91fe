"""What stands under an update: figures, events, photos."""

from decimal import Decimal

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from document.numbers import format_number
from initiatives.models.reference import Indicator
from initiatives.models.reviews import VALIDATED
from initiatives.models.updates import Update
from records.access import ScopedQuerySet
from records.fields import PartialDateField, make_partial_date_constraints
from records.files.checksums import has_kept_size, lock_file_name
from records.models.base import VersionedModel


class Qualifier(models.TextChoices):
    EXACT = "exact", _("exact")
    ABOUT = "about", _("about")
    AT_LEAST = "at_least", _("at least")
    MORE_THAN = "more_than", _("more than")
    AVERAGE = "average", _("on average")


def make_figure_constraints(model_name):
    """Database constraints that every figure shares: a known qualifier, a value from zero, a plausible year."""
    return [
        models.CheckConstraint(
            name=f"{model_name}_qualifier_is_known", condition=models.Q(qualifier__in=Qualifier.values)
        ),
        models.CheckConstraint(
            name=f"{model_name}_value_is_not_negative",
            condition=models.Q(value__gte=0),
            violation_error_message=_("A figure counts from zero."),
        ),
        models.CheckConstraint(
            name=f"{model_name}_year_is_plausible",
            condition=models.Q(year__isnull=True) | models.Q(year__gte=1900, year__lte=2100),
            violation_error_message=_("Write the year in four digits."),
        ),
    ]


INSTEAD_OF_DELETING = _(
    "The text under which this stands was validated: nothing of it is deleted. Reopen the text in the review, with a "
    "remark; then take this out."
)


class EvidenceQuerySet(ScopedQuerySet):
    """Seen and edited with the update under which it stands."""

    def published(self):
        return self.filter(update__in=Update.objects.published())

    def protected(self):
        """What stands under a validated text; once that is reopened, the record alone keeps what was published."""
        return self.filter(update__review_state__in=VALIDATED)

    def _history_visible_to_member(self, user):
        return self.filter(update__in=Update.objects.past_visible_to(user))

    def _visible_to_member(self, user):
        return self.filter(update__in=Update.objects.visible_to(user))

    def _editable_by_member(self, user):
        return self.filter(update__in=Update.objects.editable_by(user))


def check_count_is_whole(figure):
    """Refuse a count with decimals: only an average, a percentage or an amount has any."""
    if figure.value is None or figure.indicator_id is None or figure.qualifier == Qualifier.AVERAGE:
        return
    if figure.indicator.unit == Indicator.Unit.COUNT and Decimal(figure.value) % 1:
        raise ValidationError(
            {"value": _("A count is a whole number. Only an average, a percentage or an amount has decimals.")}
        )


class FigureFields(models.Model):
    """What a figure says: under a text, and under the record of what was published of it."""

    key = models.CharField(_("key"), max_length=100, blank=True, editable=False)
    indicator = models.ForeignKey(Indicator, models.PROTECT, verbose_name=_("indicator"), related_name="%(class)ss")
    year = models.PositiveSmallIntegerField(
        _("year"), null=True, blank=True, validators=[MinValueValidator(1900), MaxValueValidator(2100)]
    )
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4)
    qualifier = models.CharField(_("qualifier"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    note = models.CharField(_("note"), max_length=500, blank=True)
    part_of = models.ForeignKey(
        "self",
        # Without its total a part would stand as a total of its own: the parts go first, or all together.
        models.RESTRICT,
        null=True,
        blank=True,
        verbose_name=_("part of"),
        related_name="parts",
        help_text=_("The figure of the same text in which this one is counted already."),
    )

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.indicator}: {format_number(self.value, get_language() or settings.LANGUAGE_CODE)}"


class Figure(FigureFields, VersionedModel):
    update = models.ForeignKey(Update, models.CASCADE, verbose_name=_("update"), related_name="figures")

    objects = EvidenceQuerySet.as_manager()

    instead_of_deleting = INSTEAD_OF_DELETING
    key_within = "update"

    class Meta(VersionedModel.Meta):
        verbose_name = _("figure")
        verbose_name_plural = _("figures")
        constraints = [
            *make_figure_constraints("figure"),
            models.UniqueConstraint(fields=["update", "key"], name="figure_key_is_unique_under_its_update"),
            models.CheckConstraint(
                name="figure_is_no_part_of_itself",
                condition=models.Q(part_of__isnull=True) | ~models.Q(part_of=models.F("id")),
                violation_error_message=_("A figure is no part of itself."),
            ),
        ]

    def clean(self):
        """A part and its total stand under one text and count the same; a part has no parts of its own."""
        super().clean()
        check_count_is_whole(self)
        if self.part_of_id:
            self._check_total(self.part_of)
        elif not self._state.adding and self.parts.exclude(indicator=self.indicator_id).exists():
            raise ValidationError(_("The parts of this figure count something else: take them out of it first."))

    def get_key_parts(self):
        return self.indicator.key, self.year

    def _check_total(self, total):
        if total.update_id != self.update_id:
            raise ValidationError(_("A part and its total stand under the same text."))
        if total.indicator_id != self.indicator_id:
            raise ValidationError(_("A part counts the same as its total."))
        if total.part_of_id or (not self._state.adding and self.parts.exists()):
            raise ValidationError(_("A part has no parts of its own: name the total of all."))


def order_with_parts(figures):
    """The figures of one text, each followed by its parts."""
    return [figure for _total, figure in pair_with_totals(figures)]


def pair_with_totals(figures):
    """(total, figure) of the figures of one text, each followed by its parts: what is no part is its own total."""
    figures = list(figures)
    parts = {}
    for figure in figures:
        if figure.part_of_id:
            parts.setdefault(figure.part_of_id, []).append(figure)
    shown = {figure.pk for figure in figures}
    for figure in figures:
        if not figure.part_of_id or figure.part_of_id not in shown:
            yield figure, figure
            yield from ((figure, part) for part in parts.get(figure.pk, ()))


class EventFields(models.Model):
    """What an event says: under a text, and under the record of what was published of it."""

    key = models.CharField(_("key"), max_length=100, blank=True, editable=False)
    date = PartialDateField(_("date"))
    title = models.CharField(_("title"), max_length=300)
    place = models.CharField(_("place"), max_length=200, blank=True)
    attendance = models.PositiveIntegerField(_("attendance"), null=True, blank=True)
    attendance_qualifier = models.CharField(
        _("exactness of the attendance"), max_length=10, choices=Qualifier, default=Qualifier.EXACT
    )

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.date or ''} {self.title_fr or self.title_nl or ''}".strip()


class Event(EventFields, VersionedModel):
    """Something dated that happened. Odd dates (outside the period, or none) are pointed out, not refused."""

    update = models.ForeignKey(Update, models.CASCADE, verbose_name=_("update"), related_name="events")

    objects = EvidenceQuerySet.as_manager()

    instead_of_deleting = INSTEAD_OF_DELETING
    key_within = "update"

    class Meta(VersionedModel.Meta):
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = [
            *make_partial_date_constraints("event", "date"),
            models.UniqueConstraint(fields=["update", "key"], name="event_key_is_unique_under_its_update"),
            models.CheckConstraint(
                name="event_attendance_qualifier_is_known",
                condition=models.Q(attendance_qualifier__in=Qualifier.values),
            ),
        ]

    def get_key_parts(self):
        return self.date, self.title_fr or self.title_nl or self.title_en


class PhotoFields(models.Model):
    """What is known of a photo: under a text, and under the record of what was published of it."""

    file = models.FileField(_("file"), upload_to="photos", max_length=200)
    size = models.PositiveIntegerField(_("size in bytes"), editable=False)
    sha256 = models.CharField("SHA-256", max_length=64, editable=False)
    alternative = models.CharField(
        _("alternative text"), max_length=300, help_text=_("What the picture shows, for those who do not see it.")
    )
    credit = models.CharField(_("credit"), max_length=200, blank=True)
    consent = models.BooleanField(_("consent"), default=False, help_text=_("The people shown have agreed."))
    minors = models.BooleanField(
        _("minors are shown"), default=False, help_text=_("Children or young people under 18 can be recognised.")
    )
    parental_consent = models.BooleanField(
        _("consent of the parents"), default=False, help_text=_("The parents of the minors shown have agreed.")
    )

    class Meta:
        abstract = True

    def __str__(self):
        return self.alternative_fr or self.alternative_nl or self.file.name

    @property
    def has_file(self):
        """Whether the picture is still where it was put, with its size: a storage can lose what the database names."""
        return has_kept_size(self)


class Photo(PhotoFields, VersionedModel):
    """A picture, re-encoded without its metadata and named by its content. Made by `initiatives.photos`."""

    update = models.ForeignKey(Update, models.CASCADE, verbose_name=_("update"), related_name="photos")

    objects = EvidenceQuerySet.as_manager()

    instead_of_deleting = INSTEAD_OF_DELETING

    class Meta(VersionedModel.Meta):
        verbose_name = _("photo")
        verbose_name_plural = _("photos")
        constraints = [
            models.CheckConstraint(
                name="photo_needs_consent",
                condition=models.Q(consent=True),
                violation_error_message=_("A photo is kept only when the people shown have agreed."),
            ),
            models.CheckConstraint(
                name="photo_of_minors_needs_their_parents",
                condition=models.Q(minors=False) | models.Q(parental_consent=True),
                violation_error_message=_("A photo of minors is kept only when their parents have agreed."),
            ),
            models.UniqueConstraint(fields=["update", "sha256"], name="photo_stands_once_under_its_update"),
        ]

    def clean(self):
        """A photo is brought back with its picture only: that left the disk with the last row that showed it."""
        super().clean()
        if self._state.adding:
            lock_file_name(self.file.name)
            if not self.has_file:
                raise ValidationError(
                    _("The picture of a removed photo is deleted and cannot be brought back: add the photo again.")
                )

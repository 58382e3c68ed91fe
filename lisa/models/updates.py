from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from document.numbers import format_number
from initiatives.models import Indicator, Period, Qualifier, ReviewLogEntry, ReviewState
from initiatives.models.evidence import check_count_is_whole, make_figure_constraints
from initiatives.models.reviews import (
    INSTEAD_OF_DELETING,
    ReviewedQuerySet,
    make_log_constraints,
    make_state_constraint,
)
from lisa.models.antennas import Antenna
from records.access import ReferenceQuerySet
from records.limits import LONGEST_TEXT
from records.models.base import VersionedModel


class AntennaUpdateQuerySet(ReviewedQuerySet):
    def of_partners(self, partners):
        """The texts on antennas on which one of the partners reports: see `Antenna.objects.reported_by`."""
        return self.filter(antenna__in=Antenna.objects.reported_by(partners).values("pk"))

    def handed_in_by(self, partners):
        return self.of_partners(partners)


class AntennaUpdateFields(models.Model):
    """The content of an antenna's update, shared by the text and the record of what was published of it."""

    body = models.TextField(_("text"), max_length=LONGEST_TEXT, blank=True, help_text=_("Markdown."))

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.antenna} ({self.period})"


class AntennaUpdate(AntennaUpdateFields, VersionedModel):
    """What happened to an antenna in one period; reviewed like any update, through `lisa.services`.

    What the public reads of it is its `record`, see `PublishedAntennaUpdate`.
    """

    antenna = models.ForeignKey(Antenna, models.PROTECT, verbose_name=_("antenna"), related_name="updates")
    period = models.ForeignKey(Period, models.PROTECT, verbose_name=_("period"), related_name="antenna_updates")
    nothing_new = models.BooleanField(
        _("nothing new"), default=False, help_text=_("Its partner said so for the period; there is no text then.")
    )
    review_state = models.CharField(
        _("review state"), max_length=10, choices=ReviewState, default=ReviewState.DRAFT, editable=False
    )

    objects = AntennaUpdateQuerySet.as_manager()

    instead_of_deleting = INSTEAD_OF_DELETING

    class Meta(VersionedModel.Meta):
        verbose_name = pgettext_lazy("of an antenna", "update")
        verbose_name_plural = pgettext_lazy("of an antenna", "updates")
        ordering = ["antenna__position", "period__starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["antenna", "period"],
                name="antennaupdate_is_one_per_antenna_and_period",
                violation_error_message=_("This antenna already has an update for this period."),
            ),
            make_state_constraint("antennaupdate"),
        ]


class AntennaReview(ReviewLogEntry):
    subject = models.ForeignKey(AntennaUpdate, models.CASCADE, verbose_name=_("update"), related_name="review_log")

    class Meta(ReviewLogEntry.Meta):
        verbose_name = _("review of an antenna's update")
        verbose_name_plural = _("reviews of antennas' updates")
        constraints = make_log_constraints("antennareview")


class AntennaFigure(VersionedModel):
    """A yearly figure. An indicator may have several in one year; a chart takes one value a year."""

    antenna = models.ForeignKey(Antenna, models.CASCADE, verbose_name=_("antenna"), related_name="figures")
    year = models.PositiveSmallIntegerField(_("year"), validators=[MinValueValidator(1900), MaxValueValidator(2100)])
    indicator = models.ForeignKey(
        Indicator, models.PROTECT, verbose_name=_("indicator"), related_name="antenna_figures"
    )
    value = models.DecimalField(_("value"), max_digits=16, decimal_places=4)
    qualifier = models.CharField(_("qualifier"), max_length=10, choices=Qualifier, default=Qualifier.EXACT)
    note = models.CharField(_("note"), max_length=500, blank=True)

    key = models.CharField(_("key"), max_length=100, blank=True, editable=False)

    objects = ReferenceQuerySet.as_manager()

    key_within = "antenna"

    part_of_id = None
    """A yearly figure is never part of another one."""

    class Meta(VersionedModel.Meta):
        verbose_name = _("figure of an antenna")
        verbose_name_plural = _("figures of antennas")
        constraints = [
            *make_figure_constraints("antennafigure"),
            models.UniqueConstraint(fields=["antenna", "key"], name="antennafigure_key_is_unique_in_its_antenna"),
        ]

    def clean(self):
        super().clean()
        check_count_is_whole(self)

    def __str__(self):
        value = format_number(self.value, get_language() or settings.LANGUAGE_CODE)
        return f"{self.antenna} {self.year} {self.indicator}: {value}"

    def get_key_parts(self):
        return self.indicator.key, self.year

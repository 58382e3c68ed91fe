from django.db import models
from django.utils.translation import gettext_lazy as _

from records.access import ReferenceQuerySet
from records.fields import PartialDateField, make_partial_date_constraints
from records.models.base import VersionedModel, get_displayed_name
from zones.models.partners import key_validator


class AntennaCountQuerySet(ReferenceQuerySet):
    def until(self, day):
        """The counts whose whole date is over by the day, the last one first."""
        return self.filter(counted_on_latest__lte=day).order_by("-counted_on_latest", "-pk")

    def latest_on(self, day):
        """The last count whose whole date is over by the day; None without one."""
        return self.until(day).first()


class AntennaCount(VersionedModel):
    """How many antennas a source counts as operational, whether it names them or not.

    Shown wherever the antennas named here are counted, which may not be all.
    """

    key = models.CharField(_("key"), max_length=80, unique=True, validators=[key_validator])
    counted_on = PartialDateField(_("counted on"))
    number = models.PositiveSmallIntegerField(_("operational antennas"))
    source = models.CharField(_("source"), max_length=200)

    objects = AntennaCountQuerySet.as_manager()

    class Meta(VersionedModel.Meta):
        verbose_name = _("count of antennas")
        verbose_name_plural = _("counts of antennas")
        constraints = [
            *make_partial_date_constraints("antennacount", "counted_on"),
            models.CheckConstraint(
                name="antennacount_has_a_date",
                condition=models.Q(counted_on_earliest__isnull=False),
                violation_error_message=_("Write when they were counted."),
            ),
        ]

    def __str__(self):
        return f"{self.number} ({get_displayed_name(self, 'source')})"

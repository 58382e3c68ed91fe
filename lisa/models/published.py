"""The record of what was published of the antennas: see `initiatives.models.published`."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from initiatives.models import Period
from initiatives.models.reviews import VALIDATED
from lisa.models.antennas import Antenna
from lisa.models.updates import AntennaUpdate, AntennaUpdateFields
from records.models.base import Positioned


class PublishedAntennaUpdateQuerySet(models.QuerySet):
    def shown(self):
        """What the public reads: those with a text. "Nothing new" is an answer to the round only."""
        return self.filter(Q(body_fr__gt="") | Q(body_nl__gt="") | Q(body_en__gt=""))

    def of_reopened_texts(self):
        """What the reports use instead of texts that were reopened and are not validated again."""
        return self.shown().exclude(text__review_state__in=VALIDATED)


class PublishedAntennaUpdate(AntennaUpdateFields, Positioned):
    """What was published of an antenna's update; it has the key of the update."""

    text = models.OneToOneField(
        AntennaUpdate, models.CASCADE, primary_key=True, verbose_name=_("text"), related_name="record"
    )
    antenna = models.ForeignKey(Antenna, models.PROTECT, verbose_name=_("antenna"), related_name="published_updates")
    period = models.ForeignKey(
        Period, models.PROTECT, verbose_name=_("period"), related_name="published_antenna_updates"
    )

    objects = PublishedAntennaUpdateQuerySet.as_manager()

    SUBJECT = "antenna"
    EVIDENCE = ()

    class Meta(Positioned.Meta):
        verbose_name = pgettext_lazy("of an antenna", "published update")
        verbose_name_plural = pgettext_lazy("of an antenna", "published updates")
        ordering = ["antenna__position", "period__starts_on", "pk"]

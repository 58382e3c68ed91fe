"""The record of what was published: what the public reads, also while the text itself is written anew.

Nobody edits it: `initiatives.recording` makes it equal to the text while that stands as published, and leaves it alone
from the day on which the text is reopened. Its rows have the attributes of those of which they are the record, so that
a page or a report takes either.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from initiatives.models.evidence import EventFields, FigureFields, PhotoFields
from initiatives.models.initiatives import Initiative
from initiatives.models.periods import Period
from initiatives.models.reviews import VALIDATED
from initiatives.models.updates import Update, UpdateFields
from records.models.base import Positioned
from zones.models.partners import Partner


class PublishedUpdateQuerySet(models.QuerySet):
    def shown(self):
        """What the public reads. What a duplicate kept when it was merged is told with its original."""
        return self.filter(initiative__merged_into__isnull=True)

    def of_reopened_texts(self):
        """What the reports take in the place of texts that were reopened and are not validated again."""
        return self.shown().exclude(text__review_state__in=VALIDATED)


class PublishedUpdate(UpdateFields, Positioned):
    """What was published of an update; it has the key of the update.

    Of what the text speaks (initiative and period) and how the Coordination arranges it (highlight, position) follow
    the text at once, whatever its state: these are no words of the partner.
    """

    text = models.OneToOneField(
        Update, models.CASCADE, primary_key=True, verbose_name=_("text"), related_name="record"
    )  # fmt: skip
    initiative = models.ForeignKey(
        Initiative, models.PROTECT, verbose_name=_("initiative"), related_name="published_updates"
    )
    period = models.ForeignKey(Period, models.PROTECT, verbose_name=_("period"), related_name="published_updates")
    partner = models.ForeignKey(Partner, models.PROTECT, verbose_name=_("partner"), related_name="published_updates")

    objects = PublishedUpdateQuerySet.as_manager()

    SUBJECT = "initiative"
    """What it speaks of."""

    EVIDENCE = ("figures", "events", "photos")
    """What stands under it, by the names that it has under the text too."""

    class Meta(Positioned.Meta):
        verbose_name = pgettext_lazy("of an initiative", "published update")
        verbose_name_plural = pgettext_lazy("of an initiative", "published updates")
        ordering = ["initiative__position", "period__starts_on", "pk"]


class PublishedEvidenceQuerySet(models.QuerySet):
    def shown(self):
        """What stands under what the public reads."""
        return self.filter(update__in=PublishedUpdate.objects.shown())


class PublishedEvidence(Positioned):
    """A figure, an event or a photo under a record; `original` is the key of the row under the text."""

    original = models.PositiveBigIntegerField(_("key under the text"))

    objects = PublishedEvidenceQuerySet.as_manager()

    class Meta(Positioned.Meta):
        abstract = True


def _make_original_constraint(model_name):
    return models.UniqueConstraint(fields=["update", "original"], name=f"{model_name}_stands_once_under_its_update")


class PublishedFigure(FigureFields, PublishedEvidence):
    update = models.ForeignKey(PublishedUpdate, models.CASCADE, verbose_name=_("update"), related_name="figures")

    class Meta(PublishedEvidence.Meta):
        verbose_name = _("published figure")
        verbose_name_plural = _("published figures")
        constraints = [_make_original_constraint("publishedfigure")]


class PublishedEvent(EventFields, PublishedEvidence):
    update = models.ForeignKey(PublishedUpdate, models.CASCADE, verbose_name=_("update"), related_name="events")

    class Meta(PublishedEvidence.Meta):
        verbose_name = _("published event")
        verbose_name_plural = _("published events")
        constraints = [_make_original_constraint("publishedevent")]


class PublishedPhoto(PhotoFields, PublishedEvidence):
    update = models.ForeignKey(PublishedUpdate, models.CASCADE, verbose_name=_("update"), related_name="photos")

    class Meta(PublishedEvidence.Meta):
        verbose_name = _("published photo")
        verbose_name_plural = _("published photos")
        constraints = [_make_original_constraint("publishedphoto")]

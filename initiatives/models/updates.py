from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from initiatives.models.initiatives import Initiative
from initiatives.models.periods import Period
from initiatives.models.reviews import INSTEAD_OF_DELETING, ReviewedQuerySet, ReviewState, make_state_constraint
from records.fields import PartialDateField, make_partial_date_constraints
from records.limits import LONGEST_REMARK, LONGEST_TEXT
from records.models.base import VersionedModel
from zones.models.partners import Partner


class UpdateQuerySet(ReviewedQuerySet):
    def of_partners(self, partners):
        """What one of the partners said, or what stands under an initiative that it leads or co-carries now."""
        initiatives = Initiative.objects.carried_by(partners).values("pk")
        return self.filter(models.Q(partner__in=partners) | models.Q(initiative__in=initiatives))

    def handed_in_by(self, partners):
        """The texts of the partner that led at that time, and of the one that leads now: the lead may have changed."""
        return self.filter(models.Q(partner__in=partners) | models.Q(initiative__lead__in=partners))

    def with_partner(self):
        """What a duplicate kept when it was merged is told with its original: nothing is written there any more."""
        return super().with_partner().filter(initiative__merged_into__isnull=True)

    def left_over(self):
        return super().left_over().filter(initiative__merged_into__isnull=True)

    def validated(self):
        """What the reports take. What a duplicate kept when it was merged is told with its original."""
        return super().validated().filter(initiative__merged_into__isnull=True)

    def published(self):
        return super().published().filter(initiative__merged_into__isnull=True)


class UpdateFields(models.Model):
    """What a reader learns from an update: of the text itself, and of the record of what was published of it."""

    class Status(models.TextChoices):
        NEW = "new", pgettext_lazy("status of an initiative", "new")
        CONTINUED = "continued", pgettext_lazy("status of an initiative", "continued")
        CHANGED = "changed", pgettext_lazy("status of an initiative", "changed")
        ENDED = "ended", pgettext_lazy("status of an initiative", "ended")
        PLANNED = "planned", pgettext_lazy("status of an initiative", "planned")

    status = models.CharField(_("status"), max_length=10, choices=Status)
    kind = models.CharField(
        _("kind"), max_length=10, choices=Initiative.Kind, blank=True,
        help_text=_("In which list of the annex it stands for this period. Empty: that of the initiative."),
    )  # fmt: skip
    highlight = models.BooleanField(
        _("highlighted"), default=False, help_text=_("Has its own heading in the volet; otherwise a line of the annex.")
    )
    body = models.TextField(_("text"), max_length=LONGEST_TEXT, blank=True, help_text=_("Markdown."))
    title = models.CharField(_("new title"), max_length=300, blank=True)
    audience = models.TextField(_("new audience"), max_length=LONGEST_REMARK, blank=True)
    partnerships = models.TextField(_("new partnerships"), max_length=LONGEST_REMARK, blank=True)
    ended = PartialDateField(_("ended"))

    class Meta:
        abstract = True

    def __str__(self):
        return f"{self.initiative} ({self.period})"


class Update(UpdateFields, VersionedModel):
    """What one partner says of an initiative for one period.

    Its state changes through `initiatives.services` only. New title, audience, partnerships and end are copied to the
    initiative when the update is published, as far as no later period says otherwise (`initiatives.kinds`).
    What the public reads of it is its `record`, see `PublishedUpdate`.
    """

    initiative = models.ForeignKey(Initiative, models.PROTECT, verbose_name=_("initiative"), related_name="updates")
    period = models.ForeignKey(Period, models.PROTECT, verbose_name=_("period"), related_name="updates")
    partner = models.ForeignKey(
        Partner, models.PROTECT, verbose_name=_("partner"), related_name="updates",
        help_text=_("The lead partner at that time; it stays when the lead changes."),
    )  # fmt: skip
    review_state = models.CharField(
        _("review state"), max_length=10, choices=ReviewState, default=ReviewState.DRAFT, editable=False
    )

    objects = UpdateQuerySet.as_manager()

    instead_of_deleting = INSTEAD_OF_DELETING

    class Meta(VersionedModel.Meta):
        verbose_name = pgettext_lazy("of an initiative", "update")
        verbose_name_plural = pgettext_lazy("of an initiative", "updates")
        ordering = ["initiative__position", "period__starts_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative", "period"],
                name="update_is_one_per_initiative_and_period",
                violation_error_message=_("This initiative already has an update for this period."),
            ),
            models.CheckConstraint(
                name="update_status_is_known",
                condition=models.Q(status__in=["new", "continued", "changed", "ended", "planned"]),
            ),
            models.CheckConstraint(name="update_kind_is_known", condition=models.Q(kind__in=["daily", "specific"])),
            make_state_constraint("update"),
            *make_partial_date_constraints("update", "ended"),
        ]
        indexes = [models.Index(fields=["review_state", "period"], name="update_by_state_and_period")]

    def save(self, *args, **kwargs):
        """Write the update; where nobody said of which kind it is, it is of that of its initiative."""
        self.kind = self.kind or self.initiative.kind
        super().save(*args, **kwargs)

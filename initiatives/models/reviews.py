"""The states of a text under review, and the log of how it got there."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from records.access import ScopedQuerySet
from records.limits import LONGEST_REMARK
from zones.models.partners import Partner


class ReviewState(models.TextChoices):
    DRAFT = "draft", pgettext_lazy("review state", "draft")
    SUBMITTED = "submitted", pgettext_lazy("review state", "submitted")
    RETURNED = "returned", pgettext_lazy("review state", "returned")
    VALIDATED = "validated", pgettext_lazy("review state", "validated")
    PUBLISHED = "published", pgettext_lazy("review state", "published")


EDITABLE = (ReviewState.DRAFT, ReviewState.RETURNED)
"""The states of a text that was not handed in, or was sent back."""

VALIDATED = (ReviewState.VALIDATED, ReviewState.PUBLISHED)
"""The states that the reports take, and that other members may read."""

PUBLISHED = (ReviewState.PUBLISHED,)
"""The state in which the public reads the text as it stands."""


INSTEAD_OF_DELETING = _(
    "This text was validated: it is not deleted. In the review, withdraw it from the site, or reopen it, with a remark."
)


def make_state_constraint(model_name):
    """The database constraint that keeps `review_state` to the known states."""
    return models.CheckConstraint(
        name=f"{model_name}_review_state_is_known", condition=models.Q(review_state__in=ReviewState.values)
    )


class ReviewedQuerySet(ScopedQuerySet):
    """Texts under review: other members read what is validated, the public the record of what was published."""

    def of_partners(self, partners):
        """The texts that one of the partners answers for; none until a kind of text says which."""
        return self.none()

    def validated(self):
        """What the reports take: validated and published."""
        return self.filter(review_state__in=VALIDATED)

    def published(self):
        """What the public reads word for word; what it reads of texts that were reopened, the records say."""
        return self.filter(review_state__in=PUBLISHED)

    def with_partner(self):
        """Where the partner takes the next step: what was sent back to it, whatever became of the round, and the
        drafts of a round that is not closed."""
        return self.filter(
            models.Q(review_state=ReviewState.RETURNED) | models.Q(review_state=ReviewState.DRAFT, period__closed=False)
        )

    def left_over(self):
        """The drafts of closed rounds: the Coordination hands them in or sends them back."""
        return self.filter(review_state=ReviewState.DRAFT, period__closed=True)

    def handed_in_by(self, partners):
        """The texts that one of the partners may hand in; none until a kind of text says which."""
        return self.none()

    def _visible_to_member(self, user):
        own = self.model._default_manager.of_partners(Partner.objects.spoken_for_by(user)).values("pk")
        return self.filter(models.Q(review_state__in=VALIDATED) | models.Q(pk__in=own))

    def protected(self):
        """What was validated, and what was published and is written anew."""
        return self.filter(models.Q(review_state__in=VALIDATED) | models.Q(record__isnull=False))

    def _history_visible_to_member(self, user):
        return self.filter(
            pk__in=self.model._default_manager.of_partners(Partner.objects.spoken_for_by(user)).values("pk")
        )

    def _editable_by_member(self, user):
        return self.of_partners(Partner.objects.spoken_for_by(user)).with_partner()


class ReviewLogQuerySet(ScopedQuerySet):
    """Remarks are between the partner and the Coordination: others do not read them, whatever the state."""

    def _visible_to_member(self, user):
        texts = self.model._meta.get_field("subject").related_model._default_manager
        return self.filter(subject__in=texts.of_partners(Partner.objects.spoken_for_by(user)))


def make_log_constraints(model_name):
    """Database constraints that keep a log to the known states."""
    return [
        models.CheckConstraint(
            name=f"{model_name}_{field}_is_known", condition=models.Q(**{f"{field}__in": ReviewState.values})
        )
        for field in ("from_state", "to_state")
    ]


class ReviewLogEntry(models.Model):
    """One change of state: who, when, from, to, and the remark that went with it. Written once, never changed."""

    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, verbose_name=_("by"), null=True, blank=True, related_name="+",
        help_text=_("Empty: the loading of a dataset."),
    )  # fmt: skip
    at = models.DateTimeField(_("at"), auto_now_add=True)
    from_state = models.CharField(_("from"), max_length=10, choices=ReviewState)
    to_state = models.CharField(_("to"), max_length=10, choices=ReviewState)
    remark = models.TextField(_("remark"), max_length=LONGEST_REMARK, blank=True)
    field_remarks = models.JSONField(
        _("remarks on fields"),
        default=dict,
        blank=True,
        help_text=_("The name of a field, and what is expected of it."),
    )
    languages_confirmed = models.BooleanField(
        _("French and Dutch confirmed"), default=False,
        help_text=_("Who published it confirmed that both languages say the same."),
    )  # fmt: skip

    objects = ReviewLogQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.get_from_state_display()} → {self.get_to_state_display()}"


class UpdateReview(ReviewLogEntry):
    subject = models.ForeignKey(
        "initiatives.Update", models.CASCADE, verbose_name=_("update"), related_name="review_log"
    )

    class Meta(ReviewLogEntry.Meta):
        verbose_name = _("review of an update")
        verbose_name_plural = _("reviews of updates")
        constraints = make_log_constraints("updatereview")

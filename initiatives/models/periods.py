from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from records.access import ReferenceQuerySet, is_coordination
from records.limits import day_validators
from records.models.base import VersionedModel
from zones.models.partners import key_validator


class PeriodQuerySet(ReferenceQuerySet):
    def counted(self):
        """Those that count: `Period.counts`, asked of the database."""
        return self.filter(models.Q(opens_on__isnull=True) | models.Q(closed=True) | models.Q(has_counted=True))


class Period(VersionedModel):
    """A reporting period, such as 2023-2024. A round is open from its opening day until it is closed."""

    key = models.CharField(_("key"), max_length=20, unique=True, validators=[key_validator])
    starts_on = models.DateField(_("first day"), validators=day_validators)
    ends_on = models.DateField(_("last day"), validators=day_validators)
    opens_on = models.DateField(_("round opens on"), validators=day_validators, null=True, blank=True)
    deadline = models.DateField(_("deadline"), validators=day_validators, null=True, blank=True)
    closed = models.BooleanField(
        _("closed"), default=False, help_text=_("What a partner had not handed in is then the Coordination's.")
    )
    # A round that is opened on a period that counts, or opened again, takes nothing away from the counts.
    has_counted = models.BooleanField(_("has counted"), default=False, editable=False)

    address_fields = ("key",)

    objects = PeriodQuerySet.as_manager()

    class Meta(VersionedModel.Meta):
        verbose_name = _("period")
        verbose_name_plural = _("periods")
        ordering = ["starts_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="period_days_in_order",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("The period cannot end before it starts."),
            ),
            models.CheckConstraint(
                name="period_deadline_after_opening",
                condition=models.Q(opens_on__isnull=True)
                | models.Q(deadline__isnull=True)
                | models.Q(deadline__gte=models.F("opens_on")),
                violation_error_message=_("The deadline cannot come before the opening day."),
            ),
        ]

    def __str__(self):
        return self.key

    def clean(self):
        """Two periods never share a day: what happened on it would be asked and told twice."""
        if not (self.starts_on and self.ends_on):
            return
        others = Period.objects.exclude(pk=self.pk).filter(starts_on__lte=self.ends_on, ends_on__gte=self.starts_on)
        if other := others.order_by("starts_on").first():
            raise ValidationError(
                _("These days overlap with the period %(period)s, from %(first)s to %(last)s."),
                params={
                    "period": other,
                    "first": date_format(other.starts_on),
                    "last": date_format(other.ends_on),
                },
            )

    @property
    def is_collected(self):
        """Whether partners answer for the period still, or will: it has a round that is not closed."""
        return self.opens_on is not None and not self.closed

    @property
    def counts(self):
        """Whether what is published of the period stands in columns, comparisons, badges and counts by period.

        While answers come in for the first time a period is not complete, and would look like a collapse beside the
        others. One without a round was loaded as a whole.
        """
        return self.has_counted or not self.is_collected

    def save(self, *args, **kwargs):
        self.has_counted = self.has_counted or self.closed or self._was_told_without_a_round()
        if kwargs.get("update_fields") is not None:
            kwargs["update_fields"] = {*kwargs["update_fields"], "has_counted"}
        super().save(*args, **kwargs)

    def _was_told_without_a_round(self):
        """Whether something was published of the period before a round is opened for it."""
        if self._state.adding or self.opens_on is None:
            return False
        stored = Period.objects.filter(pk=self.pk, opens_on__isnull=True)
        return stored.exists() and self.published_updates.exists()

    def is_closed_for(self, user):
        """Whether its round is closed and the user is not of the Coordination, for whom it goes on."""
        return self.closed and not is_coordination(user)

    def takes_answers_of(self, user):
        """Whether a user who answers for a partner may do so in its round: while it is open, and for the Coordination
        once it is closed too."""
        return self.is_open_now or (self.closed and not self.is_closed_for(user))

    @property
    def is_open_now(self):
        return self.is_open_on(timezone.localdate())

    def is_open_on(self, day):
        """Whether its round is open: it has opened, and is not closed."""
        return not self.closed and self.opens_on is not None and self.opens_on <= day

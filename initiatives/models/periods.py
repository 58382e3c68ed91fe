from django.db import models
from django.utils.translation import gettext_lazy as _

from zones.models.base import Content
from zones.models.partners import key_validator
from zones.scope import ReferenceQuerySet


class Period(Content):
    """A reporting period, such as 2023-2024. A round is open from its opening day until it is closed."""

    key = models.CharField(_("key"), max_length=20, unique=True, validators=[key_validator])
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"))
    opens_on = models.DateField(_("round opens on"), null=True, blank=True)
    deadline = models.DateField(_("deadline"), null=True, blank=True)
    closed = models.BooleanField(_("closed"), default=False, help_text=_("The updates of a closed period are frozen."))

    objects = ReferenceQuerySet.as_manager()

    class Meta(Content.Meta):
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

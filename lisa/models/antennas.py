import re

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from lisa.models.status import get_status
from records.access import ReferenceQuerySet
from records.fields import PartialDateField, make_partial_date_constraints
from records.limits import LONGEST_REMARK
from records.models.base import VersionedModel, get_displayed_name
from zones.models.partners import Partner, key_validator
from zones.models.places import Commune


class AntennaQuerySet(ReferenceQuerySet):
    def reported_by(self, partners):
        """Those on which one of the partners reports: they name it, or name nobody and stand in its commune."""
        antennas = self.model._default_manager
        named = antennas.filter(partners__in=partners).values("pk")
        by_default = antennas.filter(partners__isnull=True, commune__partner__in=partners).values("pk")
        return self.filter(models.Q(pk__in=named) | models.Q(pk__in=by_default))


class Antenna(VersionedModel):
    """A local integrated security antenna. Its facts are the Coordination's to edit.

    Opening and inauguration are different days in real life. The status on a day follows from the dates; a mark
    says what no date of opening or closing can: its status since a day, or now.
    """

    class Mark(models.TextChoices):
        PLANNED = "planned", pgettext_lazy("antenna", "planned")
        STARTING = "starting", pgettext_lazy("antenna", "starting up")
        SUSPENDED = "suspended", pgettext_lazy("antenna", "suspended")
        CLOSED = "closed", pgettext_lazy("antenna", "closed, date not known")

    class PolicePresence(models.TextChoices):
        NONE = "none", pgettext_lazy("police presence", "none")
        INTEGRATED = "integrated", pgettext_lazy("police presence", "integrated")
        PERMANENCE = "permanence", pgettext_lazy("police presence", "permanence")

    key = models.CharField(_("key"), max_length=80, unique=True, validators=[key_validator])
    name = models.CharField(_("name"), max_length=200)
    former_names = models.TextField(
        _("former names"), max_length=LONGEST_REMARK, blank=True, help_text=_("One a line.")
    )
    commune = models.ForeignKey(Commune, models.PROTECT, verbose_name=_("commune"), related_name="antennas")
    partners = models.ManyToManyField(
        Partner, verbose_name=_("partners"), blank=True, related_name="antennas",
        help_text=_("Who may report on it. Empty: the commune."),
    )  # fmt: skip
    address = models.CharField(_("address"), max_length=300, blank=True)
    provisional = models.BooleanField(_("provisional address"), null=True, blank=True)
    operational_since = PartialDateField(_("operational since"))
    closed = PartialDateField(_("closed"))
    inaugurated_on = PartialDateField(_("inaugurated on"))
    mark = models.CharField(
        _("mark"), max_length=10, choices=Mark, blank=True, help_text=_("Only for what the dates do not say.")
    )
    marked_since = PartialDateField(_("marked since"))
    police_presence = models.CharField(
        _("police presence"), max_length=12, choices=PolicePresence, blank=True, help_text=_("Empty: not known.")
    )
    hours = models.CharField(_("opening hours"), max_length=300, blank=True)
    website = models.URLField(_("website"), max_length=500, blank=True)

    address_fields = ("key",)

    objects = AntennaQuerySet.as_manager()

    class Meta(VersionedModel.Meta):
        verbose_name = _("antenna")
        verbose_name_plural = _("antennas")
        constraints = [
            models.CheckConstraint(
                name="antenna_mark_is_known",
                condition=models.Q(mark__in=["", "planned", "starting", "suspended", "closed"]),
            ),
            models.CheckConstraint(
                name="antenna_police_presence_is_known",
                condition=models.Q(police_presence__in=["", "none", "integrated", "permanence"]),
            ),
            *make_partial_date_constraints("antenna", "operational_since", "closed", "inaugurated_on", "marked_since"),
            models.CheckConstraint(
                name="antenna_dates_in_order",
                condition=models.Q(operational_since_earliest__isnull=True)
                | models.Q(closed_latest__isnull=True)
                | models.Q(closed_latest__gte=models.F("operational_since_earliest")),
                violation_error_message=_("The antenna cannot close before it opens."),
            ),
        ]

    def __str__(self):
        return get_displayed_name(self, "name")

    @property
    def opened(self):
        """When it opened: operational since, or else its inauguration; None where neither is known."""
        return self.operational_since or self.inaugurated_on

    def get_status_on(self, day, today=None):
        """The status on a day, as far as it is known `today`: see `lisa.models.status`."""
        return get_status(self, day, today or timezone.localdate())

    def is_closed_before(self, day):
        """Whether it is known to have closed before that day; a mark without a date counts as having closed."""
        marked = self.mark == self.Mark.CLOSED
        end = self.closed or (self.marked_since if marked else None)
        return end.latest < day if end else marked


class AntennaService(VersionedModel):
    antenna = models.ForeignKey(Antenna, models.CASCADE, verbose_name=_("antenna"), related_name="services")
    name = models.CharField(_("service"), max_length=300)
    permanent = models.BooleanField(_("permanent"), null=True, blank=True)

    SAYS_WHEN = re.compile(r"\b(permanen[ct]|permanent|zitdag|spreekuur)", re.IGNORECASE)
    """Words in the name of a service that already say whether it is permanent."""

    key = models.CharField(_("key"), max_length=100, blank=True, editable=False)

    objects = ReferenceQuerySet.as_manager()

    key_within = "antenna"

    class Meta(VersionedModel.Meta):
        verbose_name = _("service of an antenna")
        verbose_name_plural = _("services of antennas")
        constraints = [
            models.UniqueConstraint(fields=["antenna", "key"], name="antennaservice_key_is_unique_in_its_antenna"),
        ]

    def __str__(self):
        return get_displayed_name(self, "name")

    @property
    def permanence_unsaid(self):
        """Whether it is permanent, where that is known and its name does not already say so; None otherwise."""
        names = (self.name_fr, self.name_nl, self.name_en)
        return None if any(self.SAYS_WHEN.search(name or "") for name in names) else self.permanent

    def get_key_parts(self):
        return (self.name_fr or self.name_nl or self.name_en,)

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from accounts.models import User
from records.access import ReferenceQuerySet
from records.limits import LONGEST_REMARK
from records.models.base import VersionedModel, get_displayed_name
from zones.models.places import Commune, PoliceZone

key_validator = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z", _("Write lower-case letters and digits, separated by single hyphens.")
)


class PartnerQuerySet(ReferenceQuerySet):
    def spoken_for_by(self, user):
        """The partners for whom somebody, perhaps a visitor, speaks: those that an active account with a role names."""
        return self.filter(users__in=User.objects.with_a_role().filter(pk=user.pk))


class Partner(VersionedModel):
    """An organisation that carries initiatives: a zone, a commune, or neither, as its kind says."""

    class Kind(models.TextChoices):
        POLICE_ZONE = "police_zone", _("police zone")
        COMMUNE = "commune", _("commune")
        REGIONAL = "regional", _("regional body")
        CAMPUS = "campus", _("campus")
        FEDERAL_POLICE = "federal_police", _("federal police")
        STANDING_COMMITTEE = "standing_committee", _("standing committee")
        NON_PROFIT = "non_profit", _("non-profit association")

    class Group(models.TextChoices):
        """The lettered part of a volet in which the partner's initiatives stand, in the order of the report."""

        GT_CIPOL = "gt_cipol", _("members of the working group")
        SAFE_BRUSSELS = "safe_brussels", _("safe.brussels")
        CAMPUS = "campus", _("campus of safe.brussels")

    key = models.CharField(_("key"), max_length=80, unique=True, validators=[key_validator])
    kind = models.CharField(_("kind"), max_length=20, choices=Kind)
    group = models.CharField(_("group in the report"), max_length=20, choices=Group)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    former_names = models.TextField(
        _("former names"), max_length=LONGEST_REMARK, blank=True, help_text=_("One a line.")
    )
    zone = models.OneToOneField(
        PoliceZone, models.PROTECT, verbose_name=_("police zone"), null=True, blank=True, related_name="partner"
    )
    commune = models.OneToOneField(
        Commune, models.PROTECT, verbose_name=_("commune"), null=True, blank=True, related_name="partner"
    )
    website = models.URLField(_("website"), blank=True)

    address_fields = ("key",)

    objects = PartnerQuerySet.as_manager()

    class Meta(VersionedModel.Meta):
        verbose_name = _("partner")
        verbose_name_plural = _("partners")
        constraints = [
            models.CheckConstraint(
                name="partner_kind_is_known",
                condition=models.Q(
                    kind__in=[
                        "police_zone", "commune", "regional", "campus",
                        "federal_police", "standing_committee", "non_profit",
                    ]
                ),
            ),
            models.CheckConstraint(
                name="partner_group_is_known",
                condition=models.Q(group__in=["gt_cipol", "safe_brussels", "campus"]),
            ),
            models.CheckConstraint(
                name="partner_is_what_its_kind_says",
                condition=models.Q(kind="police_zone", zone__isnull=False, commune__isnull=True)
                | models.Q(kind="commune", zone__isnull=True, commune__isnull=False)
                | (~models.Q(kind__in=["police_zone", "commune"]) & models.Q(zone__isnull=True, commune__isnull=True)),
                violation_error_message=_(
                    "A police zone names its zone, a commune names its commune, any other partner names neither."
                ),
            ),
        ]  # fmt: skip

    def __str__(self):
        return get_displayed_name(self, "name")

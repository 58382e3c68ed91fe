"""The texts whose recommendations are followed up: the resolution of 18 December 2020 is the first."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from records.access import ReferenceQuerySet
from records.limits import LONGEST_TEXT, day_validators
from records.models.base import VersionedModel, get_displayed_name
from zones.models.partners import key_validator


class Framework(VersionedModel):
    key = models.CharField(_("key"), max_length=80, unique=True, validators=[key_validator])
    title = models.CharField(_("title"), max_length=300)
    short_title = models.CharField(_("short title"), max_length=120, blank=True)
    adopted_on = models.DateField(_("adopted on"), validators=day_validators, null=True, blank=True)
    source_url = models.URLField(_("source"), max_length=500, blank=True)
    note = models.TextField(
        _("note"),
        max_length=LONGEST_TEXT,
        blank=True,
        help_text=_("What of the framework stands here, and what does not. Markdown."),
    )

    address_fields = ("key",)

    objects = ReferenceQuerySet.as_manager()

    class Meta(VersionedModel.Meta):
        verbose_name = _("framework")
        verbose_name_plural = _("frameworks")

    def __str__(self):
        return get_displayed_name(self, "short_title") if self.short_title_fr else get_displayed_name(self, "title")


class Volet(VersionedModel):
    """A numbered group of recommendations. What is not verified carries a mark for every reader."""

    framework = models.ForeignKey(Framework, models.PROTECT, verbose_name=_("framework"), related_name="volets")
    number = models.PositiveSmallIntegerField(_("number"))
    title = models.CharField(_("title"), max_length=300)
    note = models.TextField(_("note"), max_length=LONGEST_TEXT, blank=True)
    covered = models.BooleanField(_("covered by the reports"), default=True)
    verified = models.BooleanField(
        _("wording verified"), default=False, help_text=_("Checked against the official text, in both languages.")
    )

    address_fields = ("framework_id", "number")

    objects = ReferenceQuerySet.as_manager()

    class Meta(VersionedModel.Meta):
        verbose_name = _("volet")
        verbose_name_plural = _("volets")
        constraints = [
            models.UniqueConstraint(fields=["framework", "number"], name="volet_number_is_unique_in_its_framework"),
            models.CheckConstraint(name="volet_number_starts_at_one", condition=models.Q(number__gte=1)),
        ]

    def __str__(self):
        return f"{self.number}. {get_displayed_name(self, 'title')}"


class Recommendation(VersionedModel):
    class Competence(models.TextChoices):
        REGIONAL = "regional", _("regional")
        FEDERAL = "federal", _("federal")
        SHARED = "shared", _("shared")

    volet = models.ForeignKey(Volet, models.PROTECT, verbose_name=_("volet"), related_name="recommendations")
    code = models.CharField(_("code"), max_length=20)
    text = models.TextField(_("text"), max_length=LONGEST_TEXT)
    competence = models.CharField(
        _("competence"), max_length=10, choices=Competence, blank=True, help_text=_("Empty: not known.")
    )
    verified = models.BooleanField(
        _("wording verified"), default=False, help_text=_("Checked against the official text, in both languages.")
    )
    source_url = models.URLField(_("source"), max_length=500, blank=True)

    address_fields = ("volet_id", "code")

    objects = ReferenceQuerySet.as_manager()

    class Meta(VersionedModel.Meta):
        verbose_name = _("recommendation")
        verbose_name_plural = _("recommendations")
        constraints = [
            models.UniqueConstraint(fields=["volet", "code"], name="recommendation_code_is_unique_in_its_volet"),
            models.CheckConstraint(
                name="recommendation_competence_is_known",
                condition=models.Q(competence__in=["", "regional", "federal", "shared"]),
            ),
        ]

    def __str__(self):
        return f"{self.code} {get_displayed_name(self, 'text')[:80]}"

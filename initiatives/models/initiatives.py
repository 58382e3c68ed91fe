from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models.frameworks import Recommendation, Volet
from initiatives.models.reference import Theme
from initiatives.models.reviews import VALIDATED
from records.access import ScopedQuerySet
from records.fields import PartialDateField, make_partial_date_constraints
from records.limits import LONGEST_REMARK
from records.models.base import VersionedModel, get_displayed_name
from zones.models.partners import Partner, key_validator
from zones.models.places import Commune


class InitiativeQuerySet(ScopedQuerySet):
    def published(self):
        """What the public sees: initiatives of which something is on the site; a duplicate leads to its original."""
        return self.filter(self._on_the_site(), merged_into__isnull=True)

    def carried_by(self, partners):
        """Initiatives that one of the partners leads or co-carries; each once."""
        co_carried = self.model.co_partners.through.objects.filter(partner__in=partners).values("initiative")
        return self.filter(models.Q(lead__in=partners) | models.Q(pk__in=co_carried))

    def _on_the_site(self):
        return models.Exists(self._under("published_updates"))

    def _is_reviewed(self):
        """What has a validated text, or a text that was published and is written anew."""
        return models.Exists(self._under("updates").filter(review_state__in=VALIDATED)) | self._on_the_site()

    def _under(self, name):
        """Row by row: PostgreSQL reads a long list of keys again for each row, once it is larger than its memory."""
        rows = self.model._meta.get_field(name).related_model.objects
        return rows.filter(initiative=models.OuterRef("pk"))

    def _visible_to_member(self, user):
        carried = self.model.objects.carried_by(Partner.objects.spoken_for_by(user)).values("pk")
        return self.filter(models.Q(pk__in=carried) | self._is_reviewed())

    def protected(self):
        """What was reviewed."""
        return self.filter(self._is_reviewed())

    def _history_visible_to_member(self, user):
        return self.filter(pk__in=self.model.objects.carried_by(Partner.objects.spoken_for_by(user)).values("pk"))

    def _editable_by_member(self, user):
        """What a partner leads, as long as nothing of it was reviewed: afterwards its updates carry the changes."""
        return self.filter(lead__in=Partner.objects.spoken_for_by(user)).exclude(self._is_reviewed())


class Initiative(VersionedModel):
    """Something that a partner does. What the public reads of it was always reviewed, through its updates."""

    class Kind(models.TextChoices):
        DAILY = "daily", _("day-to-day operation")
        SPECIFIC = "specific", _("specific initiative")

    key = models.CharField(_("key"), max_length=100, unique=True, validators=[key_validator])
    lead = models.ForeignKey(Partner, models.PROTECT, verbose_name=_("lead partner"), related_name="led_initiatives")
    co_partners = models.ManyToManyField(
        Partner, verbose_name=_("co-partners"), blank=True, related_name="co_carried_initiatives"
    )
    communes = models.ManyToManyField(Commune, verbose_name=_("communes"), blank=True, related_name="initiatives")
    volet = models.ForeignKey(Volet, models.PROTECT, verbose_name=_("volet"), related_name="initiatives")
    recommendations = models.ManyToManyField(
        Recommendation, verbose_name=_("recommendations"), blank=True, related_name="initiatives"
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind)
    theme = models.ForeignKey(
        Theme, models.PROTECT, verbose_name=_("theme"), null=True, blank=True, related_name="initiatives"
    )
    title = models.CharField(_("title"), max_length=300)
    audience = models.TextField(_("audience"), max_length=LONGEST_REMARK, blank=True)
    partnerships = models.TextField(_("partnerships"), max_length=LONGEST_REMARK, blank=True)
    started = PartialDateField(_("started"))
    ended = PartialDateField(_("ended"))
    website = models.URLField(_("website"), max_length=500, blank=True)
    merged_into = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("merged into"), null=True, blank=True,
        related_name="merged", editable=False,
        help_text=_("The initiative of which this one was a duplicate; its address leads there."),
    )  # fmt: skip

    address_fields = ("key",)

    objects = InitiativeQuerySet.as_manager()

    instead_of_deleting = _(
        "Texts of this initiative were validated: it is not deleted. Give the day on which it ended, or merge it "
        "into another where it is a duplicate."
    )

    class Meta(VersionedModel.Meta):
        verbose_name = _("initiative")
        verbose_name_plural = _("initiatives")
        constraints = [
            models.CheckConstraint(name="initiative_kind_is_known", condition=models.Q(kind__in=["daily", "specific"])),
            *make_partial_date_constraints("initiative", "started", "ended"),
            models.CheckConstraint(
                name="initiative_dates_in_order",
                condition=models.Q(started_earliest__isnull=True)
                | models.Q(ended_latest__isnull=True)
                | models.Q(ended_latest__gte=models.F("started_earliest")),
                violation_error_message=_("The initiative cannot end before it starts."),
            ),
        ]

    def __str__(self):
        return get_displayed_name(self, "title")

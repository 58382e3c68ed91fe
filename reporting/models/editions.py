from django.db import models
from django.utils.translation import gettext_lazy as _

from initiatives.models import Framework, Period, Volet
from records.access import ReferenceQuerySet
from records.limits import LONGEST_TEXT, day_validators
from records.models.base import VersionedModel, get_displayed_name
from zones.models.partners import key_validator


class Edition(VersionedModel):
    """An edition of the report: what it follows up, and which periods it covers."""

    key = models.CharField(_("key"), max_length=80, unique=True, validators=[key_validator])
    framework = models.ForeignKey(Framework, models.PROTECT, verbose_name=_("framework"), related_name="editions")
    title = models.CharField(_("title"), max_length=200)
    covers_from = models.DateField(_("covers from"), validators=day_validators)
    covers_to = models.DateField(_("covers to"), validators=day_validators)
    periods = models.ManyToManyField(Period, verbose_name=_("periods"), related_name="editions")

    address_fields = ("key",)

    objects = ReferenceQuerySet.as_manager()

    class Meta(VersionedModel.Meta):
        verbose_name = _("edition")
        verbose_name_plural = _("editions")
        constraints = [
            models.CheckConstraint(
                name="edition_days_in_order",
                condition=models.Q(covers_to__gte=models.F("covers_from")),
                violation_error_message=_("The edition cannot end before it starts."),
            ),
        ]

    def __str__(self):
        return get_displayed_name(self, "title")


class EditionTextQuerySet(ReferenceQuerySet):
    """The Coordination's alone, until an issue holds the text as it stands: then every member reads it."""

    def _visible_to_member(self, user):
        changes = self.model.history.filter(id=models.OuterRef("pk")).order_by("-history_id")
        issued_since = Edition.objects.filter(
            pk=models.OuterRef("edition"), issues__issued_at__gte=models.OuterRef("changed_at")
        )
        written = self.annotate(changed_at=models.Subquery(changes.values("history_date")[:1]))
        return written.filter(models.Exists(issued_since))


class EditionText(VersionedModel):
    """An editorial text: in the foreword, before the lettered parts of a volet, or at the end."""

    class Place(models.TextChoices):
        FOREWORD = "foreword", _("foreword")
        VOLET = "volet", _("volet")
        CLOSING = "closing", _("closing words")

    class Style(models.TextChoices):
        TEXT = "text", _("running text")
        CALLOUT = "callout", _("callout")

    edition = models.ForeignKey(Edition, models.CASCADE, verbose_name=_("edition"), related_name="texts")
    place = models.CharField(_("place"), max_length=10, choices=Place)
    volet = models.ForeignKey(
        Volet, models.PROTECT, verbose_name=_("volet"), null=True, blank=True, related_name="edition_texts"
    )
    style = models.CharField(_("style"), max_length=10, choices=Style, default=Style.TEXT)
    title = models.CharField(_("title"), max_length=200, blank=True)
    body = models.TextField(_("text"), max_length=LONGEST_TEXT, help_text=_("Markdown."))

    objects = EditionTextQuerySet.as_manager()

    class Meta(VersionedModel.Meta):
        verbose_name = _("text of an edition")
        verbose_name_plural = _("texts of editions")
        constraints = [
            models.CheckConstraint(
                name="editiontext_place_is_known", condition=models.Q(place__in=["foreword", "volet", "closing"])
            ),
            models.CheckConstraint(
                name="editiontext_style_is_known", condition=models.Q(style__in=["text", "callout"])
            ),
            models.CheckConstraint(
                name="editiontext_names_its_volet",
                condition=models.Q(place="volet", volet__isnull=False)
                | (~models.Q(place="volet") & models.Q(volet__isnull=True)),
                violation_error_message=_("A text of a volet names it; any other text names none."),
            ),
        ]

    def __str__(self):
        return get_displayed_name(self, "title")

"""What figures count, and the ideas that several partners carry out."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from records.access import ReferenceQuerySet
from records.limits import LONGEST_TEXT
from records.models.base import VersionedModel, get_displayed_name
from zones.models.partners import key_validator


class Indicator(VersionedModel):
    class Unit(models.TextChoices):
        COUNT = "count", _("count")
        PERCENT = "percent", _("percentage")
        EURO = "euro", _("euro")

    key = models.SlugField(_("key"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    unit = models.CharField(_("unit"), max_length=10, choices=Unit, default=Unit.COUNT)

    address_fields = ("key",)

    objects = ReferenceQuerySet.as_manager()

    class Meta(VersionedModel.Meta):
        verbose_name = _("indicator")
        verbose_name_plural = _("indicators")
        constraints = [
            models.CheckConstraint(
                name="indicator_unit_is_known", condition=models.Q(unit__in=["count", "percent", "euro"])
            ),
        ]

    def __str__(self):
        return get_displayed_name(self, "name")


class Theme(VersionedModel):
    """An idea that several partners carry out, with the introduction that they share."""

    NAMED_BY_THE_PROGRAM = ("lisa", "working-group")
    """The keys by which the report and the site know what has a place of its own there."""

    key = models.CharField(_("key"), max_length=80, unique=True, validators=[key_validator])
    title = models.CharField(_("title"), max_length=200)
    body = models.TextField(_("shared introduction"), max_length=LONGEST_TEXT, blank=True, help_text=_("Markdown."))

    address_fields = ("key",)

    objects = ReferenceQuerySet.as_manager()

    class Meta(VersionedModel.Meta):
        verbose_name = _("theme")
        verbose_name_plural = _("themes")

    def __str__(self):
        return get_displayed_name(self, "title")

    def clean(self):
        super().clean()
        stored = Theme.objects.filter(pk=self.pk).values_list("key", flat=True).first()
        if stored in self.NAMED_BY_THE_PROGRAM and self.key != stored:
            sentence = _("The report and the site find this theme by its key, “%(key)s”: it stays as it is.")
            raise ValidationError({"key": sentence % {"key": stored}})

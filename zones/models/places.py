"""Police zones and communes: places whose ties change with time."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from records.access import ReferenceQuerySet
from records.limits import day_validators
from records.models.base import VersionedModel, get_displayed_name


class PoliceZone(VersionedModel):
    """A local police zone, from and to a day. The six are to be merged: the successor then takes over."""

    number = models.CharField(_("number"), max_length=8, unique=True)
    name = models.CharField(_("name"), max_length=200)
    short_name = models.CharField(_("short name"), max_length=60, blank=True)
    website = models.URLField(_("website"), blank=True)
    valid_from = models.DateField(
        _("valid from"), validators=day_validators, null=True, blank=True, help_text=_("Empty: always.")
    )
    valid_to = models.DateField(
        _("valid to"), validators=day_validators, null=True, blank=True, help_text=_("The last day. Empty: still.")
    )
    communes_order = models.CharField(
        _("order of its communes"), max_length=120, blank=True,
        help_text=_("NIS codes separated by ;, in the order in which the zone is named."),
    )  # fmt: skip
    successor = models.ForeignKey(
        "self", models.PROTECT, verbose_name=_("successor"), null=True, blank=True, related_name="predecessors"
    )

    address_fields = ("number",)

    objects = ReferenceQuerySet.as_manager()

    class Meta(VersionedModel.Meta):
        verbose_name = _("police zone")
        verbose_name_plural = _("police zones")
        constraints = [
            models.CheckConstraint(
                name="policezone_valid_dates_in_order",
                condition=models.Q(valid_from__isnull=True)
                | models.Q(valid_to__isnull=True)
                | models.Q(valid_to__gte=models.F("valid_from")),
                violation_error_message=_("The zone cannot end before it starts."),
            ),
            models.CheckConstraint(
                name="policezone_is_not_its_own_successor",
                condition=models.Q(successor__isnull=True) | ~models.Q(successor=models.F("id")),
                violation_error_message=_("A zone cannot succeed itself."),
            ),
        ]

    def __str__(self):
        return f"{self.number} {get_displayed_name(self, 'name')}"

    def clean(self):
        """The order names its own communes only: another code would be passed over without a word."""
        own = set(self.communes.values_list("nis_code", flat=True)) if self.pk else set()
        if strangers := [code for code in self.ordered_codes if code not in own]:
            known = ";".join(sorted(own))
            sentence = (
                _("%(codes)s: not a code of a commune of this zone. Its communes: %(known)s.")
                if own
                else _(
                    "%(codes)s: this zone has no communes yet. They are linked on their own pages, then ordered here."
                )
            )
            params = {"codes": ", ".join(strangers), "known": known}
            raise ValidationError({"communes_order": ValidationError(sentence, params=params)})

    @property
    def ordered_codes(self):
        return [code.strip() for code in self.communes_order.split(";") if code.strip()]

    @property
    def communes_in_order(self):
        """Its communes as it is named after them; those that the order leaves out come last."""
        order = self.ordered_codes
        places = {code: place for place, code in enumerate(order)}
        return sorted(self.communes.all(), key=lambda commune: places.get(commune.nis_code, len(order)))

    def is_valid_on(self, date):
        return (self.valid_from is None or self.valid_from <= date) and (self.valid_to is None or date <= self.valid_to)


class Commune(VersionedModel):
    """One of the 19 communes. Its NIS code is its identity; names differ by language, postal codes overlap."""

    nis_code = models.CharField(_("NIS code"), max_length=5, unique=True)
    name = models.CharField(_("name"), max_length=100)
    postal_codes = models.CharField(_("postal codes"), max_length=60, blank=True, help_text=_("Separated by ;"))
    zones = models.ManyToManyField(
        PoliceZone, verbose_name=_("police zones"), related_name="communes", blank=True,
        help_text=_("All the zones it has belonged to; the dates of a zone say when."),
    )  # fmt: skip
    tile_row = models.PositiveSmallIntegerField(_("row on the tile map"), null=True, blank=True)
    tile_column = models.PositiveSmallIntegerField(_("column on the tile map"), null=True, blank=True)
    boundary = models.JSONField(
        _("boundary"), null=True, blank=True, editable=False, help_text=_("A GeoJSON geometry, loaded by a command.")
    )

    address_fields = ("nis_code",)

    objects = ReferenceQuerySet.as_manager()

    class Meta(VersionedModel.Meta):
        verbose_name = _("commune")
        verbose_name_plural = _("communes")
        constraints = [
            models.UniqueConstraint(fields=["tile_row", "tile_column"], name="commune_tile_is_unique"),
            models.CheckConstraint(
                name="commune_tile_is_whole",
                condition=models.Q(tile_row__isnull=True, tile_column__isnull=True)
                | models.Q(tile_row__isnull=False, tile_row__gte=1, tile_column__isnull=False, tile_column__gte=1),
                violation_error_message=_("A tile has a row and a column, both from 1."),
            ),
        ]

    def __str__(self):
        return get_displayed_name(self, "name")

    def get_zone_on(self, date):
        """The police zone to which the commune belongs on that day, or None."""
        return next((zone for zone in self.zones.all() if zone.is_valid_on(date)), None)

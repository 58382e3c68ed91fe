"""Places and those who work there, each with the number of initiatives of which something is published."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from lisa.models import Antenna
from public import stories
from public.models import Choice, Facet, Kind
from zones.models import Commune, Partner, PoliceZone

ZONE_FIELDS = ("number", "name_fr", "name_nl", "name_en", "valid_from", "valid_to")


@dataclass(frozen=True)
class CommunePlace:
    """A commune with all the zones to which it ever belonged, the latest first."""

    commune: Commune
    zones: list

    def zone_on(self, date):
        return next((zone for zone in self.zones if zone.is_valid_on(date)), None)


def _published(facet, column):
    """How many initiatives stand under the choice whose value the column holds."""
    found = Choice.objects.filter(facet=facet, value=OuterRef(column))
    return Coalesce(Subquery(found.values("initiatives")[:1]), 0)


def communes():
    """Every commune, with `published`."""
    return Commune.objects.annotate(published=_published(Facet.COMMUNE, "nis_code"))


def communes_beside(zone):
    """Every commune, with `published` and `is_here`: whether it is or was one of the zone's."""
    links = Commune.zones.through.objects.filter(policezone=zone, commune=OuterRef("pk"))
    return list(communes().annotate(is_here=Exists(links)))


def zones_with_communes():
    """Every zone with its communes, each with `published`: two queries."""
    return list(
        PoliceZone.objects.annotate(published=_published(Facet.ZONE, "number")).prefetch_related(
            Prefetch("communes", communes().defer("boundary"))
        )
    )


def partners(zones):
    """Every partner, with `published`; those that are a zone with one of these zones."""
    known = {zone.pk: zone for zone in zones}
    found = list(Partner.objects.annotate(published=_published(Facet.PARTNER, "key")))
    for partner in found:
        if partner.zone_id:
            partner.zone = known[partner.zone_id]
    return found


def zone_of(number, language):
    """The zone with `published` and the `markup` of its partner's story; None where there is none."""
    markup = stories.column(Kind.PARTNER, OuterRef("partner__pk"), language)
    return (
        PoliceZone.objects.filter(number=number)
        .select_related("successor", "partner")
        .annotate(published=_published(Facet.ZONE, "number"), markup=markup)
        .first()
    )


def commune_of(nis_code, language):
    """The place, its commune with `published` and the `markup` of its partner's story; None where there is none.

    One query: a row for each zone of the commune, or a single one where it has none.
    """
    columns = {f"zone_{name}": F(f"zones__{name}") for name in ZONE_FIELDS}
    markup = stories.column(Kind.PARTNER, OuterRef("partner__pk"), language)
    rows = list(
        Commune.objects.filter(nis_code=nis_code)
        .select_related("partner")
        .annotate(published=_published(Facet.COMMUNE, "nis_code"), markup=markup, **columns)
        .defer("boundary")
        .order_by(F("zones__valid_from").desc(nulls_last=True), "zones__pk")
    )
    if not rows:
        return None
    zones = [PoliceZone(**{name: getattr(row, f"zone_{name}") for name in ZONE_FIELDS}) for row in rows]
    return CommunePlace(rows[0], [zone for zone in zones if zone.number])


def partner_of(key, language):
    """The partner with `published`, the `markup` of its story, its zone's communes; None where there is none."""
    return (
        Partner.objects.filter(key=key)
        .select_related("zone", "commune")
        .prefetch_related("zone__communes")
        .annotate(
            published=_published(Facet.PARTNER, "key"), markup=stories.column(Kind.PARTNER, OuterRef("pk"), language)
        )
        .first()
    )


def own_partner(place):
    """The partner that a zone or a commune is; None where it does not report."""
    return getattr(place, "partner", None)


def antennas_of_zone(zone):
    """The antennas in its communes, with these."""
    links = Commune.zones.through.objects.filter(policezone=zone, commune=OuterRef("commune"))
    return list(Antenna.objects.filter(Exists(links)).select_related("commune").order_by("position", "pk"))


def antennas_of_commune(commune):
    return list(Antenna.objects.filter(commune=commune).order_by("position", "pk"))


def antennas_of_partner(partner):
    """The antennas of which it may report: those that name it, and its own commune's where they name nobody."""
    named = Antenna.partners.through.objects.filter(antenna=OuterRef("pk"))
    of_commune = Q(commune=partner.commune_id) & ~Exists(named) if partner.commune_id else Q(pk__in=[])
    rows = Antenna.objects.filter(Q(Exists(named.filter(partner=partner))) | of_commune)
    return list(rows.select_related("commune").order_by("position", "pk"))

"""Places and those who work there, each with the number of initiatives of which something is published."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Prefetch, Q

from lisa.models import Antenna
from public.index.facet_values import count_under
from public.models import Facet, Kind
from public.pages.details import page_revision
from zones.models import Commune, Partner, PoliceZone

ZONE_FIELDS = ("number", "name_fr", "name_nl", "name_en", "valid_from", "valid_to")


@dataclass(frozen=True)
class CommunePlace:
    """A commune with all the zones to which it ever belonged, the latest first."""

    commune: Commune
    zones: list

    def get_zone_on(self, date):
        return next((zone for zone in self.zones if zone.is_valid_on(date)), None)


def _count_each(rows, facet, field):
    """The rows as a list, each with `published`: how many initiatives stand under the value that its field holds."""
    rows = list(rows)
    for row in rows:
        row.published = count_under(facet, getattr(row, field))
    return rows


def list_communes():
    """Every commune, with `published`."""
    return _count_each(Commune.objects.all(), Facet.COMMUNE, "nis_code")


def list_communes_beside(zone):
    """Every commune, with `published` and `is_here`: whether it is or was one of the zone's."""
    links = Commune.zones.through.objects.filter(policezone=zone, commune=OuterRef("pk"))
    return _count_each(Commune.objects.annotate(is_here=Exists(links)), Facet.COMMUNE, "nis_code")


def list_zones_with_communes():
    """Every zone with its communes, each with `published`: two queries."""
    here = Prefetch("communes", Commune.objects.defer("boundary"))
    zones = _count_each(PoliceZone.objects.prefetch_related(here), Facet.ZONE, "number")
    for zone in zones:
        _count_each(zone.communes.all(), Facet.COMMUNE, "nis_code")
    return zones


def list_partners(zones):
    """Every partner, with `published`; those that are a zone with one of these zones."""
    known = {zone.pk: zone for zone in zones}
    found = _count_each(Partner.objects.all(), Facet.PARTNER, "key")
    for partner in found:
        if partner.zone_id:
            partner.zone = known[partner.zone_id]
    return found


def find_zone(number):
    """The zone with `published` and the `page_revision` of its partner; None where there is none."""
    rows = PoliceZone.objects.filter(number=number).select_related("successor", "partner")
    rows = rows.annotate(page_revision=_revision_of_partner("partner__pk"))
    return next(iter(_count_each(rows, Facet.ZONE, "number")), None)


def find_commune(nis_code):
    """The place, its commune with `published` and the `page_revision` of its partner; None where there is none.

    One query: a row for each zone of the commune, or a single one where it has none.
    """
    columns = {f"zone_{name}": F(f"zones__{name}") for name in ZONE_FIELDS}
    rows = (
        Commune.objects.filter(nis_code=nis_code)
        .select_related("partner")
        .annotate(page_revision=_revision_of_partner("partner__pk"), **columns)
        .defer("boundary")
        .order_by(F("zones__valid_from").desc(nulls_last=True), "zones__pk")
    )
    rows = _count_each(rows, Facet.COMMUNE, "nis_code")
    if not rows:
        return None
    zones = [PoliceZone(**{name: getattr(row, f"zone_{name}") for name in ZONE_FIELDS}) for row in rows]
    return CommunePlace(rows[0], [zone for zone in zones if zone.number])


def find_partner(key):
    """The partner with `published`, its `page_revision`, its zone's communes; None where there is none."""
    rows = Partner.objects.filter(key=key).select_related("zone", "commune").prefetch_related("zone__communes")
    rows = rows.annotate(page_revision=_revision_of_partner("pk"))
    return next(iter(_count_each(rows, Facet.PARTNER, "key")), None)


def _revision_of_partner(column):
    return page_revision(Kind.PARTNER, OuterRef(column))


def get_own_partner(place):
    """The partner that a zone or a commune is; None where it does not report."""
    return getattr(place, "partner", None)


def list_antennas_of_zone(zone):
    """The antennas in its communes, with these."""
    links = Commune.zones.through.objects.filter(policezone=zone, commune=OuterRef("commune"))
    return list(Antenna.objects.filter(Exists(links)).select_related("commune").order_by("position", "pk"))


def list_antennas_of_commune(commune):
    return list(Antenna.objects.filter(commune=commune).order_by("position", "pk"))


def list_antennas_of_partner(partner):
    """The antennas of which it may report: those that name it, and its own commune's where they name nobody."""
    named = Antenna.partners.through.objects.filter(antenna=OuterRef("pk"))
    of_commune = Q(commune=partner.commune_id) & ~Exists(named) if partner.commune_id else Q(pk__in=[])
    rows = Antenna.objects.filter(Q(Exists(named.filter(partner=partner))) | of_commune)
    return list(rows.select_related("commune").order_by("position", "pk"))

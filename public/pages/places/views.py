"""Police zones and communes: all of them with their partners, and a page for each."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from document.typography import typeset
from public.index.caching import cached_page
from public.index.lists import read_first_page
from public.models import Facet, Kind
from public.pages.details import read_detail
from public.pages.former_addresses import follow_former_names
from public.pages.initiatives.filters import write_address
from public.pages.maps import draw_commune_map
from public.pages.partners.detail import render_partner
from public.pages.places import queries as queries
from public.pages.rows import build_rows
from zones.models import Commune, Partner, PoliceZone

SHOWN = 10
"""Initiatives on the page of a commune; behind them stands the way to all."""


@require_safe
@cached_page()
def places(request):
    """The map, the zones with their communes, all partners by kind."""
    today, communes = timezone.localdate(), list(queries.list_communes())
    zones = queries.list_zones_with_communes()
    context = {
        "crumbs": [],
        "map": _draw_map(communes),
        "zones": [zone for zone in zones if zone.is_valid_on(today)],
        "other_zones": [zone for zone in zones if not zone.is_valid_on(today)],
        "kinds": _group_by_kind(queries.list_partners(zones)),
        "today": today,
    }
    return render(request, "public/places/places.html", context)


def _group_by_kind(partners):
    """(name of the kind, those of which something is published, the others), in the order of the kinds."""
    names = {
        Partner.Kind.POLICE_ZONE: _("Police zones"),
        Partner.Kind.COMMUNE: _("Communes"),
        Partner.Kind.REGIONAL: _("Regional bodies"),
        Partner.Kind.CAMPUS: _("Campus"),
        Partner.Kind.FEDERAL_POLICE: _("Federal police"),
        Partner.Kind.STANDING_COMMITTEE: _("Standing committee"),
        Partner.Kind.NON_PROFIT: _("Non-profit associations"),
    }
    for kind, name in names.items():
        of_kind = [partner for partner in partners if partner.kind == kind]
        if of_kind:
            reporting = [partner for partner in of_kind if partner.published]
            yield name, reporting, [partner for partner in of_kind if not partner.published]


@require_safe
@cached_page()
@follow_former_names(number=PoliceZone)
def zone(request, number):
    """A zone: its communes, its antennas, and what it does."""
    today = timezone.localdate()
    found = queries.find_zone(number)
    if found is None:
        raise Http404
    partner = queries.get_own_partner(found)
    communes = queries.list_communes_beside(found)
    own = [commune for commune in communes if commune.is_here]
    context = {
        "crumbs": [_build_crumb()],
        "zone": found,
        "partner": partner,
        "predecessors": list(found.predecessors.order_by("number")),
        "communes": own,
        "map": _draw_map(communes, marked=own) if own else None,
        "antennas": _with_status(queries.list_antennas_of_zone(found), today),
        "is_valid": found.is_valid_on(today),
        "today": today,
        "address": _write_list_address(Facet.ZONE, found.number),
        "detail": read_detail(render_partner, Kind.PARTNER, partner.pk, found.page_revision) if partner else "",
    }
    return render(request, "public/places/zone.html", context)


@require_safe
@cached_page()
@follow_former_names(nis_code=Commune)
def commune(request, nis_code):
    """A commune: its zone at each date, its antennas, the initiatives at work there, and what it does itself."""
    language, today = get_language(), timezone.localdate()
    place = queries.find_commune(nis_code)
    if place is None:
        raise Http404
    found, partner = place.commune, queries.get_own_partner(place.commune)
    page = read_first_page(Facet.COMMUNE, nis_code)
    context = {
        "crumbs": [_build_crumb()],
        "commune": found,
        "postal_codes": [code.strip() for code in found.postal_codes.split(";") if code.strip()],
        "partner": partner,
        "zones": place.zones,
        "zone_today": place.get_zone_on(today),
        "antennas": _with_status(queries.list_antennas_of_commune(found), today),
        "rows": build_rows(page.rows[:SHOWN], language),
        "count": page.count,
        "address": _write_list_address(Facet.COMMUNE, nis_code),
        "detail": read_detail(render_partner, Kind.PARTNER, partner.pk, found.page_revision) if partner else "",
    }
    return render(request, "public/places/commune.html", context)


def _build_crumb():
    return typeset(_("Zones and communes"), get_language()), reverse("public:places")


def _with_status(antennas, today):
    """(antenna, its status on the day)"""
    return [(antenna, antenna.get_status_on(today)) for antenna in antennas]


def _write_list_address(facet, value):
    """The list of initiatives, narrowed to one choice."""
    return reverse("public:initiatives") + write_address({facet: [value]})


def _draw_map(communes, marked=()):
    return draw_commune_map(
        {commune: commune.published for commune in communes},
        title=_("Initiatives by commune"),
        description=_("Each commune leads to its own page."),
        legend=_("Initiatives"),
        link=lambda commune: reverse("public:commune", args=[commune.nis_code]),
        marked=marked,
    )

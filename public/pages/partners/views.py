"""A page for each partner."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from document.typography import typeset
from public.index.caching import cached_page
from public.models import Facet, Kind
from public.pages.details import read_detail
from public.pages.former_addresses import follow_former_names
from public.pages.initiatives.filters import write_address
from public.pages.partners.detail import render_partner
from public.pages.places.queries import find_partner, list_antennas_of_partner
from zones.models import Partner

LONGEST_NUMBER = 6


@require_safe
@cached_page("page")
@follow_former_names(key=Partner)
def partner(request, key):
    """A partner: what it is, what it does period by period, its antennas and its figures."""
    language, today = get_language(), timezone.localdate()
    found = find_partner(key)
    if found is None:
        raise Http404
    number = _page_number(request.GET.get("page", "1"))
    detail = read_detail(render_partner, Kind.PARTNER, found.pk, found.page_revision, number)
    if not detail and number != 1:
        raise Http404
    context = {
        "crumbs": [(typeset(_("Zones and communes"), language), reverse("public:places"))],
        "partner": found,
        "former_names": list(filter(None, map(str.strip, found.former_names.splitlines()))),
        "antennas": [(antenna, antenna.get_status_on(today)) for antenna in list_antennas_of_partner(found)],
        "address": reverse("public:initiatives") + write_address({Facet.PARTNER: [key]}),
        "detail": detail,
    }
    return render(request, "public/partners/partner.html", context)


def _page_number(asked):
    """The number of the page; 0, which there never is, for what is no number."""
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < LONGEST_NUMBER else 0

"""The home page: what this is, the state of things in figures, the map, the latest edition."""

from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lisa.queries import take_census
from public.index.caching import cached_page, cached_per_reference, cached_per_revision
from public.index.facet_values import count_by_value, count_published, get_values
from public.models import Facet
from public.pages.comparing.comparison import write_days
from public.pages.home.queries import list_latest_periods, list_volet_figures
from public.pages.maps import draw_commune_map
from reporting.queries import list_latest_reports
from zones.models import Commune


@require_safe
@cached_page()
def home(request):
    """Five queries at most, whatever there is."""
    today, language = timezone.localdate(), get_language()
    reports = list_latest_reports()
    context = {
        "initiative_count": count_published(),
        "census": _census(today),
        "partner_count": len(get_values(Facet.PARTNER)),
        "map": _draw_map(language, count_by_value(Facet.COMMUNE)),
        "periods": [(value.value, write_days(value.period, language)) for value in list_latest_periods()],
        "volets": list_volet_figures(language),
        "edition": reports[0].issue.edition if reports else None,
        "issue": reports[0].issue if reports else None,
        "reports": reports,
    }
    return render(request, "public/home.html", context)


_census = cached_per_revision(take_census)


@cached_per_reference
def _draw_map(language, numbers):
    """The map and its table as markup: most publications leave the numbers as they were."""
    counted = dict(numbers)
    values = {commune: counted.get(commune.nis_code, 0) for commune in Commune.objects.order_by("position", "pk")}
    drawing = draw_commune_map(
        values,
        title=_("Initiatives by commune"),
        description=_("Each commune leads to its own page."),
        legend=_("Initiatives"),
        link=lambda commune: reverse("public:commune", args=[commune.nis_code]),
    )
    return render_to_string("public/home/map.html", {"map": drawing})

"""The LISA antennas: on a map and in a table, as they stand on a day, and a page for each."""

from django.db.models import OuterRef
from django.shortcuts import get_object_or_404, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.models import Theme
from lisa.models import Antenna
from lisa.queries import LISA_THEME, Census, annotate_last_count, get_last_count
from public.index.caching import cached_page, cached_per_reference
from public.models import Kind
from public.pages.antennas.detail import render_antenna
from public.pages.antennas.filters import AntennaFilter
from public.pages.antennas.standings import (
    Order,
    count_by_commune,
    group_standings,
    list_standings,
    select_without_opening,
    write_census,
)
from public.pages.details import page_revision, read_detail
from public.pages.former_addresses import follow_former_names
from public.pages.maps import draw_commune_map
from zones.models import Commune


@require_safe
@cached_page("date", "sort")
def antennas(request):
    """The antennas on the day of the address, today where it names none. What is no day is said, and passed over; of a
    day that is still to come is said what is known today."""
    today, language = timezone.localdate(), get_language()
    filters = AntennaFilter(request.GET, Antenna.objects.select_related("commune"))
    asked, order = filters.asked["date"], filters.asked["sort"]
    day = min(asked, today)
    rows = list(annotate_last_count(filters.qs, day))
    standing = list_standings(rows, day)
    context = {
        "crumbs": [],
        "day": day,
        "is_today": day == today,
        "refused": filters.form.refused,
        "to_come": asked if asked > today else None,
        "total": len(standing),
        "census": write_census(Census.from_antennas(rows, day, get_last_count(rows, day)), language),
        "not_dated": select_without_opening(standing),
        "groups": group_standings(standing, order),
        "order": order,
        "unknown": filters.form.unknown,
        "orders": [(choice.label, _write_address(day, today, choice), choice == order) for choice in Order],
        "map": _draw_map(language, count_by_commune(standing)),
        "theme": Theme.objects.filter(key=LISA_THEME).first(),
    }
    return render(request, "public/antennas/list.html", context)


def _write_address(day, today, order):
    """The same day in another order."""
    date = "" if day == today else f"date={day.isoformat()}&"
    return f"?{date}sort={order}"


@cached_per_reference
def _draw_map(language, numbers):
    """The map and its table as markup: most days have the numbers of another day."""
    counted = dict(numbers)
    drawing = draw_commune_map(
        {commune: counted.get(commune.pk) for commune in Commune.objects.order_by("position", "pk")},
        title=_("Operational LISA antennas by commune"),
        description=_("Each commune leads to its own page."),
        legend=_("Operational antennas that are named"),
        not_known=_("none named: not known"),
        link=lambda commune: reverse("public:commune", args=[commune.nis_code]),
    )
    return render_to_string("public/home/map.html", {"map": drawing})


@require_safe
@cached_page()
@follow_former_names(key=Antenna)
def antenna(request, key):
    """The page of an antenna. Its status and the zone of its commune are those of today; the rest is its detail."""
    rows = (
        Antenna.objects.annotate(page_revision=page_revision(Kind.ANTENNA, OuterRef("pk")))
        .select_related("commune")
        .prefetch_related("commune__zones")
    )
    found, today = get_object_or_404(rows, key=key), timezone.localdate()
    context = {
        "crumbs": [(_("LISA antennas"), reverse("public:antennas"))],
        "antenna": found,
        "status": found.get_status_on(today),
        "today": today,
        "zone": found.commune.get_zone_on(today),
        "detail": read_detail(render_antenna, Kind.ANTENNA, found.pk, found.page_revision),
    }
    return render(request, "public/antennas/antenna.html", context)

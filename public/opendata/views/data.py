"""The open data for people: what there is, how to take it, and a page of the dictionary for each table."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from public.index.caching import cached_page
from public.opendata.files import FORMATS
from public.opendata.publisher import LICENCE, LICENCE_ADDRESS
from public.opendata.reading import counts
from public.opendata.structure import Column
from public.opendata.tables import TABLES


@require_safe
@cached_page()
def data(request):
    """All tables with the number of their rows. One query."""
    numbers = counts()
    context = {
        "crumbs": [],
        "tables": [(table, numbers[name]) for name, table in TABLES.items()],
        "formats": list(FORMATS),
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
        "today": timezone.localdate(),
    }
    return render(request, "public/data/data.html", context)


@require_safe
@cached_page()
def table(request, name):
    """The dictionary of a table."""
    found = TABLES.get(name)
    if found is None:
        raise Http404
    context = {
        "crumbs": [(_("Open data"), reverse("public:data"))],
        "table": found,
        "columns": [(column, *_reference(column)) for column in found.columns],
        "number": counts()[name],
        "formats": list(FORMATS),
        "filters": found.filters,
        "licence": LICENCE,
        "licence_address": LICENCE_ADDRESS,
    }
    return render(request, "public/data/table.html", context)


def _reference(column: Column):
    """(title, address) of the page of the table to which the column refers; both empty where it refers to none."""
    to = TABLES.get(getattr(column.type, "to", ""))
    return (to.title, reverse("public:data-table", args=[to.name])) if to else ("", "")

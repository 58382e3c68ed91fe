"""The initiatives: their list, narrowed as the reader asks, and a page for each."""

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.models import Initiative
from public.caching import cached_page
from public.details import read_detail
from public.facets import chosen_tags, panels
from public.filters.initiatives import PARAMETERS, InitiativeFilter
from public.leading import leads_on
from public.models import Kind
from public.queries.facet_values import count_published
from public.queries.initiatives import find_initiative, find_related
from public.queries.lists import Sort
from public.rows import rows_of
from public.search import suggestion


@require_safe
@cached_page(*PARAMETERS)
def initiatives(request):
    """The list: every parameter gives a page, also one that nobody would write."""
    language = get_language()
    filters = InitiativeFilter(request.GET, language=language)
    page, asked = filters.read_page(), filters.asked
    meant = suggestion(asked["q"], Kind.INITIATIVE) if asked["q"] and page.count == 0 else ""
    context = {
        "crumbs": [],
        "asked": asked,
        "unknown": filters.form.unknown,
        "meant": meant,
        "meant_address": filters.address(q=meant) if meant else "",
        "rows": rows_of(page.rows, language),
        "count": page.count,
        "total": count_published(),
        "tags": chosen_tags(filters, language),
        "panels": panels(filters.chosen, language),
        "sorts": [(sort.label, filters.address(sort=sort), sort == asked["sort"]) for sort in Sort],
        "next_address": filters.address(after=page.after) if page.after else "",
        "first_address": filters.address() if asked["after"] else "",
    }
    return render(request, "public/initiatives/list.html", context)


@require_safe
@cached_page()
@leads_on(key=Initiative)
def initiative(request, key):
    """The page of an initiative; that of a duplicate leads to its original."""
    found = find_initiative(key)
    if found is None:
        raise Http404
    if found.merged_into and not found.is_listed:
        return redirect("public:initiative", found.merged_into, permanent=True)
    detail = read_detail(Kind.INITIATIVE, found.pk, found.revision)
    if not detail:
        raise Http404
    context = {
        "crumbs": [(_("Initiatives"), reverse("public:initiatives"))],
        "initiative": found,
        "detail": detail,
        "related": rows_of(find_related(found.pk), get_language()),
    }
    return render(request, "public/initiatives/initiative.html", context)

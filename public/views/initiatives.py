"""The initiatives: their list, narrowed as the reader asks, and a page for each."""

from dataclasses import replace

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.models import Initiative
from public.asking import understand
from public.caching import kept
from public.details import read_detail
from public.facets import chosen_tags, panels
from public.leading import leads_on
from public.models import Kind
from public.narrowing import PARAMETERS, Narrowing, Sort
from public.queries.facet_values import count_published
from public.queries.initiatives import related, shown
from public.queries.lists import page_of
from public.rows import rows_of
from public.search import found_objects, suggestion


@require_safe
@kept(*PARAMETERS)
def initiatives(request):
    """The list: every parameter gives a page, also one that nobody would write."""
    language = get_language()
    narrowing, unknown = understand(Narrowing.from_address(request.GET), request.GET)
    keys = found_objects(narrowing.words, language, Kind.INITIATIVE) if narrowing.words else None
    page = page_of(narrowing, language, keys=keys)
    meant = suggestion(narrowing.words, Kind.INITIATIVE) if narrowing.words and not page.count else ""
    context = {
        "crumbs": [],
        "narrowing": narrowing,
        "unknown": unknown,
        "meant": meant,
        "meant_address": replace(narrowing, words=meant, after="").address() if meant else "",
        "rows": rows_of(page.rows, language),
        "count": page.count,
        "total": count_published(),
        "tags": chosen_tags(narrowing, language),
        "panels": panels(narrowing, language),
        "sorts": [
            (sort.label, replace(narrowing, sort=sort, after="").address(), sort == narrowing.sort) for sort in Sort
        ],
        "next_address": replace(narrowing, after=page.after).address() if page.after else "",
        "first_address": replace(narrowing, after="").address() if narrowing.after else "",
    }
    return render(request, "public/initiatives/list.html", context)


@require_safe
@kept()
@leads_on(key=Initiative)
def initiative(request, key):
    """The page of an initiative; that of a duplicate leads to its original."""
    found = shown(key)
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
        "related": rows_of(related(found.pk), get_language()),
    }
    return render(request, "public/initiatives/initiative.html", context)

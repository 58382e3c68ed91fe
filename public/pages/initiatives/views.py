"""The initiatives: their list, narrowed as the reader asks, a page for each, and the pictures under their texts."""

from django.http import FileResponse, Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from initiatives.models import Initiative, PublishedPhoto
from public.index.caching import cached_page
from public.index.facet_values import count_published
from public.index.lists import Sort
from public.models import Kind
from public.pages.details import read_detail
from public.pages.former_addresses import follow_former_names
from public.pages.initiatives.detail import render_initiative
from public.pages.initiatives.facets import list_chosen_tags, render_panels
from public.pages.initiatives.filters import PARAMETERS, InitiativeFilter
from public.pages.initiatives.queries import find_initiative, find_related
from public.pages.rows import build_rows
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
        "rows": build_rows(page.rows, language),
        "count": page.count,
        "total": count_published(),
        "tags": list_chosen_tags(filters, language),
        "panels": render_panels(filters.chosen, language),
        "sorts": [(sort.label, filters.address(sort=sort), sort == asked["sort"]) for sort in Sort],
        "next_address": filters.address(after=page.after) if page.after else "",
        "first_address": filters.address() if asked["after"] else "",
    }
    return render(request, "public/initiatives/list.html", context)


@require_safe
@cached_page()
@follow_former_names(key=Initiative)
def initiative(request, key):
    """The page of an initiative; that of a duplicate leads to its original."""
    found = find_initiative(key)
    if found is None:
        raise Http404
    if found.merged_into and not found.is_listed:
        return redirect("public:initiative", found.merged_into, permanent=True)
    detail = read_detail(render_initiative, Kind.INITIATIVE, found.pk, found.revision)
    if not detail:
        raise Http404
    context = {
        "crumbs": [(_("Initiatives"), reverse("public:initiatives"))],
        "initiative": found,
        "detail": detail,
        "related": build_rows(find_related(found.pk), get_language()),
    }
    return render(request, "public/initiatives/initiative.html", context)


@require_safe
@cache_control(public=True, max_age=3600)
def photo(request, sha256):
    """The picture with this content, as long as what was published shows it; one hour of a browser's memory."""
    found = PublishedPhoto.objects.shown().filter(sha256=sha256).first()
    if found is None or not found.has_file:
        raise Http404
    picture = FileResponse(found.file.open("rb"), content_type="image/jpeg")
    # What is published may be shown on the pages of others.
    picture["Cross-Origin-Resource-Policy"] = "cross-origin"
    return picture

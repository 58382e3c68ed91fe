"""The volets and their recommendations: what was asked, and what was done about it."""

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from initiatives.models import Framework, Recommendation, Volet
from public.index.caching import cached_page
from public.index.facet_values import count_published
from public.index.lists import read_first_page
from public.models import Facet
from public.pages.former_addresses import follow_former_names
from public.pages.initiatives.filters import write_address
from public.pages.rows import build_rows
from public.pages.volets.queries import (
    count_linked_initiatives,
    find_chapter,
    find_chapter_of_recommendations,
    list_answers,
    list_chapters,
)
from public.pages.volets.recommendation_rows import build_recommendation_rows, write_count, write_since


@require_safe
@cached_page()
def volets(request):
    """All volets of all frameworks, also those that the reports do not cover."""
    found = list_chapters()
    frameworks = list(dict.fromkeys(entry.volet.framework for entry in found))
    context = {
        "crumbs": [],
        "frameworks": [
            (framework, [_describe_chapter(entry) for entry in found if entry.volet.framework == framework])
            for framework in frameworks
        ],
        "without_answer": sum(not demand.initiatives for entry in found for demand in entry.demands),
        "asked": sum(len(entry.demands) for entry in found),
        "linked": count_linked_initiatives(),
        "published": count_published(),
    }
    return render(request, "public/volets/list.html", context)


@require_safe
@cached_page()
@follow_former_names(framework=Framework, number=Volet)
def volet(request, framework, number):
    found = _require_chapter(find_chapter(framework, number))
    language = get_language()
    page = read_first_page(Facet.VOLET, found.value)
    context = {
        "crumbs": [_build_crumb()],
        "chapter": found,
        "counted": write_count(found.initiatives),
        "demands": build_recommendation_rows(found),
        "rows": build_rows(page.rows, language),
        "all_address": reverse("public:initiatives") + write_address({Facet.VOLET: [found.value]}),
        "has_more": bool(page.after),
    }
    return render(request, "public/volets/volet.html", context)


@require_safe
@cached_page()
@follow_former_names(framework=Framework, number=Volet, code=Recommendation)
def recommendation(request, framework, number, code):
    of_volet = _require_chapter(find_chapter_of_recommendations(framework, number))
    codes = [entry.recommendation.code for entry in of_volet.demands]
    if code not in codes:
        raise Http404
    place, language = codes.index(code), get_language()
    demand = of_volet.demands[place]
    linked, has_more = list_answers(demand)
    rows = build_rows([answer.listed for answer in linked], language)
    context = {
        "crumbs": [_build_crumb(), (_("Volet %(number)s") % {"number": number}, _write_address(of_volet))],
        "chapter": of_volet,
        "demand": demand,
        "counted": write_count(demand.initiatives),
        "answers": list(zip(rows, map(write_since, linked), strict=True)),
        "all_address": reverse("public:initiatives") + write_address({Facet.RECOMMENDATION: [demand.value]}),
        "has_more": has_more,
        "before": of_volet.demands[place - 1] if place else None,
        "after": of_volet.demands[place + 1] if place + 1 < len(codes) else None,
    }
    return render(request, "public/volets/recommendation.html", context)


def _describe_chapter(entry):
    return entry, write_count(entry.initiatives), build_recommendation_rows(entry)


def _require_chapter(chapter_or_none):
    if chapter_or_none is None:
        raise Http404
    return chapter_or_none


def _build_crumb():
    return _("Recommendations"), reverse("public:volets")


def _write_address(of_volet):
    return reverse("public:volet", args=[of_volet.volet.framework.key, of_volet.volet.number])

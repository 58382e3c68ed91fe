"""Two zones, communes, partners or periods side by side."""

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from document.typography import typeset
from public.index.caching import cached_page
from public.pages.comparing.comparison import (
    Asked,
    choices,
    collected_among,
    period_choices,
    preselected,
    side_name,
    table_of,
    unknown_among,
)


@require_safe
@cached_page("left", "right", "period", "with")
def compare(request):
    """The comparison that is asked for; every parameter gives a page, also one that nobody would write."""
    language, asked = get_language(), Asked.from_address(request.GET)
    context = {
        "crumbs": [(typeset(_("Zones and communes"), language), reverse("public:places"))],
        "asked": asked,
        "unknown": unknown_among(request.GET),
        "collected": collected_among(request.GET, language),
        "table": table_of(asked, language) if asked.is_whole else None,
        "of": side_name(asked.of, language) if asked.of else None,
        "preselected": preselected(asked),
        "choices": choices(language),
        "periods": period_choices(language),
    }
    return render(request, "public/comparing/compare.html", context)

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
    build_table,
    choose_defaults,
    find_collected,
    find_unknown,
    list_choices,
    list_period_choices,
    name_side,
)


@require_safe
@cached_page("left", "right", "period", "with")
def compare(request):
    """The comparison that is asked for; every parameter gives a page, also one that nobody would write."""
    language, asked = get_language(), Asked.from_address(request.GET)
    context = {
        "crumbs": [(typeset(_("Zones and communes"), language), reverse("public:places"))],
        "asked": asked,
        "unknown": find_unknown(request.GET),
        "collected": find_collected(request.GET, language),
        "table": build_table(asked, language) if asked.is_whole else None,
        "of": name_side(asked.of, language) if asked.of else None,
        "preselected": choose_defaults(asked),
        "choices": list_choices(language),
        "periods": list_period_choices(language),
    }
    return render(request, "public/comparing/compare.html", context)

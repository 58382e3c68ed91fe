"""The working group: what it is, its meetings, its newsletter."""

from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from initiatives.models import Theme
from public.index.caching import cached_page
from public.index.lists import read_first_page
from public.models import Facet
from public.pages.rows import build_rows
from public.pages.working_group.queries import THEME, list_meetings_and_newsletters


@require_safe
@cached_page()
def working_group(request):
    """A page in every case: without the theme it says that nothing is known yet."""
    language = get_language()
    meetings, newsletters = list_meetings_and_newsletters()
    context = {
        "crumbs": [],
        "theme": Theme.objects.filter(key=THEME).first(),
        "meetings": meetings,
        "newsletters": newsletters,
        "rows": build_rows(read_first_page(Facet.THEME, THEME).rows, language),
    }
    return render(request, "public/working_group.html", context)

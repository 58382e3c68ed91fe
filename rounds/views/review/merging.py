from functools import reduce
from operator import or_

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from initiatives import merging
from initiatives.models import Initiative
from records.decorators import coordination_required
from records.models import StaleRecordError
from records.versions import read_version
from rounds.views.review.forms import OriginalForm

LONGEST_SEARCH = 200
MOST_FOUND = 20


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@coordination_required
def merge_initiative(request, pk):
    """Choose the original of a duplicate, read what will happen, and merge."""
    initiatives = Initiative.objects.visible_to(request.user).select_related("lead", "volet", "merged_into")
    duplicate = get_object_or_404(initiatives, pk=pk)
    candidates = initiatives.filter(merged_into__isnull=True).exclude(pk=duplicate.pk)
    if request.method == "POST":
        return _merge_and_redirect(request, duplicate, candidates)
    form = OriginalForm(request.GET or None, choices=candidates)
    original = form.cleaned_data["original"] if "original" in request.GET and form.is_valid() else None
    return _render_merge(request, duplicate, candidates, original)


def _render_merge(request, duplicate, candidates, original=None):
    search = request.GET.get("q", "").strip()[:LONGEST_SEARCH].replace("\0", "")
    return render(
        request,
        "rounds/review/merge.html",
        {
            "duplicate": duplicate,
            "search": search,
            "found": _find_candidates(candidates, duplicate, search),
            "original": original,
            "plan": merging.plan_merge(duplicate, original) if original else None,
        },
    )


def _find_candidates(candidates, duplicate, search):
    """The initiatives whose title or partner holds every word; without a word, those of the same partner."""
    if not search:
        return candidates.filter(lead=duplicate.lead).order_by("position", "pk")[:MOST_FOUND]
    for word in search.split()[:10]:
        places = ("key", "title_fr", "title_nl", "lead__name_fr", "lead__name_nl")
        candidates = candidates.filter(reduce(or_, (Q(**{f"{place}__icontains": word}) for place in places)))
    return candidates.order_by("position", "pk")[:MOST_FOUND]


def _merge_and_redirect(request, duplicate, candidates):
    form = OriginalForm(request.POST, choices=candidates)
    if not form.is_valid():
        messages.error(request, _("Choose the initiative of which this one is a duplicate."))
        return _render_merge(request, duplicate, candidates)
    original = form.cleaned_data["original"]
    for record, name in ((duplicate, "duplicate_version"), (original, "original_version")):
        record.version = read_version(request.POST.get(name, ""))
    try:
        merging.merge_initiatives(duplicate, original, by=request.user)
    except StaleRecordError:
        messages.error(request, _("One of the two was changed meanwhile; nothing was merged. Read the preview again."))
    except ValidationError as refusal:
        for sentence in refusal.messages:
            messages.error(request, sentence)
    else:
        messages.success(
            request,
            _("“%(duplicate)s” is now part of “%(original)s”.") % {"duplicate": duplicate, "original": original},
        )
        return redirect("admin:initiatives_initiative_change", original.pk)
    original.refresh_from_db()
    duplicate.refresh_from_db()
    return _render_merge(request, duplicate, candidates, original)

"""The order of an edition: what is highlighted, under which theme, and what stands before what."""

import re
from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from initiatives.bulk_changes import set_highlight
from initiatives.models import Theme
from initiatives.ordering import set_theme
from records.decorators import coordination_required
from records.models import StaleRecordError
from reporting import report_order
from reporting.models import Edition
from reporting.reports.annual import gather_material

SEEN = re.compile(r"(\d{1,18})-(\d{1,9})", re.ASCII)
TARGET = re.compile(rf"({report_order.BEFORE}|{report_order.AFTER})-{SEEN.pattern}", re.ASCII)


@require_safe
@never_cache
@coordination_required
def arrange(request, edition, volet=None):
    """A volet as it stands in the report; the first one, unless another is named."""
    edition = _get_edition(request, edition)
    volet_orders = _build_volet_orders(edition)
    volet_order = next((volet_order for volet_order in volet_orders if volet in (None, volet_order.volet.number)), None)
    if volet_order is None and volet is not None:
        raise Http404
    return render(
        request,
        "reporting/order/page.html",
        {
            "edition": edition,
            "volet_orders": volet_orders,
            "volet_order": volet_order,
            "themes": list(Theme.objects.visible_to(request.user).order_by("position", "pk")),
            "at": request.GET.get("at", ""),
            "opened": request.GET.get("set", ""),
        },
    )


@require_safe
@never_cache
@coordination_required
def arrange_latest(request):
    """Lead to the order of the edition that covers the latest days; to the list of editions where there is none."""
    edition = Edition.objects.visible_to(request.user).order_by("-covers_to", "-pk").first()
    return redirect("reporting:arrange", edition.key) if edition else redirect("reporting:editions")


@require_POST
@coordination_required
def move_initiative(request, edition, volet):
    """Put an initiative, or a theme with all its initiatives, before or after another one of its list."""
    edition = _get_edition(request, edition)
    volet_orders = _build_volet_orders(edition)
    found = TARGET.fullmatch(request.POST.get("to", ""))
    location = _locate(volet_orders, request.POST.get("moved", ""))
    target = found and _locate_as_seen(volet_orders, found[2], found[3])
    if not location or not target or location.ordered_list is not target.ordered_list:
        return _refuse(request, edition, volet, _("It was not clear what to move where; nothing was moved."))
    is_whole_theme = bool(location.item.theme) and location.item is not target.item
    change = partial(report_order.move_item, location, target, found[1], by=request.user)
    return _apply_change(request, edition, location, change, is_whole_theme=is_whole_theme)


@require_POST
@coordination_required
def change_theme(request, edition, volet):
    """Give an initiative another theme, or none."""
    edition = _get_edition(request, edition)
    volet_orders = _build_volet_orders(edition)
    location = _locate(volet_orders, request.POST.get("moved", ""))
    themes = {str(theme.pk): theme for theme in Theme.objects.visible_to(request.user)} | {"": None}
    wanted = request.POST.get("theme")
    if not location or wanted not in themes:
        return _refuse(request, edition, volet, _("It was not clear which theme is meant; nothing was changed."))
    theme = themes[wanted]
    after = theme and report_order.find_last_of_theme(volet_orders, location, theme)
    change = partial(set_theme, location.row.initiative, theme, by=request.user, after=after and after.initiative)
    return _apply_change(request, edition, location, change)


@require_POST
@coordination_required
def change_highlight(request, edition, volet):
    """Give an initiative its own heading by one of its updates, or take that away."""
    edition = _get_edition(request, edition)
    volet_orders = _build_volet_orders(edition)
    found = SEEN.fullmatch(request.POST.get("update", ""))
    location = _locate(volet_orders, request.POST.get("moved", ""))
    update = found and location and next((one for one in location.row.updates if one.pk == int(found[1])), None)
    if not update:
        return _refuse(request, edition, volet, _("It was not clear which text is meant; nothing was changed."))
    update.version = int(found[2])
    change = partial(set_highlight, update, request.POST.get("highlight") == "yes", by=request.user)
    return _apply_change(request, edition, location, change)


def _get_edition(request, key):
    return get_object_or_404(Edition.objects.editable_by(request.user).select_related("framework"), key=key)


def _build_volet_orders(edition):
    return report_order.build_volet_orders(gather_material(edition), get_language())


def _locate(volet_orders, value):
    found = SEEN.fullmatch(value)
    return found and _locate_as_seen(volet_orders, found[1], found[2])


def _locate_as_seen(volet_orders, pk, version):
    """Where the initiative of that key stands, at the version that was seen of it; None where it stands nowhere."""
    location = report_order.locate_initiative(volet_orders, int(pk))
    if location:
        location.row.initiative.version = int(version)
    return location


def _refuse(request, edition, volet, sentence):
    messages.error(request, sentence)
    return redirect("reporting:arrange", edition.key, volet)


def _apply_change(request, edition, location, change, *, is_whole_theme=False):
    """Make the change, say where the initiative stands now or why not, and come back to it."""
    initiative = location.row.initiative
    try:
        change()
    except StaleRecordError:
        messages.error(
            request,
            _("“%(title)s”, or its place, was changed while you were looking; nothing was done. This is how it stands.")
            % {"title": location.row.name},
        )
    except ValidationError as refusal:
        reason = " ".join(refusal.messages)
        messages.error(request, _("%(text)s: %(reason)s") % {"text": location.row.name, "reason": reason})
    else:
        location = report_order.locate_initiative(_build_volet_orders(edition), initiative.pk) or location
        messages.success(request, location.sentence_on_theme if is_whole_theme else location.sentence)
    return _redirect_to_place(edition, location, is_whole_theme)


def _redirect_to_place(edition, location, is_whole_theme):
    anchor = location.item.anchor if is_whole_theme else location.row.anchor
    address = reverse("reporting:arrange", args=[edition.key, location.volet_order.volet.number])
    return redirect(f"{address}?{urlencode({'at': anchor})}#{anchor}")

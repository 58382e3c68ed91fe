"""The order of an edition: what is highlighted, under which theme, and what stands before what."""

import re
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

from initiatives.arranging import set_highlight
from initiatives.models import Theme
from initiatives.ordering import set_theme
from records.decorators import coordination_required
from records.models import StaleRecordError
from reporting import arranging
from reporting.models import Edition
from reporting.reports.annual import gather

SEEN = re.compile(r"(\d{1,18})-(\d{1,9})", re.ASCII)
TARGET = re.compile(rf"({arranging.BEFORE}|{arranging.AFTER})-{SEEN.pattern}", re.ASCII)


@require_safe
@never_cache
@coordination_required
def arrange(request, edition, volet=None):
    """A volet as it stands in the report; the first one, unless another is named."""
    edition = _edition(request, edition)
    boards = _boards(edition)
    board = next((board for board in boards if volet in (None, board.volet.number)), None)
    if board is None and volet is not None:
        raise Http404
    return render(
        request,
        "reporting/arranging/page.html",
        {
            "edition": edition,
            "boards": boards,
            "board": board,
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
def move(request, edition, volet):
    """Put an initiative, or a theme with all its initiatives, before or after another one of its list."""
    edition = _edition(request, edition)
    boards = _boards(edition)
    found = TARGET.fullmatch(request.POST.get("to", ""))
    standing = _standing(boards, request.POST.get("moved", ""))
    target = found and _seen(boards, found[2], found[3])
    if not standing or not target or standing.shelf is not target.shelf:
        return _refused(request, edition, volet, _("It was not clear what to move where; nothing was moved."))
    is_whole_theme = bool(standing.block.theme) and standing.block is not target.block

    def step():
        arranging.move(standing, target, found[1], by=request.user)

    return _taken(request, edition, standing, step, is_whole_theme=is_whole_theme)


@require_POST
@coordination_required
def theme(request, edition, volet):
    """Give an initiative another theme, or none."""
    edition = _edition(request, edition)
    boards = _boards(edition)
    standing = _standing(boards, request.POST.get("moved", ""))
    themes = {str(theme.pk): theme for theme in Theme.objects.visible_to(request.user)} | {"": None}
    wanted = request.POST.get("theme")
    if not standing or wanted not in themes:
        return _refused(request, edition, volet, _("It was not clear which theme is meant; nothing was changed."))
    theme = themes[wanted]
    after = theme and arranging.last_of_theme(boards, standing, theme)
    initiative = standing.row.initiative

    def step():
        set_theme(initiative, theme, by=request.user, after=after and after.initiative)

    return _taken(request, edition, standing, step)


@require_POST
@coordination_required
def highlight(request, edition, volet):
    """Give an initiative its own heading by one of its updates, or take that away."""
    edition = _edition(request, edition)
    boards = _boards(edition)
    found = SEEN.fullmatch(request.POST.get("update", ""))
    standing = _standing(boards, request.POST.get("moved", ""))
    update = found and standing and next((one for one in standing.row.updates if one.pk == int(found[1])), None)
    if not update:
        return _refused(request, edition, volet, _("It was not clear which text is meant; nothing was changed."))
    update.version = int(found[2])

    def step():
        set_highlight(update, request.POST.get("highlight") == "yes", by=request.user)

    return _taken(request, edition, standing, step)


def _edition(request, key):
    return get_object_or_404(Edition.objects.editable_by(request.user).select_related("framework"), key=key)


def _boards(edition):
    return arranging.boards(gather(edition), get_language())


def _standing(boards, value):
    found = SEEN.fullmatch(value)
    return found and _seen(boards, found[1], found[2])


def _seen(boards, pk, version):
    """Where the initiative of that key stands, at the version that was seen of it; None where it stands nowhere."""
    standing = arranging.find(boards, int(pk))
    if standing:
        standing.row.initiative.version = int(version)
    return standing


def _refused(request, edition, volet, sentence):
    messages.error(request, sentence)
    return redirect("reporting:arrange", edition.key, volet)


def _taken(request, edition, standing, step, *, is_whole_theme=False):
    """Take the step, say where the initiative stands now or why not, and come back to it."""
    initiative = standing.row.initiative
    try:
        step()
    except StaleRecordError:
        messages.error(
            request,
            _("“%(title)s”, or its place, was changed while you were looking; nothing was done. This is how it stands.")
            % {"title": standing.row.name},
        )
    except ValidationError as refusal:
        reason = " ".join(refusal.messages)
        messages.error(request, _("%(text)s: %(reason)s") % {"text": standing.row.name, "reason": reason})
    else:
        standing = arranging.find(_boards(edition), initiative.pk) or standing
        messages.success(request, standing.sentence_on_theme if is_whole_theme else standing.sentence)
    return _back(edition, standing, is_whole_theme)


def _back(edition, standing, is_whole_theme):
    anchor = standing.block.anchor if is_whole_theme else standing.row.anchor
    address = reverse("reporting:arrange", args=[edition.key, standing.board.volet.number])
    return redirect(f"{address}?{urlencode({'at': anchor})}#{anchor}")

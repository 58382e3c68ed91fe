"""What is being typed, shown as the report will show it."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from initiatives.models import Update
from lisa.models import AntennaUpdate
from rounds.antenna_editing import AntennaBundle
from rounds.drafts import normalize_line_ends
from rounds.editing import UpdateBundle, save_text
from rounds.report_fragments import render_text
from rounds.text_kinds import get_answering_partners


@require_POST
@login_required
def preview_text(request, update):
    update = get_object_or_404(Update.objects.editable_by(request.user).select_related("initiative"), pk=update)
    return _render_preview(request, update, UpdateBundle(update, request.user, normalize_line_ends(request.POST)))


@require_POST
@login_required
def preview_antenna_text(request, antenna_text):
    texts = AntennaUpdate.objects.editable_by(request.user).select_related("antenna__commune", "period")
    text = get_object_or_404(texts, pk=antenna_text)
    return _render_preview(request, text, AntennaBundle(text, request.user, normalize_line_ends(request.POST)))


def _render_preview(request, text, bundle):
    """What is being typed as the report will show it: written, read, and undone again."""
    with transaction.atomic():
        written = _render_fragments(text, bundle, request.user)
        transaction.set_rollback(True)
    return render(
        request,
        "rounds/editing/preview.html",
        {
            "over": [*get_answering_partners(text), text.period.key],
            "fragments": written,
            "problems": bundle.list_problems(),
        },
    )


def _render_fragments(text, bundle, user):
    """The fragments of the report that saving would give; none where it would be refused."""
    if bundle.is_overtaken() or not bundle.is_valid():
        return []
    save_text(bundle, by=user)
    written = render_text(type(text).objects.get(pk=text.pk), heading_level=2)
    return [(fragment.language, SafeString(fragment.html)) for fragment in written]

"""What is being typed, shown as the report will show it."""

from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.shortcuts import get_object_or_404, render
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST

from initiatives.models import Update
from reporting.reports.annual.fragments import fragments
from rounds.drafts import without_carriage_returns
from rounds.editing import Editing, save


@require_POST
@login_required
def preview_text(request, update):
    """What is being typed as the report will show it: written, read, and undone again."""
    update = get_object_or_404(Update.objects.editable_by(request.user).select_related("initiative"), pk=update)
    editing = Editing(update, request.user, without_carriage_returns(request.POST))
    with transaction.atomic():
        written = _written(update, editing, request.user)
        transaction.set_rollback(True)
    return render(
        request,
        "rounds/editing/preview.html",
        {"update": update, "initiative": update.initiative, "fragments": written, "problems": editing.problems()},
    )


def _written(update, editing, user):
    """The fragments of the report that saving would give; none where it would be refused."""
    if editing.is_overtaken() or not editing.is_valid():
        return []
    save(editing, by=user)
    written = fragments(Update.objects.get(pk=update.pk), heading_level=2)
    return [(fragment.language, SafeString(fragment.html)) for fragment in written]

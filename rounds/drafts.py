"""Drafts of forms, kept beside the stored record: nothing is lost with a session or a connection."""

import datetime
import json

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from accounts.devices import find_last_account
from accounts.models import User
from rounds.models import FormDraft

MAX_BYTES = 300_000
"""Bytes of one form that are kept for a browser whose session has ended."""

MAX_PER_ACCOUNT = 5
MAX_IN_ALL = 100
"""Forms that are kept after a session; the oldest is deleted first."""

LIFETIME = datetime.timedelta(days=7)
"""How long such a form waits for its account to sign in."""

UNSAVED_NAMES = ("csrfmiddlewaretoken", "action")


def save_draft(user, form, data):
    """Keep what the user is typing into the form of that name, instead of the draft before."""
    _get_own_drafts(user).update_or_create(
        user=user, form=form, is_left_behind=False, defaults={"data": _collect_values(data)}
    )


def find_draft(user, form):
    """What the user was typing into the form, or None."""
    return _get_own_drafts(user).filter(form=form).first()


def delete_draft(user, form):
    """Delete the draft: it was saved, or the user does not want it."""
    _get_own_drafts(user).filter(form=form).delete()


def read_data(draft):
    """The data of a draft as a form takes it."""
    data = QueryDict(mutable=True)
    for name, values in draft.data.items():
        data.setlist(name, values)
    return data


def keep_for_sign_in(request, form, data):
    """Keep a form that was sent after the session ended, for the account that this browser was signed in to before.

    Nothing is kept of a browser that never signed in, nor beyond the limits above.
    """
    user, lists = find_last_account(request), _collect_values(data)
    if user is None or len(json.dumps(lists).encode()) > MAX_BYTES:
        return
    with transaction.atomic():
        # One at a time for an account, so that its limit holds.
        User.objects.select_for_update().get(pk=user.pk)
        FormDraft.objects.update_or_create(user=user, form=form, is_left_behind=True, defaults={"data": lists})
        _delete_all_but_latest(FormDraft.objects.filter(user=user), MAX_PER_ACCOUNT)
        _delete_all_but_latest(FormDraft.objects.all(), MAX_IN_ALL)
        delete_overdue()


def restore_after_sign_in(user, form):
    """After signing in: make a draft of what was kept of that form, unless something was typed there since."""
    left = FormDraft.objects.left_behind().filter(user=user, form=form).first()
    if left is None:
        return
    with transaction.atomic():
        draft = find_draft(user, form)
        if timezone.now() - left.saved_at <= LIFETIME and (draft is None or draft.saved_at < left.saved_at):
            _get_own_drafts(user).update_or_create(
                user=user, form=form, is_left_behind=False, defaults={"data": left.data}
            )
        left.delete()


def delete_overdue():
    """Delete the kept forms whose account never signed in again. Returns how many there were."""
    overdue = FormDraft.objects.left_behind().filter(saved_at__lt=timezone.now() - LIFETIME)
    return overdue.delete()[0]


def normalize_line_ends(data):
    """A copy of the data of a form with line feeds as line ends; browsers send carriage returns too."""
    cleaned = data.copy()
    for name, values in data.lists():
        cleaned.setlist(name, [value.replace("\r\n", "\n").replace("\r", "\n") for value in values])
    return cleaned


def _collect_values(data):
    """The values by name, without those of the request itself and the characters that no database stores."""
    return {
        name.replace("\0", ""): [value.replace("\0", "") for value in values]
        for name, values in normalize_line_ends(data).lists()
        if name not in UNSAVED_NAMES
    }


def _get_own_drafts(user):
    """The drafts of the user, without the forms that were kept after a session."""
    return FormDraft.objects.visible_to(user).filter(is_left_behind=False)


def _delete_all_but_latest(drafts, most):
    latest = drafts.left_behind().order_by("-saved_at", "-pk").values("pk")[:most]
    drafts.left_behind().exclude(pk__in=list(latest.values_list("pk", flat=True))).delete()

"""What is being typed, kept beside what is stored: nothing is lost with a session or a connection."""

import datetime
import json

from django.db import transaction
from django.http import QueryDict
from django.utils import timezone

from accounts.devices import last_account
from accounts.models import User
from rounds.models import FormDraft

LARGEST = 300_000
"""Bytes that may be left behind in one form by a browser whose session has ended."""

MOST_OF_AN_ACCOUNT = 5
MOST_IN_ALL = 100
"""Forms that may be left behind; the oldest gives way."""

LIFETIME = datetime.timedelta(days=7)
"""For how long what was left behind waits for its account."""

OWN_TO_THE_REQUEST = ("csrfmiddlewaretoken", "action")


def save_draft(user, form, data):
    """Keep what the user is typing into the form with that name, instead of what was kept before."""
    _own_drafts(user).update_or_create(user=user, form=form, is_left_behind=False, defaults={"data": _lists(data)})


def find_draft(user, form):
    """What the user was typing into the form, or None."""
    return _own_drafts(user).filter(form=form).first()


def forget(user, form):
    """Forget it: it was saved, or the user does not want it."""
    _own_drafts(user).filter(form=form).delete()


def read_typed(draft):
    """The data of a draft as a form takes it."""
    data = QueryDict(mutable=True)
    for name, values in draft.data.items():
        data.setlist(name, values)
    return data


def leave_behind(request, form, data):
    """Keep what was sent after a session had ended, for the account that was signed in with this browser before.

    Nothing of a browser that nobody has signed in with, nor more than the limits above.
    """
    user, lists = last_account(request), _lists(data)
    if user is None or len(json.dumps(lists).encode()) > LARGEST:
        return
    with transaction.atomic():
        # One at a time for an account, so that its limit holds.
        User.objects.select_for_update().get(pk=user.pk)
        FormDraft.objects.update_or_create(user=user, form=form, is_left_behind=True, defaults={"data": lists})
        _keep_latest(FormDraft.objects.filter(user=user), MOST_OF_AN_ACCOUNT)
        _keep_latest(FormDraft.objects.all(), MOST_IN_ALL)
        forget_overdue()


def take_over(user, form):
    """After signing in: make a draft of what was left behind in that form, unless something was typed there since."""
    left = FormDraft.objects.left_behind().filter(user=user, form=form).first()
    if left is None:
        return
    with transaction.atomic():
        draft = find_draft(user, form)
        if timezone.now() - left.saved_at <= LIFETIME and (draft is None or draft.saved_at < left.saved_at):
            _own_drafts(user).update_or_create(user=user, form=form, is_left_behind=False, defaults={"data": left.data})
        left.delete()


def forget_overdue():
    """Remove what was left behind and never asked for. How many forms that were."""
    overdue = FormDraft.objects.left_behind().filter(saved_at__lt=timezone.now() - LIFETIME)
    return overdue.delete()[0]


def with_own_line_ends(data):
    """The data of a form with the line ends of the house; browsers send those of another age."""
    cleaned = data.copy()
    for name, values in data.lists():
        cleaned.setlist(name, [value.replace("\r\n", "\n").replace("\r", "\n") for value in values])
    return cleaned


def _lists(data):
    """The values by name, without what belongs to the request or what no database takes."""
    return {
        name.replace("\0", ""): [value.replace("\0", "") for value in values]
        for name, values in with_own_line_ends(data).lists()
        if name not in OWN_TO_THE_REQUEST
    }


def _own_drafts(user):
    """What the user is typing, without what was left behind."""
    return FormDraft.objects.visible_to(user).filter(is_left_behind=False)


def _keep_latest(drafts, most):
    latest = drafts.left_behind().order_by("-saved_at", "-pk").values("pk")[:most]
    drafts.left_behind().exclude(pk__in=list(latest.values_list("pk", flat=True))).delete()

"""Doors of views: who may enter, asked of `records.access`."""

from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied

from records.access import is_coordination


def coordination_required(view):
    """Signed-in members of the Coordination only; others are refused, visitors are asked to sign in."""

    @wraps(view)
    @login_required
    def guarded(request, *args, **kwargs):
        if not is_coordination(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return guarded

"""Decorators of views by the rule of `records.access`."""

from functools import wraps

from django.contrib.auth.decorators import login_required

from records.access import require_coordination


def coordination_required(view):
    """Signed-in members of the Coordination only; others are refused, visitors are asked to sign in."""

    @wraps(view)
    @login_required
    def guarded(request, *args, **kwargs):
        require_coordination(request.user)
        return view(request, *args, **kwargs)

    return guarded

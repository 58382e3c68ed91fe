"""More time for one partner."""

from django.db import transaction
from django.utils.translation import gettext as _

from records.access import require_coordination
from rounds.models import Extension
from rounds.services import RoundRefused, lock_period


@transaction.atomic
def grant_extension(partner, period, *, by, deadline, reason, seen_version=None):
    """Give one partner its own deadline for the period, later than that of the others. Returns the extension.

    `seen_version` is the version of the extension that the author saw (None: there was none). Raises StaleRecordError
    when it has changed since.
    """
    require_coordination(by, RoundRefused)
    lock_period(period)
    if period.closed:
        raise RoundRefused(_("This round is closed: open it again before giving more time."))
    if period.deadline and deadline <= period.deadline:
        raise RoundRefused(_("An extension gives more time: choose a day after the deadline of the round."))
    if not reason.strip():
        raise RoundRefused(_("Write why this partner has more time."))
    extension = Extension.objects.filter(partner=partner, period=period).first()
    if extension:
        extension.version = seen_version or 0
    else:
        extension = Extension(partner=partner, period=period)
    extension.deadline, extension.reason = deadline, reason.strip()
    extension.save()
    return extension

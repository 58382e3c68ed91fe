"""The answers of a partner on its antennas in a round. Several partners may report on one antenna: the first to answer
creates the text, and all of them may edit it."""

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.models.reviews import VALIDATED
from lisa.models import AntennaUpdate
from lisa.services import get_reporting_partners
from records.language_codes import LANGUAGES
from rounds.services import RoundRefused, check_answering, check_editable, withdraw_nothing_to_report

BODIES = [f"body_{language}" for language in LANGUAGES]


@transaction.atomic
def report_nothing_new(partner, antenna, period, *, by):
    """Report that there is nothing new about the antenna. An earlier text stays in the history. Returns the update."""
    update = _get_or_build_update(partner, antenna, period, by)
    if _has_text(update) and _was_validated(update):
        raise RoundRefused(_("This text was validated before: correct it and hand it in, rather than take it back."))
    update.nothing_new = True
    for name in BODIES:
        setattr(update, name, "")
    update.save()
    return update


@transaction.atomic
def start_text(partner, antenna, period, *, by):
    """Start a text about the antenna, from what was typed before or else from the last text. Returns the update."""
    update = _get_or_build_update(partner, antenna, period, by)
    if not _has_text(update):
        start = _find_typed_before(update) or _find_last_text(antenna, period)
        for name in BODIES if start else ():
            setattr(update, name, getattr(start, name))
    update.nothing_new = False
    update.save()
    return update


@transaction.atomic
def take_back_answer(partner, antenna, period, *, by):
    """Undo the answer on an antenna, as long as it was not handed in. The text stays in the history."""
    _check_reporting(partner, antenna, period, by)
    for update in AntennaUpdate.objects.select_for_update().filter(antenna=antenna, period=period):
        check_editable(update)
        if _was_validated(update):
            raise RoundRefused(
                _("This text was validated before: correct it and hand it in, rather than take it back.")
            )
        update.delete()


def _check_reporting(partner, antenna, period, by):
    check_answering(partner, period, by)
    if partner not in get_reporting_partners(antenna):
        raise RoundRefused(_("This partner does not report on the antenna."))


def _get_or_build_update(partner, antenna, period, by):
    """The update of the antenna for the period, locked; a new one, not saved, where nobody has answered yet."""
    _check_reporting(partner, antenna, period, by)
    withdraw_nothing_to_report(partner, period)
    update = AntennaUpdate.objects.select_for_update().filter(antenna=antenna, period=period).first()
    if update is None:
        return AntennaUpdate(antenna=antenna, period=period, position=antenna.position)
    check_editable(update)
    return update


def _has_text(update):
    return any((getattr(update, name) or "").strip() for name in BODIES)


def _find_typed_before(update):
    """The last state of the update that had a text; None where it never had one."""
    past = update.history.order_by("-history_id") if update.pk else ()
    return next((record for record in past if _has_text(record)), None)


def _find_last_text(antenna, period):
    """The latest text of an earlier period; None where there is none."""
    earlier = antenna.updates.filter(period__starts_on__lt=period.starts_on).order_by("-period__starts_on")
    return next((update for update in earlier if _has_text(update)), None)


def _was_validated(update):
    return bool(update.pk) and update.review_log.filter(to_state__in=VALIDATED).exists()

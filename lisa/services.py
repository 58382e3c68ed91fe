"""The verbs for antennas: their updates are reviewed by the same table as those of initiatives."""

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.services import apply_transition, check_publication, check_transition, one_sided, settle
from lisa.models import AntennaReview, AntennaUpdate
from records.models import StaleRecordError


def reporting_partners(antenna):
    """Who answers for the antenna: its partners, or else the partner that is its commune."""
    named = list(antenna.partners.all())
    return named or ([antenna.commune.partner] if hasattr(antenna.commune, "partner") else [])


def advance_antenna_update(update, verb, *, by, remark="", field_remarks=None, languages_confirmed=False):
    """Move an antenna's update along, as `initiatives.services.advance_update` does; it raises the same errors."""
    with transaction.atomic():
        locked = (
            AntennaUpdate.objects.select_for_update(of=("self",))
            .select_related("antenna__commune", "period")
            .get(pk=update.pk)
        )
        if locked.version != update.version:
            raise StaleRecordError(update)
        said = remark or " ".join((field_remarks or {}).values())
        check_transition(locked, verb, by=by, remark=said, partners=reporting_partners(locked.antenna))
        confirmed = verb == "publish" and check_publication(
            locked, missing_for_publication(locked), languages_confirmed
        )
        apply_transition(
            locked, verb, AntennaReview, by=by, remark=remark, field_remarks=field_remarks, confirmed=confirmed
        )
    update.refresh_from_db()
    return update


def missing_for_publication(update):
    """What stands between an antenna's update and its publication, as sentences; the rule of both languages."""
    return one_sided(update, [("body", _("text"))])


def settle_loaded_antenna_update(update):
    """Bring a loaded update to its state: published where both languages are there, validated otherwise."""
    settle(update, AntennaReview, complete=not missing_for_publication(update))

"""Review of the updates of antennas, by the same table of transitions as those of initiatives."""

from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.services import (
    apply_transition,
    approve_loaded_text,
    check_publication,
    check_transition,
    find_one_sided_fields,
)
from lisa.models import AntennaReview, AntennaUpdate
from records.models import StaleRecordError


def get_reporting_partners(antenna):
    """The partners that report on the antenna: those it names, or else its commune."""
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
        check_transition(locked, verb, by=by, remark=said, partners=get_reporting_partners(locked.antenna))
        confirmed = verb == "publish" and check_publication(locked, find_publication_gaps(locked), languages_confirmed)
        apply_transition(
            locked, verb, AntennaReview, by=by, remark=remark, field_remarks=field_remarks, confirmed=confirmed
        )
    update.refresh_from_db()
    return update


def find_publication_gaps(update):
    """Sentences on what the update lacks to be published: both languages or neither."""
    return find_one_sided_fields(update, [("body", _("text"))])


def settle_loaded_antenna_updates(updates):
    """Publish the loaded updates that have both languages, validate any other."""
    approve_loaded_text(updates, AntennaReview, find_publication_gaps)

"""What the Coordination arranges for many records at once: each by itself, with its checks and its history."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from initiatives.models import Initiative, ReviewState, Update
from initiatives.recording import get_record
from initiatives.services import find_publication_gaps
from records.access import require_coordination
from records.models import StaleRecordError


class ArrangementRefused(ValidationError):
    """A record that cannot be arranged as asked; nothing of it was written. Its message is for the reader."""


@transaction.atomic
def link_recommendation(initiative, recommendation, *, by):
    """Link the initiative to a recommendation of its framework. Whether it was not linked yet.

    Raises ArrangementRefused, and StaleRecordError when the initiative was changed since it was read.
    """
    stored = _lock_unchanged(Initiative.objects.select_related("volet"), initiative, by)
    if stored.volet.framework_id != recommendation.volet.framework_id:
        raise ArrangementRefused(_("The recommendation is one of another framework."))
    if stored.recommendations.filter(pk=recommendation.pk).exists():
        return False
    stored.save()
    stored.recommendations.add(recommendation)
    return True


@transaction.atomic
def set_highlight(update, highlight, *, by):
    """Give the update its own heading in the volet, or take it away. Whether that changed anything.

    What is on the site is highlighted only where it can stand in both languages. Raises ArrangementRefused, and
    StaleRecordError when the update was changed since it was read.
    """
    stored = _lock_unchanged(Update.objects.select_related("initiative"), update, by)
    if stored.highlight == highlight:
        return False
    stored.highlight = highlight
    on_the_site = stored if stored.review_state == ReviewState.PUBLISHED else get_record(stored)
    if on_the_site:
        on_the_site.highlight = highlight
        if sentences := find_publication_gaps(on_the_site):
            raise ArrangementRefused([ValidationError(sentence) for sentence in sentences])
    stored.save()
    return True


def _lock_unchanged(rows, record, by):
    require_coordination(by, ArrangementRefused)
    stored = rows.select_for_update(of=("self",)).get(pk=record.pk)
    if stored.version != record.version:
        raise StaleRecordError(record)
    return stored

"""What a text lacks before its partner can hand it in, as sentences for the reader."""

from django.utils.translation import gettext as _

from initiatives.models import Update
from initiatives.models.reviews import VALIDATED
from records.language_codes import REQUIRED_LANGUAGES

WITH_TEXT = (Update.Status.NEW, Update.Status.CHANGED, Update.Status.ENDED, Update.Status.PLANNED)
"""The answers that say something in words; an initiative that continues unchanged needs none."""


def find_missing_parts(text):
    """What is missing before the text, of an initiative or of an antenna, can be handed in; empty when nothing is.

    A text that was validated once was complete enough: only a title is asked of it.
    """
    return _find_missing_in_update(text) if isinstance(text, Update) else _find_missing_in_antenna_update(text)


def _find_missing_in_antenna_update(update):
    if update.nothing_new or update.body_fr or update.body_nl or _was_validated(update):
        return []
    return [_("A text is missing: %(title)s") % {"title": update.antenna}]


def _find_missing_in_update(update):
    missing = []
    if not any((getattr(update.initiative, f"title_{language}") or "").strip() for language in REQUIRED_LANGUAGES):
        missing.append(_("A title is missing, in French and in Dutch."))
    if _was_validated(update):
        return missing
    if update.status in WITH_TEXT and not (update.body_fr or update.body_nl):
        missing.append(_("A text is missing: %(title)s") % {"title": update.initiative})
    missing += [
        _("A figure has no year: %(figure)s") % {"figure": figure.indicator}
        for figure in update.figures.all()
        if figure.year is None
    ]
    return missing


def _was_validated(text):
    return any(entry.to_state in VALIDATED for entry in text.review_log.all())

"""The verbs of the editorial texts of an edition: added at the end of a place, moved within it, removed."""

from django.db import transaction
from django.db.models import Max

from records.access import require_coordination
from records.models import StaleRecordError
from reporting.models import Edition, EditionText


@transaction.atomic
def add_text(text, *, by):
    """Write a text that is not stored: a new one comes last in its place, one that was removed where it was. Returns
    it; where the place has a text that says the very same, that one: a button was pressed twice.

    Raises StaleRecordError when somebody else wrote it back meanwhile.
    """
    _lock_edition(text, by)
    if text.pk is None:
        if written := _find_same_text(text):
            return written
        last = _filter_same_place(text).aggregate(last=Max("position"))["last"] or 0
        text.position = last + 1
    elif EditionText.objects.filter(pk=text.pk).exists():
        raise StaleRecordError(text)
    text.save(force_insert=True)
    return text


def _find_same_text(text):
    said = {
        field.name: getattr(text, field.name) or "" for field in text._meta.concrete_fields if _is_text_field(field)
    }
    same = (entry for entry in _filter_same_place(text) if said == {name: getattr(entry, name) or "" for name in said})
    return next(same, None)


def _is_text_field(field):
    return field.name == "style" or field.name.startswith(("title_", "body_"))


@transaction.atomic
def move_text(text, step, *, by):
    """Move the text up (-1) or down (1) among those of its place. Whether it moved.

    Raises StaleRecordError when the text was changed or removed since it was read.
    """
    _lock_edition(text, by)
    texts = list(_filter_same_place(text).order_by("position", "pk"))
    before = next((number for number, entry in enumerate(texts) if entry.pk == text.pk), None)
    if before is None or texts[before].version != text.version:
        raise StaleRecordError(text)
    after = before + step
    if not 0 <= after < len(texts):
        return False
    places = _get_positions(texts)
    texts[before], texts[after] = texts[after], texts[before]
    for entry, place in zip(texts, places, strict=True):
        if entry.position != place:
            entry.position = place
            entry.save()
    return True


@transaction.atomic
def remove_text(text, *, by):
    """Remove the text; the history keeps it.

    Raises StaleRecordError when the text was changed or removed since it was read.
    """
    _lock_edition(text, by)
    stored = EditionText.objects.filter(pk=text.pk, version=text.version).first()
    if stored is None:
        raise StaleRecordError(text)
    stored.delete()


def _lock_edition(text, by):
    """The row of the edition is the turnstile of the order and the number of its texts."""
    require_coordination(by)
    Edition.objects.select_for_update(no_key=True).get(pk=text.edition_id)


def _filter_same_place(text):
    return EditionText.objects.filter(edition=text.edition_id, place=text.place, volet=text.volet_id)


def _get_positions(texts):
    """The positions to give in that order: those that they have, unless two are the same."""
    places = [entry.position for entry in texts]
    return places if len(set(places)) == len(places) else range(1, len(places) + 1)

"""Bringing back what was deleted: the same record under the same key, with what was deleted together with it."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from records.history.registration import find_models_under, get_translated_fields
from records.history.values import LANGUAGE_NAMES
from records.language_codes import REQUIRED_LANGUAGES

ONE_DELETION = timedelta(seconds=5)
"""How long the deletion of a record with all that stands under it may have taken."""


def is_published(record):
    """Whether the public sees this record as it stands."""
    rows = type(record)._default_manager
    return hasattr(rows, "published") and rows.published().filter(pk=record.pk).exists()


def find_missing_languages(record):
    """A sentence for each field that has no French or no Dutch and needs it: one that must be filled needs both, any
    other needs the one as soon as it has the other."""
    sentences = []
    for name in get_translated_fields(type(record)):
        field = type(record)._meta.get_field(name)
        missing = [code for code in REQUIRED_LANGUAGES if not (getattr(record, f"{name}_{code}") or "").strip()]
        if len(missing) == 1 or (missing and not field.blank):
            sentences += [
                _("Missing in %(language)s: %(field)s.")
                % {"language": LANGUAGE_NAMES[code](), "field": field.verbose_name}
                for code in missing
            ]
    return sentences


def _is_gone(model):
    return ~Exists(model._base_manager.filter(pk=OuterRef("id")))


def get_last_deletions(model):
    """For each record that is gone, the row of the history that its last deletion wrote; the latest first.

    `shown_as` is the key of the row that has its last state whole."""
    last = model.history.filter(id=OuterRef("id")).order_by("-history_id").values("history_id")[:1]
    kept = model.history.filter(id=OuterRef("id")).exclude(history_type="-").order_by("-history_id")
    gone = model.history.filter(history_type="-", history_id=Subquery(last)).annotate(
        # A deletion has lost the many-to-many fields: the row before it has them.
        shown_as=Coalesce(Subquery(kept.values("history_id")[:1]), "history_id")
    )
    return gone.filter(_is_gone(model)).order_by("-history_date", "-history_id")


@transaction.atomic
def restore_record(row):
    """Put a deleted record back as the row of its history kept it, and what was deleted together with it.

    Returns the record, and a sentence for each of those that could not come back. Raises ValidationError where the
    record itself cannot: what it is linked to is gone, another took its place, the public would miss a language.
    """
    deleted_at = type(row.instance).history.filter(id=row.id, history_type="-").latest("history_id").history_date
    record = _restore_row(row)
    sentences = []
    for model, link in find_models_under(type(record)):
        together = model.history.filter(
            **{link: record.pk}, history_type="-", history_date__range=(deleted_at - ONE_DELETION, deleted_at)
        )
        for child in together.filter(_is_gone(model)).order_by("history_id"):
            try:
                _restore_row(child)
            except ValidationError as refusal:
                name = f"{model._meta.verbose_name} {child.id}"
                sentences.append(_("%(text)s: %(reason)s") % {"text": name, "reason": " ".join(refusal.messages)})
    return record, sentences


@transaction.atomic
def _restore_row(row):
    record = row.instance
    record._state.adding = True
    # The column without a language is the reader's: the languages are checked by themselves.
    record.full_clean(exclude=get_translated_fields(type(record)))
    record.save(force_insert=True)
    for field in record._meta.many_to_many:
        if hasattr(row, field.name):
            getattr(record, field.name).set(_get_existing(row, field))
    if is_published(record) and (missing := find_missing_languages(record)):
        raise ValidationError(missing)
    return record


def _get_existing(row, field):
    keys = getattr(row, field.name).values(f"{field.m2m_reverse_field_name()}_id")
    return field.related_model._base_manager.filter(pk__in=keys)

"""Keeping the record of what was published equal to the text, as long as that stands as published.

The one rule: a text in the state "published" has a record that says word for word what it says, whoever writes what
of it on whatever path; the signals of the database see to that. A text in any other state leaves its record alone. A
record goes when the text is withdrawn, and with the text.
"""

from django.conf import settings
from django.db import transaction
from django.db.models.signals import post_delete, post_save
from django.utils.translation import override

from initiatives.models import ReviewState
from records.bulk import BATCH, rows_written
from records.history.registration import get_translated_fields

OF_THE_RECORD = {"id", "text", "update", "original"}
FOLLOWING = ("initiative", "period", "antenna", "highlight", "position")
"""What a record takes over from its text at once, whatever state that is in: its subject and its arrangement."""


def get_record(text):
    """What was published of the text and stands on the site; None where nothing does."""
    return get_record_model(type(text)).objects.filter(pk=text.pk).first()


def is_on_the_site(text):
    """Whether something of the text was published and not withdrawn."""
    return get_record_model(type(text)).objects.filter(pk=text.pk).exists()


def get_record_model(model):
    """The model of the records of such texts."""
    return model._meta.get_field("record").related_model


def delete_record(text):
    """Take what was published of the text off the site."""
    for record in get_record_model(type(text)).objects.filter(pk=text.pk):
        record.delete()


@transaction.atomic(savepoint=False)
def sync_record(text):
    """Make the record of a text equal to what the database holds of the text now."""
    text = type(text)._base_manager.select_related("record").get(pk=text.pk)
    model, record = get_record_model(type(text)), getattr(text, "record", None)
    if record and _has_other_subject(record, text):
        # As one record that goes and another that comes: who listens learns of both places.
        record.delete()
        record = None
    if record is None:
        _make_records([text])
        return
    is_changed = _copy_columns(text, record)
    with override(settings.MODELTRANSLATION_DEFAULT_LANGUAGE):
        for name in model.EVIDENCE:
            is_changed |= _sync_rows(text, record, name)
        if is_changed:
            # Also where only a figure changed: a record is saved whenever something of it is another.
            record.save()


@transaction.atomic(savepoint=False)
def _make_records(texts):
    """Make the records of texts, all of one model, of which nothing was published yet."""
    model = get_record_model(type(texts[0]))
    records = {text.pk: model(text=text) for text in texts}
    for text in texts:
        _copy_columns(text, records[text.pk])
    with override(settings.MODELTRANSLATION_DEFAULT_LANGUAGE):
        model.objects.bulk_create(records.values(), batch_size=BATCH)
        for name in model.EVIDENCE:
            under = getattr(model, name).rel.related_model
            stands = type(texts[0])._meta.get_field(name).related_model._base_manager.filter(update__in=texts)
            wanted = {row.pk: row for row in stands.order_by("pk")}
            rows = {pk: _make_row(records[row.update_id], name, pk) for pk, row in wanted.items()}
            for pk, row in rows.items():
                _copy_columns(wanted[pk], row)
            under.objects.bulk_create(rows.values(), batch_size=BATCH)
            _link_siblings(under, wanted, rows)
        rows_written.send(model, rows=list(records.values()), created=True)


def _has_other_subject(record, text):
    names = {"initiative_id", "antenna_id", "partner_id"} & {field.attname for field in record._meta.concrete_fields}
    return any(getattr(record, name) != getattr(text, name) for name in names)


def _sync_rows(text, record, name):
    """Make the rows under the record those under the text, in their order. Whether anything changed."""
    wanted = {row.pk: row for row in getattr(text, name).all()}
    kept = {row.original: row for row in getattr(record, name).order_by("pk")}
    gone = [row.pk for original, row in kept.items() if original not in wanted]
    new = [original for original in sorted(wanted) if original not in kept]
    if [original for original in kept if original in wanted] + new != sorted(wanted):
        # Of two with one position the older comes first, in the record as under the text: all are written again.
        gone, new, kept = [row.pk for row in kept.values()], sorted(wanted), {}
    rows = {original: kept.get(original) or _make_row(record, name, original) for original in sorted(wanted)}
    changed = [original for original, row in rows.items() if _copy_columns(wanted[original], row) and original in kept]
    model = getattr(record, name).model
    # Gone last: a part may still be led to a total that goes.
    stands = model.objects.filter(pk__in=gone)
    if not kept:
        stands.delete()
    model.objects.bulk_create([rows[original] for original in new])
    for original in changed:
        rows[original].save()
    is_linked = _link_siblings(model, wanted, rows)
    if kept and gone:
        stands.delete()
    return bool(changed or new or gone or is_linked)


def _link_siblings(model, wanted, rows):
    """Lead each row to the record of the row beside it to which its text is led. Whether anything changed."""
    changed = []
    for link in _list_sibling_links(model):
        for original, row in rows.items():
            beside = rows.get(getattr(wanted[original], link.attname))
            if getattr(row, link.attname) != (beside and beside.pk):
                setattr(row, link.name, beside)
                changed.append(row)
        model.objects.bulk_update(changed, [link.name], batch_size=BATCH)
    return bool(changed)


def _list_sibling_links(model):
    """The foreign keys that lead from a row to another one under the same record."""
    return [field for field in model._meta.concrete_fields if field.is_relation and field.related_model is model]


def _make_row(record, name, original):
    return getattr(record, name).model(update=record, original=original)


def list_copied_columns(model):
    """The columns of a record that say what the text says."""
    # The column without a language is written from that of the first language.
    left = OF_THE_RECORD | set(get_translated_fields(model)) | {link.name for link in _list_sibling_links(model)}
    return [field.attname for field in model._meta.concrete_fields if field.name not in left]


def _copy_columns(source, record):
    """Take over what the record does not say yet. Whether there was anything."""
    is_changed = False
    for column in list_copied_columns(type(record)):
        value = getattr(source, column)
        if getattr(record, column) != value:
            setattr(record, column, value)
            is_changed = True
    return is_changed


# --- Whoever writes -------------------------------------------------------------------------------


def connect_signals(model):
    """From now on every write of such a text, and of what stands under it, reaches its record."""
    post_save.connect(_handle_written_text, sender=model, dispatch_uid=f"record-{model._meta.label}")
    rows_written.connect(_texts_were_written, sender=model, dispatch_uid=f"record-{model._meta.label}")
    for name in get_record_model(model).EVIDENCE:
        under = model._meta.get_field(name).related_model
        for signal in (post_save, post_delete):
            signal.connect(_handle_written_row, sender=under, dispatch_uid=f"record-{under._meta.label}")
        rows_written.connect(_rows_were_written, sender=under, dispatch_uid=f"record-{under._meta.label}")


def _texts_were_written(sender, rows, created, **signal):
    records = get_record_model(sender).objects.filter(pk__in=[] if created else [text.pk for text in rows])
    recorded = set(records.values_list("pk", flat=True))
    new = [text.pk for text in rows if text.review_state == ReviewState.PUBLISHED and text.pk not in recorded]
    if new:
        _make_records(list(sender._base_manager.filter(pk__in=new)))
    for text in rows:
        if text.pk in recorded:
            _handle_written_text(text, created=False)


def _handle_written_text(instance, created, raw=False, **signal):
    if raw:
        return
    if instance.review_state == ReviewState.PUBLISHED:
        sync_record(instance)
    elif not created:
        _sync_arrangement(instance)


def _sync_arrangement(text):
    # It was read with the text, or is read now: while the text is not published, no other write changes it.
    record = getattr(text, "record", None)
    if record is None:
        return
    columns = {field.attname for field in record._meta.concrete_fields if field.name in FOLLOWING}
    if any(getattr(record, column) != getattr(text, column) for column in columns):
        for column in columns:
            setattr(record, column, getattr(text, column))
        with override(settings.MODELTRANSLATION_DEFAULT_LANGUAGE):
            record.save()


def _handle_written_row(sender, instance, raw=False, **signal):
    if not raw:
        _rows_were_written(sender, [instance])


def _rows_were_written(sender, rows, **signal):
    """Of the texts under which the rows stand now, and of those under which they stood until now."""
    texts = sender._meta.get_field("update").related_model
    name = sender._meta.get_field("update").remote_field.related_name
    left = getattr(get_record_model(texts), name).rel.related_model.objects.filter(
        original__in=[row.pk for row in rows]
    )
    keys = {*(row.update_id for row in rows), *left.values_list("update", flat=True)}
    # The row of the text is the turnstile: whoever publishes it at this moment comes before or after, not between.
    for text in texts.objects.select_for_update(of=("self",), no_key=True).filter(pk__in=keys).order_by("pk"):
        if text.review_state == ReviewState.PUBLISHED:
            sync_record(text)

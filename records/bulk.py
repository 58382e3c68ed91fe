"""Many rows of a model written at once, with all that saving each of them does: keys, versions, addresses, history.

A few queries for all of them. The signals of the single row (`post_save`, `m2m_changed`) are not sent: who listens to
these listens to `rows_written` too.
"""

from contextlib import contextmanager

from django.conf import settings
from django.db import transaction
from django.dispatch import Signal
from django.utils.translation import override

from records.models.addresses import keep_former_addresses
from records.models.base import StaleRecordError
from records.models.keys import take_keys

BATCH = 500

rows_written = Signal()
"""Rows of one model (the sender) were written: `rows`, and whether they were `created`. Sent within the transaction."""


def bulk_create(rows, *, links=None, reason=None):
    """Create the rows, all of one model, in a transaction; none of them refers to another one.

    `links`: name of a many-to-many field → for each of the rows the primary keys that it is to link. Raises
    AddressTakenError as saving does. What the `save` of a model adds of its own is up to the caller.
    """
    if not rows:
        return
    model = type(rows[0])
    with _write_in_first_language():
        if model.key_within:
            take_keys(rows)
        if model.address_fields:
            keep_former_addresses(rows)
        model._base_manager.bulk_create(rows, batch_size=BATCH)
        for name, targets in (links or {}).items():
            _link_rows(model._meta.get_field(name), rows, targets)
        model.history.bulk_history_create(rows, batch_size=BATCH, default_change_reason=reason)
        rows_written.send(model, rows=rows, created=True)


def bulk_update(rows, fields, *, reason=None):
    """Write these fields of the rows, all of one model, none of which is part of an address.

    Raises StaleRecordError where one of them was written since it was read; nothing is then written.
    """
    if not rows:
        return
    model = type(rows[0])
    with _write_in_first_language():
        stored = model._base_manager.filter(pk__in=[row.pk for row in rows]).order_by("pk")
        versions = dict(stored.select_for_update(of=("self",), no_key=True).values_list("pk", "version"))
        for row in rows:
            if versions.get(row.pk) != row.version:
                raise StaleRecordError(row)
        for row in rows:
            row.version += 1
        model._base_manager.bulk_update(rows, [*fields, "version"], batch_size=BATCH)
        model.history.bulk_history_create(rows, batch_size=BATCH, default_change_reason=reason, update=True)
        rows_written.send(model, rows=rows, created=False)


def _link_rows(field, rows, targets):
    through = field.remote_field.through
    own, other = (f"{name}_id" for name in (field.m2m_field_name(), field.m2m_reverse_field_name()))
    pairs = ((row.pk, pk) for row, pks in zip(rows, targets, strict=True) for pk in dict.fromkeys(pks))
    through._base_manager.bulk_create((through(**{own: pk, other: target}) for pk, target in pairs), batch_size=BATCH)


@contextmanager
def _write_in_first_language():
    """The columns without a language are written from the active one: theirs is always the first language."""
    with transaction.atomic(), override(settings.MODELTRANSLATION_DEFAULT_LANGUAGE):
        yield

"""What every content row has in common: a place in its list, and a version that two editors cannot both take."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from records.models.addresses import AddressTakenError, leave_address, refuse_taken
from records.models.keys import take_key


class StaleRecordError(Exception):
    """The record was changed by somebody else since it was read; nothing was written."""

    def __init__(self, record):
        super().__init__(f"{record._meta.label} {record.pk} is no longer at version {record.version}")
        self.record = record


class Positioned(models.Model):
    """A row with a place among its siblings: the order of presentation, everywhere."""

    position = models.PositiveIntegerField(
        _("position"), default=0, db_index=True, help_text=_("The smaller number comes first.")
    )

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Content(Positioned):
    """A row that people edit. Saving checks that the stored row is still the one that was read."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    address_fields = ()
    """What names the record in public addresses: its own field, behind the key of its parent where it needs one.

    It may change; saving then keeps the old address (`FormerAddress`), and no other record takes it."""

    key_within = ""
    """The field that leads to the parent among whose rows this one's `key` is unique; such a key is made by saving."""

    class Meta(Positioned.Meta):
        abstract = True

    def save(self, *args, **kwargs):
        """Write the record. Raises StaleRecordError when somebody else saved it since it was read, AddressTakenError
        when it would take the key that another record had before.

        Where the record cannot be written it keeps the version that it had: it can be mended and saved again.
        """
        seen_version = self.version
        if self.key_within:
            take_key(self)
        try:
            # The columns without a language are written from the active one: theirs is always the first language.
            with transaction.atomic(), override(settings.MODELTRANSLATION_DEFAULT_LANGUAGE):
                old_address = None
                if not self._state.adding:
                    old_address = take_next_version(self, self.address_fields)
                    if kwargs.get("update_fields") is not None:
                        kwargs["update_fields"] = {*kwargs["update_fields"], "version"}
                super().save(*args, **kwargs)
                if self.address_fields:
                    leave_address(self, old_address, self._address(kwargs.get("update_fields"), old_address))
        except BaseException:
            self.version = seen_version
            raise

    def validate_unique(self, exclude=None):
        """What names the record is its own alone: no other record has it, nor had it before."""
        super().validate_unique(exclude=exclude)
        if self.address_fields and not set(self.address_fields) & set(exclude or ()):
            try:
                refuse_taken(self)
            except AddressTakenError as error:
                raise ValidationError({self.address_fields[-1]: error}) from None

    def _address(self, written, old):
        """What names the stored row now, where `written` names the fields that were written (None: all)."""
        if old is None or written is None:
            return tuple(getattr(self, field) for field in self.address_fields)
        columns = zip(self.address_fields, old, strict=True)
        return tuple(getattr(self, field) if _is_among(field, written) else value for field, value in columns)


def take_next_version(record, columns=()):
    """Count the version of a record up; to be called in the transaction that writes it. Returns what its stored row
    held in these columns. Raises StaleRecordError when somebody else wrote it since it was read."""
    rows = type(record)._base_manager.select_for_update().filter(pk=record.pk, version=record.version)
    stored = rows.order_by().values("pk", *columns).first()
    if stored is None:
        raise StaleRecordError(record)
    record.version += 1
    return tuple(stored[column] for column in columns)


def _is_among(field, names):
    return field in names or field.removesuffix("_id") in names


def spoken_name(record, field):
    """The translated field in the active language; failing that in French, then in Dutch, then the key.

    For lists of choices and log lines, where a record needs a name; pages show what is missing as missing.
    """
    for language in ("", "_fr", "_nl"):
        if name := getattr(record, f"{field}{language}"):
            return name
    return str(getattr(record, "key", record.pk))

"""What every content row has in common: a place in its list, and a version that two editors cannot both take."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from records.models.addresses import AddressTakenError, check_address_is_free, keep_former_address
from records.models.keys import take_key


class StaleRecordError(Exception):
    """The record was changed by somebody else since it was read; nothing was written."""

    def __init__(self, record):
        super().__init__(f"{record._meta.label} {record.pk} was changed since it was read")
        self.record = record


class Positioned(models.Model):
    """A row with a place among its siblings: the order of presentation, everywhere."""

    position = models.PositiveIntegerField(
        _("position"), default=0, db_index=True, help_text=_("The smaller number comes first.")
    )

    class Meta:
        abstract = True
        ordering = ["position", "pk"]


class Versioned(models.Model):
    """A row with a number that every write of it counts up. What is written must follow the version that is stored:
    the statement that writes the row asks for it, so that nobody comes between."""

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)

    class Meta:
        abstract = True

    def _do_update(self, base_qs, using, pk_val, values, update_fields, forced_update):
        """Raises StaleRecordError where the stored row is another version than the one before that of this record."""
        is_counted = not self._state.adding and any(field.name == "version" for field, _model, _value in values)
        if is_counted:
            base_qs = base_qs.filter(version=self.version - 1)
        is_written = super()._do_update(base_qs, using, pk_val, values, update_fields, forced_update)
        if is_counted and not is_written:
            raise StaleRecordError(self)
        return is_written


class VersionedModel(Positioned, Versioned):
    """A row that people edit. Saving checks that the stored row is still the one that was read."""

    address_fields = ()
    """What names the record in public addresses: its own field, behind the key of its parent where it needs one.

    It may change; saving then keeps the old address (`FormerAddress`), and no other record takes it."""

    key_within = ""
    """The field that leads to the parent among whose rows this one's `key` is unique; such a key is made by saving."""

    class Meta(Positioned.Meta):
        abstract = True

    def save(self, *args, savepoint=True, **kwargs):
        """Write the record. Raises StaleRecordError when somebody else saved it since it was read, AddressTakenError
        when it would take the key that another record had before.

        Where the record cannot be written it keeps the version that it had: it can be mended and saved again. Without
        `savepoint` what a caller's transaction wrote before goes with it.
        """
        seen_version = self.version
        if self.key_within:
            take_key(self)
        try:
            # The columns without a language are written from the active one: theirs is always the first language.
            with transaction.atomic(savepoint=savepoint), override(settings.MODELTRANSLATION_DEFAULT_LANGUAGE):
                old_address = self._read_stored_address()
                if not self._state.adding:
                    self.version += 1
                    if kwargs.get("update_fields") is not None:
                        kwargs["update_fields"] = {*kwargs["update_fields"], "version"}
                super().save(*args, **kwargs)
                if self.address_fields:
                    keep_former_address(
                        self, old_address, self._read_written_address(kwargs.get("update_fields"), old_address)
                    )
        except BaseException:
            self.version = seen_version
            raise

    def validate_unique(self, exclude=None):
        """What names the record is its own alone: no other record has it, nor had it before."""
        super().validate_unique(exclude=exclude)
        if self.address_fields and not set(self.address_fields) & set(exclude or ()):
            try:
                check_address_is_free(self)
            except AddressTakenError as error:
                raise ValidationError({self.address_fields[-1]: error}) from None

    def _read_stored_address(self):
        """What names the stored row before it is written; None where nothing names it, or nothing is stored."""
        if self._state.adding or not self.address_fields:
            return None
        rows = type(self)._base_manager.filter(pk=self.pk)
        if (stored := rows.values_list(*self.address_fields).first()) is None:
            raise StaleRecordError(self)
        return stored

    def _read_written_address(self, written, old):
        """What names the stored row now, where `written` names the fields that were written (None: all)."""
        if old is None or written is None:
            return tuple(getattr(self, field) for field in self.address_fields)
        columns = zip(self.address_fields, old, strict=True)
        return tuple(getattr(self, field) if _contains(field, written) else value for field, value in columns)


def _contains(field, names):
    return field in names or field.removesuffix("_id") in names


def get_displayed_name(record, field):
    """The translated field in the active language; failing that in French, then in Dutch, then the key.

    For lists of choices and log lines, where a record needs a name; pages show what is missing as missing.
    """
    for language in ("", "_fr", "_nl"):
        if name := getattr(record, f"{field}{language}"):
            return name
    return str(getattr(record, "key", record.pk))

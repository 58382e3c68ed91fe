"""What every content row has in common: a place in its list, and a version that two editors cannot both take."""

from django.conf import settings
from django.db import models, transaction
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override


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

    class Meta(Positioned.Meta):
        abstract = True

    def save(self, *args, **kwargs):
        """Write the record. Raises StaleRecordError when somebody else saved it since it was read.

        Where the record cannot be written it keeps the version that it had: it can be mended and saved again.
        """
        seen_version = self.version
        try:
            # The columns without a language are written from the active one: theirs is always the first language.
            with transaction.atomic(), override(settings.MODELTRANSLATION_DEFAULT_LANGUAGE):
                if not self._state.adding:
                    self._take_next_version()
                    if kwargs.get("update_fields") is not None:
                        kwargs["update_fields"] = {*kwargs["update_fields"], "version"}
                super().save(*args, **kwargs)
        except BaseException:
            self.version = seen_version
            raise

    def _take_next_version(self):
        stored = type(self)._base_manager.select_for_update().filter(pk=self.pk, version=self.version)
        if not stored.exists():
            raise StaleRecordError(self)
        self.version += 1


def spoken_name(record, field):
    """The translated field in the active language; failing that in French, then in Dutch, then the key.

    For lists of choices and log lines, where a record needs a name; pages show what is missing as missing.
    """
    for language in ("", "_fr", "_nl"):
        if name := getattr(record, f"{field}{language}"):
            return name
    return str(getattr(record, "key", record.pk))

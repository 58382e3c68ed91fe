from django.db import models
from django.utils.translation import gettext_lazy as _

from records.access import ScopedQuerySet


class LoadedRow(models.Model):
    """What a dataset said of a row when it was last loaded; a value that differs by now was edited here since."""

    table = models.CharField(_("table"), max_length=40)
    key = models.CharField(_("key"), max_length=300)
    values = models.JSONField(_("values"), default=dict)
    loaded_at = models.DateTimeField(_("loaded at"), auto_now=True)

    objects = ScopedQuerySet.as_manager()

    class Meta:
        verbose_name = _("loaded row")
        verbose_name_plural = _("loaded rows")
        ordering = ["table", "key"]
        constraints = [models.UniqueConstraint(fields=["table", "key"], name="loadedrow_is_one_per_table_and_key")]

    def __str__(self):
        return f"{self.table} {self.key}"

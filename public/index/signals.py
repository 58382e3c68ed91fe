"""Every write of content, whoever makes it, is noted for the site."""

from django.db.models.signals import m2m_changed, post_save, pre_delete
from django.dispatch import receiver

from public.index.changes import invalidate, invalidate_before_deletion, invalidate_rows
from public.index.invalidation import DEPENDENTS
from records.bulk import rows_written
from zones.models import Commune, PoliceZone


@receiver(post_save)
def _written(sender, instance, created, raw=False, **signal):
    if sender in DEPENDENTS and not raw:
        invalidate(instance, is_new=created)


@receiver(rows_written)
def _written_together(sender, rows, created, **signal):
    if sender not in DEPENDENTS:
        return
    invalidate_rows(rows, are_new=created)
    if sender is Commune and created:
        # What is linked together with its row is not told by itself.
        for zone in PoliceZone.objects.filter(communes__in=rows).distinct():
            invalidate(zone)


def _about_to_go(instance, **signal):
    invalidate_before_deletion(instance)


# For these models alone: where nobody listens, rows are deleted without being read.
for _model in DEPENDENTS:
    pre_delete.connect(_about_to_go, sender=_model)


@receiver(m2m_changed)
def _linked(sender, instance, action, reverse, model, pk_set, **signal):
    """What is linked or unlinked, from whichever side, before and after.

    A zone that a commune has left is no longer found by the commune: it is named here.
    """
    if action not in ("post_add", "post_remove", "pre_clear"):
        return
    if type(instance) in DEPENDENTS:
        invalidate(instance)
    if (reverse or sender is Commune.zones.through) and model in DEPENDENTS:
        for row in model._default_manager.filter(pk__in=pk_set or ()):
            invalidate(row)

"""What is not deleted: what `kept()` names, at every door, with a sentence that says what to do instead."""

from django.apps import apps
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete

from records.models import Content


def is_kept(record):
    """Whether nobody deletes this record as it stands."""
    rows = type(record)._default_manager
    return hasattr(rows, "kept") and rows.kept().filter(pk=record.pk).exists()


def kept_among(queryset):
    """Those of the records that nobody deletes as they stand."""
    rows = queryset.model._default_manager
    return list(queryset.filter(pk__in=rows.kept().values("pk"))) if hasattr(rows, "kept") else []


def guard_deletions():
    """Refuse to delete what is kept, whatever path leads there: a form, a command, a cascade from above.

    Pages ask `is_kept` before, and say it in their own way. Called once, when the models are there.
    """
    for model in apps.get_models():
        if issubclass(model, Content):
            pre_delete.connect(_refuse_kept, sender=model, dispatch_uid=f"kept-{model._meta.label}")


def _refuse_kept(instance, **signal):
    if is_kept(instance):
        raise ProtectedError(str(instance.instead_of_deleting), {instance})

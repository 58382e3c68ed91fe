"""Protection against deleting what `protected()` names, with a sentence that says what to do instead."""

from django.apps import apps
from django.db.models import ProtectedError
from django.db.models.signals import pre_delete

from records.models import VersionedModel


def is_protected(record):
    """Whether nobody may delete this record as it stands."""
    rows = type(record)._default_manager
    return hasattr(rows, "protected") and rows.protected().filter(pk=record.pk).exists()


def find_protected(queryset):
    """The records that nobody may delete as they stand."""
    rows = queryset.model._default_manager
    return list(queryset.filter(pk__in=rows.protected().values("pk"))) if hasattr(rows, "protected") else []


def guard_deletions():
    """Refuse to delete protected records, whatever deletes them: a form, a command, a cascade.

    Pages ask `is_protected` first, with a message of their own. Called once, when the models are loaded.
    """
    for model in apps.get_models():
        if issubclass(model, VersionedModel):
            pre_delete.connect(_refuse_protected, sender=model, dispatch_uid=f"protected-{model._meta.label}")


def _refuse_protected(instance, **signal):
    if is_protected(instance):
        raise ProtectedError(str(instance.instead_of_deleting), {instance})

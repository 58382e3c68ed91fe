"""The history of every change: who, when, before and after."""

import simple_history
from django.conf import settings
from django.dispatch import receiver
from modeltranslation.translator import NotRegistered, translator
from simple_history.signals import pre_create_historical_record


def keep_history(model, *, m2m_fields=(), excluded_fields=()):
    """Record every change of the model. Call it in `translation.py`, after the translated fields are registered:
    registered earlier, the history would lack the columns of the languages."""
    simple_history.register(
        model,
        app=model._meta.app_label,
        m2m_fields=list(m2m_fields),
        excluded_fields=list(excluded_fields),
    )


def translated_fields(model):
    """The names of the fields that the model has in three languages; none for a model without translation."""
    try:
        return translator.get_options_for_model(model).get_field_names()
    except NotRegistered:
        return []


@receiver(pre_create_historical_record)
def _record_first_language(instance, history_instance, **signal):
    """The columns without a language would follow the reader's; a change that nobody made would then show."""
    for name in translated_fields(type(instance)):
        first = getattr(instance, f"{name}_{settings.MODELTRANSLATION_DEFAULT_LANGUAGE}")
        setattr(history_instance, name, first or "")

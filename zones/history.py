"""The history of every change: who, when, before and after."""

import simple_history


def keep_history(model, *, m2m_fields=(), excluded_fields=()):
    """Record every change of the model. Call it in `translation.py`, after the translated fields are registered:
    registered earlier, the history would lack the columns of the languages."""
    simple_history.register(
        model,
        app=model._meta.app_label,
        m2m_fields=list(m2m_fields),
        excluded_fields=list(excluded_fields),
    )

"""No admin class stands outside the rule of access: the project does not start with one that does."""

from django.conf import settings
from django.contrib import admin
from django.core.checks import Error, Tags, register

from records.admin.bases import ScopedMixin

EXCEPTIONS = {}
"""Models of other applications that stand in the admin, by label, each with the reason why."""


@register(Tags.security)
def check_scope(app_configs, **options):
    """Everything in the admin asks `records.access`, or is an exception with its reason."""
    return find_errors(admin.site, EXCEPTIONS)


def find_errors(site, exceptions):
    """What stands on the site without the rule of access, as errors of the system check."""
    return [error for model, own in site._registry.items() for error in _find_errors_of_model(model, own, exceptions)]


def _find_errors_of_model(model, own, exceptions):
    if model._meta.app_label in settings.OUR_APPS:
        yield from _find_unscoped(own)
    elif not exceptions.get(model._meta.label):
        yield Error(
            f"{model._meta.label} stands in the admin, where the rule of access does not reach it.",
            hint="Unregister it, or name it in records.admin.checks.EXCEPTIONS with the reason.",
            obj=type(own),
            id="records.E003",
        )


def _find_unscoped(own):
    if not isinstance(own, ScopedMixin):
        yield Error(
            "This admin class does not ask the rule of access.",
            hint="Derive it from one of the classes of records.admin.bases.",
            obj=type(own),
            id="records.E001",
        )
    for inline in own.inlines:
        if not issubclass(inline, ScopedMixin):
            yield Error(
                f"This inline, on the pages of {type(own).__name__}, does not ask the rule of access.",
                hint="Derive it from ScopedStackedInline or LogInline.",
                obj=inline,
                id="records.E002",
            )

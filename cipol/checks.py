"""What has to be so before any program of CiPol runs."""

from pathlib import Path

from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

from cipol.catalogues import LOCALE, list_uncompiled_languages


def check_catalogues(app_configs: object, locale: Path = LOCALE, **options: object) -> list[CheckMessage]:
    """A system check: half a report in English is no report."""
    languages = ", ".join(list_uncompiled_languages(locale))
    if not languages:
        return []
    return [
        Error(
            f"The texts of the interface are not compiled: {languages}.",
            hint=f"Run “python -m cipol.catalogues” as a user who may write to {locale}.",
            id="cipol.E001",
        )
    ]


def require_catalogues() -> None:
    """Refuse to go on in half of a language; for programs that run no system checks."""
    if errors := check_catalogues(None):
        raise ImproperlyConfigured(f"{errors[0].msg} {errors[0].hint}")

"""Compiles the catalogues of the interface (.po) into the form Django reads (.mo): `python -m cipol.catalogues`.

Django's own command needs the gettext programs, which a first-time machine and the container image lack. Every program
that starts compiles what is missing or has changed; where it may not write, it refuses to run.
"""

import os
from contextlib import suppress
from pathlib import Path

import polib
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured

LOCALE = Path(__file__).resolve().parent / "locale"


def catalogues(locale: Path = LOCALE) -> list[Path]:
    """The catalogues that stand under a locale folder, in the order of their languages."""
    return sorted(locale.glob("*/LC_MESSAGES/*.po"))


def compile_catalogue(catalogue: Path) -> Path:
    """Writes the compiled form beside the catalogue and gives its path; unsure (fuzzy) entries are left out.

    It appears whole: another process that starts at the same time never reads half of it.
    """
    compiled = catalogue.with_suffix(".mo")
    written = catalogue.with_suffix(f".{os.getpid()}.mo")
    polib.pofile(str(catalogue)).save_as_mofile(str(written))
    written.replace(compiled)
    return compiled


def compile_catalogues(locale: Path = LOCALE) -> None:
    """Compiles every catalogue that has changed since it was last compiled."""
    for catalogue in catalogues(locale):
        if not _is_compiled(catalogue):
            compile_catalogue(catalogue)


def compile_where_possible(locale: Path = LOCALE) -> None:
    """The same when a program starts, in a directory that it may not be allowed to write to: the check says so then."""
    with suppress(OSError):
        compile_catalogues(locale)


def not_compiled(locale: Path = LOCALE) -> list[str]:
    """The languages that the program does not speak as their catalogues are written."""
    return [catalogue.parent.parent.name for catalogue in catalogues(locale) if not _is_compiled(catalogue)]


def check_catalogues(app_configs: object, locale: Path = LOCALE, **options: object) -> list[CheckMessage]:
    """A system check: half a report in English is no report."""
    languages = ", ".join(not_compiled(locale))
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


def _is_compiled(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return compiled.is_file() and compiled.stat().st_mtime >= catalogue.stat().st_mtime


if __name__ == "__main__":
    compile_catalogues()

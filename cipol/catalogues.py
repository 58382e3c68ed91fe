"""Compiles the catalogues of the interface (.po) into the form Django reads (.mo): `python -m cipol.catalogues`.

Django's own command needs the gettext programs, which a first-time machine and the container image lack. Every program
that starts compiles what is missing or has changed; where it may not write, it refuses to run.
"""

import os
from contextlib import suppress
from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent / "locale"


def list_catalogues(locale: Path = LOCALE) -> list[Path]:
    """The catalogues that stand under a locale folder, in the order of their languages."""
    return sorted(locale.glob("*/LC_MESSAGES/*.po"))


def compile_catalogue(catalogue: Path) -> Path:
    """Writes the compiled form beside the catalogue and gives its path; unsure (fuzzy) entries are left out.

    It appears whole: another process that starts at the same time never reads half of it.
    """
    compiled = catalogue.with_suffix(".mo")
    written = catalogue.with_suffix(f".{os.getpid()}.mo")
    try:
        polib.pofile(str(catalogue)).save_as_mofile(str(written))
        written.replace(compiled)
    finally:
        written.unlink(missing_ok=True)
    return compiled


def compile_catalogues(locale: Path = LOCALE) -> None:
    """Compiles every catalogue that has changed since it was last compiled."""
    for catalogue in list_catalogues(locale):
        if not _is_compiled(catalogue):
            compile_catalogue(catalogue)


def compile_where_possible(locale: Path = LOCALE) -> None:
    """The same when a program starts, in a directory that it may not be allowed to write to: the check says so then."""
    with suppress(OSError):
        compile_catalogues(locale)


def list_uncompiled_languages(locale: Path = LOCALE) -> list[str]:
    """The languages that the program does not speak as their catalogues are written."""
    return [catalogue.parent.parent.name for catalogue in list_catalogues(locale) if not _is_compiled(catalogue)]


def _is_compiled(catalogue: Path) -> bool:
    compiled = catalogue.with_suffix(".mo")
    return compiled.is_file() and compiled.stat().st_mtime >= catalogue.stat().st_mtime


if __name__ == "__main__":
    compile_catalogues()

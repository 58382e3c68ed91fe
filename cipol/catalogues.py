"""Compiles the catalogues of the interface (.po) into the form Django reads (.mo): `python -m cipol.catalogues`.

Django's own command needs the gettext programs, which a first-time machine and the container image lack.
"""

from pathlib import Path

import polib

LOCALE = Path(__file__).resolve().parent / "locale"


def catalogues(locale: Path = LOCALE) -> list[Path]:
    """The catalogues that stand under a locale folder, in the order of their languages."""
    return sorted(locale.glob("*/LC_MESSAGES/*.po"))


def compile_catalogue(catalogue: Path) -> Path:
    """Writes the compiled form beside the catalogue and gives its path; unsure (fuzzy) entries are left out."""
    compiled = catalogue.with_suffix(".mo")
    polib.pofile(str(catalogue)).save_as_mofile(str(compiled))
    return compiled


def compile_catalogues() -> None:
    """Compiles every catalogue that has changed since it was last compiled."""
    for catalogue in catalogues():
        compiled = catalogue.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < catalogue.stat().st_mtime:
            compile_catalogue(catalogue)


if __name__ == "__main__":
    compile_catalogues()

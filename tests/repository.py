"""The files of this repository that people write."""

from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

ROOT: Path = settings.BASE_DIR
# What programs write: environments, caches, uploads, results; the founding data are a document of their own.
WRITTEN_BY_PROGRAMS = {"__pycache__", "data", "htmlcov", "media", "migrations", "node_modules", "out", "staticfiles"}


def files(*suffixes: str) -> list[Path]:
    """Every file whose name ends so, in the order of their paths."""
    return sorted(path for path in _walk(ROOT) if path.name.endswith(suffixes))


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.is_file():
            yield path
        elif path.name == ".ci" or (not path.name.startswith(".") and path.name not in WRITTEN_BY_PROGRAMS):
            yield from _walk(path)

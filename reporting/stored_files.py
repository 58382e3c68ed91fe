"""What the storage holds against what the database knows: missing, damaged and orphaned files."""

from dataclasses import dataclass
from datetime import timedelta
from itertools import chain
from pathlib import PurePosixPath

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.utils import timezone
from django.utils.translation import gettext as _

from initiatives.models import Photo, PublishedPhoto
from records.files.checksums import Fault, discard_file, find_fault
from records.files.storage import UNFINISHED
from reporting.models import IssuedReport

NAMING = (IssuedReport, Photo, PublishedPhoto)
"""The models whose rows name a file, its size and its checksum."""

FOLDERS = ("issued", "photos")
"""Where the program writes; what stands beside is none of its business."""

UNDER_WAY = timedelta(days=1)
"""A file that no row names may be one whose row is being written; nothing takes longer than this."""


@dataclass(frozen=True)
class Damage:
    """A file that a row names and that is not as it was kept."""

    name: str
    fault: Fault
    record: object


@dataclass(frozen=True)
class Findings:
    known: int  # files that rows name
    damages: tuple[Damage, ...]
    orphans: tuple[str, ...]  # files that no row names, old enough to be collected
    recent: int  # files that no row names yet


class CollectionRefused(ValidationError):
    """The database and the folder do not seem to belong together; nothing was removed."""


def examine_storage():
    """Read every file that a row names, and look for those that none does."""
    # The folder first: what is written meanwhile is named by a row when the rows are read.
    standing = list(_list_stored_names())
    records = {_get_identity(record): record for record in _iterate_naming_records()}
    named = {name for name, _size, _checksum in records}
    unnamed = [name for name in standing if name not in named]
    old = tuple(sorted(name for name in unnamed if _is_old(name)))
    damages = [Damage(record.file.name, fault, record) for record in records.values() if (fault := find_fault(record))]
    return Findings(
        known=len(named),
        damages=tuple(sorted(damages, key=lambda damage: damage.name)),
        orphans=old,
        recent=len(unnamed) - len(old),
    )


def remove_orphans(findings):
    """Remove the orphans. Yields the name of each that is removed.

    Raises CollectionRefused where the database knows nothing, or most of what it knows is not there.
    """
    missing = {damage.name for damage in findings.damages if damage.fault == Fault.MISSING}
    if findings.orphans and (not findings.known or len(missing) > findings.known / 2):
        raise CollectionRefused(
            _(
                "Most of the files that the database knows are not in this folder: the two do not belong together. "
                "Nothing was removed."
            )
        )
    for name in findings.orphans:
        if discard_file(name, lambda name=name: _is_named(name) or not _is_old(name)):
            yield name


def _iterate_naming_records():
    return chain.from_iterable(model.objects.order_by("pk").iterator() for model in NAMING)


def _get_identity(record):
    """One picture under several texts is read once."""
    return record.file.name, record.size, record.sha256


def _is_named(name):
    return any(model.objects.filter(file=name).exists() for model in NAMING)


def _is_old(name):
    try:
        return default_storage.get_modified_time(name) < timezone.now() - UNDER_WAY
    except FileNotFoundError:  # gone meanwhile
        return False


def _list_stored_names(folder=""):
    """The name of every file in the folders of the program, those that were never finished too."""
    for below in [folder] if folder else FOLDERS:
        try:
            folders, files = default_storage.listdir(below)
        except FileNotFoundError:
            continue
        yield from (str(PurePosixPath(below, file)) for file in files)
        for one in folders:
            yield from _list_stored_names(str(PurePosixPath(below, one)))


def is_unfinished(name):
    """Whether a process was killed while it wrote the file."""
    return name.endswith(UNFINISHED)

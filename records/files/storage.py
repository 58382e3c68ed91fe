"""Files that stand whole or not at all.

A file is written beside its place, flushed to the disk, and only then given its name: whoever opens it reads all of
it, whatever happened while it was written. What a killed process left unfinished can be told by its name.
"""

import os
import secrets
from contextlib import contextmanager, suppress
from pathlib import Path

from django.core.files.storage import FileSystemStorage

UNFINISHED = ".unfinished"
"""How the name of a file ends that is being written, or whose writer was killed."""


class AtomicFileSystemStorage(FileSystemStorage):
    """The folder of the files that are kept. No file stands at its name before all of it is on the disk."""

    def _save(self, name, content):
        path = Path(self.path(name))
        with _write_temporary_file(path, content.chunks(), self.file_permissions_mode) as beside:
            while not _claim_free_name(beside, path):
                name = self.get_available_name(name)
                path = Path(self.path(name))
            _flush_folder(path.parent)
        return name.replace("\\", "/")

    def replace(self, name, content):
        """Put these bytes at the name, whatever stands there."""
        path = Path(self.path(name))
        with _write_temporary_file(path, [content], self.file_permissions_mode) as beside:
            beside.replace(path)
            _flush_folder(path.parent)

    def touch(self, name):
        """Note that the file is wanted now: what was wanted lately is not collected."""
        os.utime(self.path(name))


def write_whole(path, content):
    """Write the bytes to a path outside the storage: all of them, or what stood there stays.

    What is no file (a pipe, a terminal) is written to as it is.
    """
    path = Path(path).resolve()
    if path.exists() and not path.is_file():
        path.write_bytes(content)
        return
    with _write_temporary_file(path, [content]) as beside:
        beside.replace(path)
        _flush_folder(path.parent)


@contextmanager
def _write_temporary_file(path, chunks, mode=None):
    """A file beside the path that holds all the chunks and is on the disk; gone afterwards, if it is still there."""
    _make_folder(path.parent)
    beside = path.with_name(f".{path.name[:100]}.{secrets.token_hex(8)}{UNFINISHED}")
    try:
        with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666), "wb") as opened:
            for chunk in chunks:
                opened.write(chunk.encode() if isinstance(chunk, str) else chunk)
            opened.flush()
            os.fsync(opened.fileno())
        if mode is not None:
            beside.chmod(mode)
        yield beside
    finally:
        beside.unlink(missing_ok=True)


def _claim_free_name(beside, path):
    """Give the file its name unless another has it. Whether it did."""
    try:
        os.link(beside, path)
    except FileExistsError:
        return False
    except OSError:  # a file system without links
        if path.exists():
            return False
        beside.rename(path)
    return True


def _make_folder(folder):
    missing = [one for one in (folder, *folder.parents) if not one.exists()]
    folder.mkdir(parents=True, exist_ok=True)
    for one in missing:
        _flush_folder(one.parent)


def _flush_folder(folder):
    """A name is on the disk only when its folder is."""
    with suppress(PermissionError):  # a folder above that may not be read; the system writes it in its own time
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

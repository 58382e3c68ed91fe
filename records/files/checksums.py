"""The files that the database knows of: kept, checked by size and checksum, discarded."""

import hashlib
import logging
from enum import StrEnum

from django.core.files.storage import default_storage
from django.db import connection, transaction

logger = logging.getLogger(__name__)

LOCK_OF_FILES = 0x66696C65
"""The space of the locks of PostgreSQL in which names of files are held; any number that nobody else takes."""


class Fault(StrEnum):
    """What can be wrong with a file that the database knows of."""

    MISSING = "missing"
    DIFFERENT = "not as it was kept"


class DamagedFileError(Exception):
    """A file that the database knows of is gone, cannot be read, or is not the one that was kept."""

    def __init__(self, name, fault):
        super().__init__(f"its file {name} is {fault}")
        self.fault = fault


def compute_checksum(content):
    return hashlib.sha256(content).hexdigest()


def keep_content(name, content):
    """Make the file of that name in the storage hold these bytes. Inside a transaction that writes its row.

    What stands at the name is taken only when it is the same to the last byte: an attempt that failed, or a copy that
    was put back, may have left anything. Nobody discards the file before the transaction ends.
    """
    lock_file_name(name)
    if _read_stored(name) == content:
        default_storage.touch(name)
    else:
        default_storage.replace(name, content)


def discard_file(name, is_used):
    """Delete the file of that name from the storage, unless `is_used()`. Whether it was deleted.

    Outside a transaction: whoever is about to use the file has it, or comes too late and writes it anew.
    """
    with transaction.atomic():
        lock_file_name(name)
        if is_used() or not default_storage.exists(name):
            return False
        default_storage.delete(name)
        return True


def lock_file_name(name):
    """Lock the name: until the transaction ends nobody else keeps or discards a file of that name.

    On SQLite a transaction that writes is alone anyway.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s, hashtext(%s))", [LOCK_OF_FILES, name])


def _read_stored(name):
    try:
        with default_storage.open(name, "rb") as opened:
            return opened.read()
    except FileNotFoundError:
        return None


def read_kept(record):
    """The bytes of the file of a record with `file`, `size` and `sha256`.

    Raises DamagedFileError, and says so in the log, where they are not those that were kept.
    """
    try:
        return read_verified(record.file.storage, record.file.name, record.size, record.sha256)
    except DamagedFileError as error:
        logger.error("%s %s: %s. Run verify_files.", record._meta.label, record.pk, error)
        raise


def has_kept_size(record):
    """Whether the file of the record stands there with the size that was kept: the quick look before it is sent."""
    try:
        return record.file.storage.size(record.file.name) == record.size
    except OSError:
        return False


def find_fault(record):
    """What is wrong with the file of the record, or None; all of it is read."""
    try:
        read_verified(record.file.storage, record.file.name, record.size, record.sha256)
    except DamagedFileError as error:
        return error.fault
    return None


def read_verified(storage, name, size, sha256):
    """The bytes of a file of this size and checksum. Raises DamagedFileError."""
    try:
        with storage.open(name, "rb") as opened:
            content = opened.read(size + 1)
    except FileNotFoundError:
        raise DamagedFileError(name, Fault.MISSING) from None
    except OSError as error:
        raise DamagedFileError(name, Fault.DIFFERENT) from error
    if len(content) != size or compute_checksum(content) != sha256:
        raise DamagedFileError(name, Fault.DIFFERENT)
    return content

"""Files that the database knows of: kept by what they hold, known again, discarded."""

import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction

from records.files.checksums import (
    DamagedFileError,
    Fault,
    compute_checksum,
    discard_file,
    find_fault,
    has_kept_size,
    keep_content,
    read_kept,
)
from tests.builders import make_photo

pytestmark = pytest.mark.django_db
CONTENT = b"a report"


def keep(name, content):
    with transaction.atomic():
        keep_content(name, content)


def stored(name):
    return Path(default_storage.path(name)).read_bytes()


def kept_record(content=CONTENT):
    """A row whose file holds the content."""
    name = f"photos/{compute_checksum(content)}.jpg"
    keep(name, content)
    return make_photo(file=name, size=len(content), sha256=compute_checksum(content))


@pytest.mark.parametrize("standing", [None, b"", CONTENT[:4], b"x report", CONTENT + b"more", CONTENT])
def test_whatever_stands_at_the_name_the_file_holds_the_content(standing):
    if standing is not None:
        default_storage.save("a.pdf", ContentFile(standing))

    keep("a.pdf", CONTENT)

    assert stored("a.pdf") == CONTENT
    assert default_storage.listdir("")[1] == ["a.pdf"]


def test_what_is_taken_as_it_stands_is_wanted_from_now_on(settings):
    """It may be an orphan that is old enough to be collected."""

    default_storage.save("a.pdf", ContentFile(CONTENT))
    os.utime(default_storage.path("a.pdf"), (0, 0))

    keep("a.pdf", CONTENT)

    assert os.stat(default_storage.path("a.pdf")).st_mtime > 0


def test_what_was_kept_is_read():
    record = kept_record()

    assert (read_kept(record), find_fault(record), has_kept_size(record)) == (CONTENT, None, True)


@pytest.mark.parametrize(
    ("standing", "fault", "has_size"),
    [
        (None, Fault.MISSING, False),
        (b"", Fault.DIFFERENT, False),
        (CONTENT[:4], Fault.DIFFERENT, False),
        (b"A report", Fault.DIFFERENT, True),
    ],
)
def test_what_is_no_longer_what_was_kept_is_not_read_and_the_log_says_so(standing, fault, has_size, caplog):
    record = kept_record()
    default_storage.delete(record.file.name)
    if standing is not None:
        default_storage.save(record.file.name, ContentFile(standing))

    with pytest.raises(DamagedFileError):
        read_kept(record)

    assert f"initiatives.Photo {record.pk}: its file {record.file.name} is {fault}. Run verify_files." in caplog.text
    assert (find_fault(record), has_kept_size(record)) == (fault, has_size)


def test_a_folder_in_the_place_of_the_file_is_a_fault_too(settings):
    record = kept_record()
    default_storage.delete(record.file.name)
    (settings.MEDIA_ROOT / record.file.name).mkdir()

    assert find_fault(record) == Fault.DIFFERENT


def test_only_what_nobody_uses_is_discarded():
    default_storage.save("a.pdf", ContentFile(CONTENT))

    assert not discard_file("a.pdf", lambda: True)
    assert default_storage.exists("a.pdf")
    assert discard_file("a.pdf", lambda: False)
    assert not default_storage.exists("a.pdf")
    assert not discard_file("a.pdf", lambda: False)

"""Files stand whole or not at all."""

import os
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from records.files.storage import UNFINISHED, write_whole
from tests.full_disk import no_file_larger_than

PICTURE = b"x" * 100_000


class Killing(ContentFile):
    """A file in whose middle the process that writes it ends, as by `kill -9`."""

    def chunks(self, chunk_size=None):
        yield b"half"
        os._exit(0)


def stored(name):
    return Path(default_storage.path(name)).read_bytes()


def names_in(folder):
    """All that stands under a folder, hidden names too."""
    return sorted(str(path.relative_to(folder)) for path in Path(folder).rglob("*") if path.is_file())


def test_a_file_is_kept_under_its_name_and_nothing_stands_beside(settings):
    name = default_storage.save("photos/a.jpg", ContentFile(PICTURE))

    assert (name, stored(name) == PICTURE) == ("photos/a.jpg", True)
    assert names_in(settings.MEDIA_ROOT) == ["photos/a.jpg"]


def test_a_name_that_is_taken_is_left_to_the_one_who_has_it():
    first = default_storage.save("a.jpg", ContentFile(b"first"))
    second = default_storage.save("a.jpg", ContentFile(b"second"))

    assert first != second
    assert [stored(name) for name in (first, second)] == [b"first", b"second"]


def test_where_the_disk_is_full_nothing_stands(settings):
    with no_file_larger_than(65_536), pytest.raises(OSError, match="large"):
        default_storage.save("photos/a.jpg", ContentFile(PICTURE))

    assert names_in(settings.MEDIA_ROOT) == []


def test_where_the_disk_is_full_what_stood_there_stays(settings):
    default_storage.save("a.jpg", ContentFile(b"before"))

    with no_file_larger_than(65_536), pytest.raises(OSError, match="large"):
        default_storage.replace("a.jpg", PICTURE)

    assert stored("a.jpg") == b"before"
    assert names_in(settings.MEDIA_ROOT) == ["a.jpg"]


def test_a_process_that_is_killed_leaves_what_can_be_told_by_its_name(settings):
    child = os.fork()
    if not child:
        try:
            default_storage.save("a.jpg", Killing(PICTURE))
        finally:
            os._exit(1)
    os.waitpid(child, 0)

    (left,) = names_in(settings.MEDIA_ROOT)
    assert left.startswith(".a.jpg.")
    assert left.endswith(UNFINISHED)


def test_a_file_outside_is_written_whole_or_stays_as_it_was(tmp_path):
    path = tmp_path / "new" / "report.pdf"
    write_whole(path, b"first")

    with no_file_larger_than(65_536), pytest.raises(OSError, match="large"):
        write_whole(path, PICTURE)

    assert (path.read_bytes(), names_in(tmp_path)) == (b"first", ["new/report.pdf"])


def test_a_link_is_followed_and_what_is_no_file_is_written_to(tmp_path):
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_bytes(b"before")
    link.symlink_to(target)

    write_whole(link, b"after")
    write_whole("/dev/null", b"nowhere")

    assert (link.is_symlink(), target.read_bytes()) == (True, b"after")
    assert not Path("/dev/null").is_file()

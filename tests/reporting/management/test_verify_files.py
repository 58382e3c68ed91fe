"""`verify_files`: what is missing, what differs, what belongs to nothing; and what --collect removes of it."""

import io
import os
import time

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.utils.translation import override

from initiatives.models import ReviewState
from records.files.checksums import compute_checksum
from records.files.storage import UNFINISHED
from reporting.models import IssuedReport
from tests.builders import make_edition, make_issue, make_issued_report, make_photo, make_update

pytestmark = pytest.mark.django_db
CONTENT = b"content"
TWO_DAYS_AGO = time.time() - 2 * 24 * 60 * 60


@pytest.fixture(autouse=True)
def _in_english():
    with override("en"):
        yield


def store(name, content=CONTENT, *, written=TWO_DAYS_AGO):
    default_storage.save(name, ContentFile(content))
    os.utime(default_storage.path(name), (written, written))
    return name


def report(name="issued/update-2024/1/a.pdf", content=CONTENT):
    """The row of a file of an issue, and the file."""
    return make_issued_report(file=store(name, content), size=len(CONTENT), sha256=compute_checksum(CONTENT))


def photo(name="photos/a.jpg", content=CONTENT, **fields):
    return make_photo(file=store(name, content), size=len(CONTENT), sha256=compute_checksum(CONTENT), **fields)


def verify(**options):
    """(the lines, the sentence of its error or "")."""
    out = io.StringIO()
    try:
        call_command("verify_files", stdout=out, **options)
    except CommandError as error:
        return out.getvalue().splitlines(), str(error)
    return out.getvalue().splitlines(), ""


def test_where_all_is_well_it_says_how_many_files_there_are():
    report()
    photo()

    assert verify() == (["2 files are known; 0 belong to nothing; of the rest 0 are younger than a day."], "")


def test_what_is_missing_or_differs_is_listed_with_its_row_and_ends_with_an_error():
    gone, cut, other = report("issued/u/1/a.pdf"), report("issued/u/1/b.pdf", b"cont"), photo(content=b"CONTENT")
    default_storage.delete(gone.file.name)

    lines, error = verify()

    assert lines[:-1] == [
        f"missing  issued/u/1/a.pdf  (issued report {gone.pk})",
        f"differs  issued/u/1/b.pdf  (issued report {cut.pk})",
        f"differs  photos/a.jpg  (photo {other.pk})",
    ]
    assert error == "3 files are missing or differ: restore them from the backup."


def test_orphans_are_listed_and_are_no_error():
    report()
    store("issued/update-2024/2/b.pdf")
    store(f"photos/.c.jpg.0123{UNFINISHED}")

    lines, error = verify()

    assert lines[:-1] == [
        "orphaned  issued/update-2024/2/b.pdf",
        f"unfinished  photos/.c.jpg.0123{UNFINISHED}",
    ]
    assert error == ""


def test_only_orphans_of_yesterday_are_removed_and_said():
    kept = report()
    old, under_way = store("photos/old.jpg"), store("photos/new.jpg", written=time.time())
    unfinished = store(f"issued/u/1/.a.pdf.0123{UNFINISHED}")

    lines, error = verify(collect=True)

    assert (lines[:-1], error) == ([f"removed  {unfinished}", f"removed  {old}"], "")
    assert lines[-1] == "1 file is known; 2 belong to nothing; of the rest 1 is younger than a day."
    standing = [name for name in (kept.file.name, old, under_way, unfinished) if default_storage.exists(name)]
    assert standing == [kept.file.name, under_way]


def test_what_only_the_record_of_what_was_published_shows_is_in_use():
    shown = photo(update=make_update(state=ReviewState.PUBLISHED))
    shown.update.review_state = ReviewState.DRAFT
    shown.update.save()
    shown.delete()

    lines, _error = verify(collect=True)

    assert lines == ["1 file is known; 0 belong to nothing; of the rest 0 are younger than a day."]
    assert default_storage.exists(shown.file.name)


def test_a_picture_under_two_texts_is_one_file():
    one = photo()
    make_photo(file=one.file.name, size=one.size, sha256=one.sha256)

    assert verify()[0] == ["1 file is known; 0 belong to nothing; of the rest 0 are younger than a day."]


def test_what_stands_beside_the_folders_of_the_program_is_left_alone():
    report()
    store("lost+found/1")

    assert verify(collect=True)[0][-1].startswith("1 file is known; 0 belong to nothing")
    assert default_storage.exists("lost+found/1")


@pytest.mark.parametrize("knows_others", [False, True])
def test_nothing_is_removed_where_the_database_is_that_of_another_folder(knows_others):
    store("issued/update-2024/1/a.pdf")
    if knows_others:
        issue = make_issue(edition=make_edition())
        for number, language in enumerate(("fr", "nl")):
            make_issued_report(issue=issue, language=language, file=f"issued/x/1/{number}.pdf", size=1, sha256="0" * 64)

    _lines, error = verify(collect=True)

    assert "do not belong together" in error
    assert default_storage.exists("issued/update-2024/1/a.pdf")
    assert IssuedReport.objects.count() == 2 * knows_others

"""A full disk is told from other failures, and said in the reader's language."""

import errno
import sqlite3
import tempfile

import psycopg
import pytest
from django.core.management import CommandError
from django.db import OperationalError
from django.utils import translation

from records.files.full_disks import is_disk_full, report_full_disk
from tests.full_disk import no_file_larger_than
from tests.reading import text, tree


def caused_by(cause):
    error = OperationalError("it failed")
    error.__cause__ = cause
    return error


def of_sqlite(code):
    error = sqlite3.OperationalError("it failed")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("error", "is_so"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), True),
        (OSError(errno.EDQUOT, "Disk quota exceeded"), True),
        (FileNotFoundError(errno.ENOENT, "No usable temporary directory found in ['/tmp']"), True),
        (caused_by(psycopg.errors.DiskFull()), True),
        (caused_by(of_sqlite(sqlite3.SQLITE_FULL)), True),
        (caused_by(caused_by(OSError(errno.ENOSPC, ""))), True),
        (OSError(errno.EACCES, "Permission denied"), False),
        (FileNotFoundError(errno.ENOENT, "a.pdf"), False),
        (caused_by(psycopg.errors.UniqueViolation()), False),
        (ValueError(), False),
        (None, False),
    ],
)
def test_a_full_disk_is_told_from_what_else_fails(error, is_so):
    assert is_disk_full(error) is is_so


def test_a_command_ends_with_a_sentence_and_other_errors_stay_what_they_are():
    full = pytest.raises(CommandError, match="The disk of the server is full")
    with translation.override("en"), full, report_full_disk():
        raise OSError(errno.ENOSPC, "No space left on device")
    with pytest.raises(ValueError, match="else"), report_full_disk():
        raise ValueError("else")


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """The folder of temporary files of this test."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "tmp"))
    (tmp_path / "tmp").mkdir()
    return tmp_path / "tmp"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "heading"),
    [("fr", "Le serveur manque de place"), ("nl", "De server heeft geen plaats meer"),
     ("en", "The server has no room left")],
)  # fmt: skip
def test_a_file_for_which_there_is_no_room_is_a_page_that_says_so(client, temporary, language, heading):
    client.raise_request_exception = False

    with no_file_larger_than(100):
        response = client.get("/data/initiatives.xlsx", headers={"accept-language": language})

    assert (response.status_code, text(tree(response).find(".//h1"))) == (507, heading)
    assert list(temporary.iterdir()) == []


@pytest.mark.django_db
def test_any_other_failure_is_the_page_of_failures(client, monkeypatch):
    client.raise_request_exception = False
    monkeypatch.setattr("public.opendata.views.files.write_workbook", None)

    assert client.get("/data/initiatives.xlsx").status_code == 500

"""Exporting and issuing editions."""

import datetime
import hashlib

import pytest
import time_machine
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.db.models.signals import post_save
from django.utils.translation import override

from document.rendering import Format
from initiatives.models import ReviewState
from records.files.checksums import find_fault
from reporting.models import Edition, Issue, IssuedReport
from reporting.models.issues import FrozenError
from reporting.services import FilesNotKept, IssueRefused, export_all_files, export_edition, issue_edition
from tests import builders
from tests.full_disk import no_file_larger_than

pytestmark = pytest.mark.django_db


@pytest.fixture
def edition():
    """A small edition: one highlighted update, one antenna text."""
    volet = builders.make_volet(number=1)
    period = builders.make_period()
    edition = builders.make_edition(framework=volet.framework, periods=[period], key="update-2024")
    builders.make_update(
        initiative=builders.make_initiative(volet=volet), period=period, state=ReviewState.PUBLISHED,
        highlight=True, body_fr="Un texte.", body_nl="Een tekst.",
    )  # fmt: skip
    builders.make_antenna_update(period=period, state=ReviewState.VALIDATED, body_fr="Un.", body_nl="Een.")
    return edition


def test_a_file_is_named_by_edition_language_and_format(edition):
    assert export_edition(edition, "nl", "xlsx").name == "update-2024-nl.xlsx"


def test_all_is_two_languages_in_four_formats(edition):
    assert [exported.name for exported in export_all_files(edition)] == [
        f"update-2024-{language}.{file_format}" for language in ("fr", "nl") for file_format in Format
    ]


def test_the_same_edition_on_the_same_day_gives_the_same_bytes(edition):
    day = datetime.date(2025, 3, 31)

    first = {exported.name: exported.sha256 for exported in export_all_files(edition, date=day)}
    second = {exported.name: exported.sha256 for exported in export_all_files(edition, date=day)}

    assert first == second


def test_an_issue_keeps_eight_files_with_their_checksums_and_what_they_hold(edition):
    person = builders.make_user(role="Coordination")

    issue = issue_edition(edition, by=person)

    assert (issue.number, issue.issued_by, issue.reason) == (1, person, "")
    reports = list(issue.reports.all())
    assert len(reports) == 8
    for report in reports:
        with report.file.open() as opened:
            content = opened.read()
        assert (report.sha256, report.size) == (hashlib.sha256(content).hexdigest(), len(content))
    assert issue.updates.get().body_fr == "Un texte."
    assert issue.antenna_updates.get().body_fr == "Un."


def test_issuing_again_needs_a_reason_and_keeps_the_old_files(edition):
    first = issue_edition(edition)
    old = {report.file.name: report.sha256 for report in first.reports.all()}

    with pytest.raises(IssueRefused):
        issue_edition(edition, reason="  ")
    second = issue_edition(edition, reason="A figure was wrong.")

    assert (second.number, second.reason) == (2, "A figure was wrong.")
    assert {report.file.name: report.sha256 for report in first.reports.all()} == old
    assert all(default_storage.exists(name) for name in old)


def test_an_edition_without_anything_is_not_issued():
    with pytest.raises(IssueRefused):
        issue_edition(builders.make_edition(periods=[builders.make_period()]))

    assert not Issue.objects.exists()


def test_a_full_disk_leaves_no_issue_and_no_file_and_says_so(edition, settings):
    """The web page is smaller than that, the Word file larger: the disk is full in the middle."""
    with override("en"), no_file_larger_than(30_000), pytest.raises(FilesNotKept, match="disk of the server is full"):
        issue_edition(edition)

    assert not Issue.objects.exists()
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_half_a_file_that_stands_at_the_place_is_not_issued(edition):
    day = datetime.date(2025, 3, 31)
    with time_machine.travel(day, tick=False), transaction.atomic():
        first = issue_edition(edition)
        names = [report.file.name for report in first.reports.all()]
        transaction.set_rollback(True)
    for name in names:
        with open(default_storage.path(name), "r+b") as opened:
            opened.truncate(default_storage.size(name) // 2)

    with time_machine.travel(day, tick=False):
        issue = issue_edition(Edition.objects.get())

    reports = list(issue.reports.all())
    assert [report.file.name for report in reports] == names
    assert [find_fault(report) for report in reports] == [None] * 8


def test_a_file_that_is_another_when_it_is_read_back_is_not_issued(edition, settings):
    """Something beside the program cuts the first file while the others are made."""

    def cut_the_first(sender, instance, created, **signal):
        if created and IssuedReport.objects.count() == 8:
            first = IssuedReport.objects.order_by("pk")[0]
            with open(first.file.path, "r+b") as opened:
                opened.truncate(100)

    post_save.connect(cut_the_first, sender=IssuedReport)
    try:
        with override("en"), pytest.raises(FilesNotKept, match="could not be saved completely"):
            issue_edition(edition)
    finally:
        post_save.disconnect(cut_the_first, sender=IssuedReport)

    assert not Issue.objects.exists()
    assert not [path for path in settings.MEDIA_ROOT.rglob("*") if path.is_file()]


def test_what_is_issued_is_never_changed_nor_deleted(edition):
    issue = issue_edition(edition)
    report = issue.reports.first()
    report.sha256 = "0" * 64

    for attempt in (
        report.save,
        report.delete,
        issue.save,
        issue.delete,
        lambda: IssuedReport.objects.all().delete(),
        lambda: IssuedReport.objects.update(size=0),
    ):
        with pytest.raises(FrozenError):
            attempt()
    assert IssuedReport.objects.get(pk=report.pk).sha256 != "0" * 64


def test_the_database_wants_a_reason_for_a_second_issue(edition):
    Issue.objects.create(edition=edition, number=1)

    with pytest.raises(IntegrityError), transaction.atomic():
        Issue.objects.create(edition=edition, number=2)

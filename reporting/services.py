"""The verbs of what comes out: exporting an edition, and issuing it."""

from contextlib import suppress
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils.translation import gettext as _

from accounts.audit import log_event
from document.rendering import Format, render_document, render_formats
from initiatives.models import Update
from lisa.models import AntennaUpdate
from records.files.checksums import compute_checksum, discard_file, find_fault, keep_content
from records.files.full_disks import describe_full_disk, is_disk_full
from records.language_codes import REQUIRED_LANGUAGES
from reporting.models import Edition, Issue, IssuedReport
from reporting.readiness import check_readiness
from reporting.reports import annual


class IssueRefused(ValidationError):
    """An edition that cannot be issued as asked; nothing was written."""


class FilesNotKept(IssueRefused):
    """The files could not be written, or are not what was written; nothing stands of the issue."""


class ChangedMeanwhile(IssueRefused):
    """What was confirmed is no longer what would be issued; nothing was written."""

    def __init__(self, titles):
        sentence = _("This changed since the page was opened: %(titles)s. Read the list again, then confirm.")
        super().__init__(sentence % {"titles": "; ".join(titles)})


@dataclass(frozen=True)
class Export:
    """One rendered file. `name` tells the edition, the language and the format: update-2023-2024-fr.pdf."""

    language: str
    format: Format
    name: str
    content: bytes

    @property
    def sha256(self):
        return compute_checksum(self.content)


def get_file_name(edition, language, file_format):
    return f"{edition.key}-{language}.{file_format}"


def export_edition(edition, language, file_format, *, date=None):
    """Render one file of an edition: language "fr" or "nl", one of the four formats."""
    file_format = Format(file_format)
    content = render_document(annual.build_document(edition, language, date=date), file_format)
    return Export(language, file_format, get_file_name(edition, language, file_format), content)


def export_all_files(edition, *, date=None, material=None):
    """Render the eight files of an edition, one by one: what is read from the database is read once."""
    material = material or annual.gather_material(edition)
    for language in REQUIRED_LANGUAGES:
        document = annual.build_document(edition, language, date=date, material=material)
        for file_format, content in render_formats(document):
            yield Export(language, file_format, get_file_name(edition, language, file_format), content)


def issue_edition(edition, *, by=None, reason="", seal=None):
    """Render the eight files, keep them with their checksums and freeze them. Returns the new Issue.

    The first issue needs no reason; every later one does, and the earlier ones stay. `seal` is that of the list of what
    is missing, as it was read and confirmed (`check_readiness`). Raises IssueRefused: ChangedMeanwhile where that list
    changed, FilesNotKept where a file could not be written whole; no file of the attempt stays then.
    """
    kept = []
    try:
        issue = _issue_in_transaction(edition, by, reason, seal, kept)
    except BaseException as error:
        for name in kept:
            # Where the database or the disk is gone altogether, the command collects them.
            with suppress(DatabaseError, OSError):
                discard_file(name, IssuedReport.objects.filter(file=name).exists)
        if isinstance(error, OSError):
            reason = (
                describe_full_disk() if is_disk_full(error) else _("The files cannot be written: %s") % error.strerror
            )
            raise FilesNotKept(reason) from error
        raise
    log_event("edition_issued", by=by, edition=issue.edition.key, number=issue.number)
    return issue


def _issue_in_transaction(edition, by, reason, seal, kept):
    """Issue the edition in one transaction; `kept` takes the name of each file before it is written."""
    with transaction.atomic():
        # The row of the edition is the turnstile: two people issuing at once get two numbers, not one.
        edition = Edition.objects.select_for_update().get(pk=edition.pk)
        found = check_readiness(edition)
        if seal is not None and (changed := found.list_changes_since(seal)):
            raise ChangedMeanwhile(changed)
        number = found.number
        if number > 1 and not reason.strip():
            raise IssueRefused(_("This edition was issued before: write why it is issued again."))
        material = found.material
        if not material.updates and not material.texts:
            raise IssueRefused(_("This edition has nothing in it yet."))
        issue = Issue.objects.create(
            edition=edition, number=number, issued_by=by, reason=reason.strip() if number > 1 else ""
        )
        issue.updates.set(Update.objects.filter(pk__in=_list_held_updates(material)))
        issue.antenna_updates.set(
            AntennaUpdate.objects.filter(pk__in=[u.pk for a in material.antennas for u in a.told])
        )
        for exported in export_all_files(edition, material=material):
            kept.append(name := _get_storage_name(issue, exported))
            _store_file(issue, exported, name)
        _refuse_damaged_files(issue)
    return issue


def _refuse_damaged_files(issue):
    """Read back what was just kept: what is wrong with a file now would be wrong for ever."""
    damaged = [report.file.name for report in issue.reports.all() if find_fault(report)]
    if damaged:
        raise FilesNotKept(
            _("These files could not be saved completely, so nothing was issued: %(files)s. Try again later.")
            % {"files": "; ".join(damaged)}
        )


def _list_held_updates(material):
    """The updates of the edition's periods, and the older ones that a volet of this edition tells."""
    return {u.pk for u in material.updates if u.period_id in material.period_keys} | set(material.told_in_volets)


def _get_storage_name(issue, exported):
    """Of its content: no later file can take its place."""
    return f"issued/{issue.edition.key}/{issue.number}/{exported.sha256[:16]}-{exported.name}"


def _store_file(issue, exported, name):
    """Store the file and write its row."""
    keep_content(name, exported.content)
    IssuedReport.objects.create(
        issue=issue,
        language=exported.language,
        format=exported.format,
        file=name,
        size=len(exported.content),
        sha256=exported.sha256,
    )

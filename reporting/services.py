"""The verbs of what comes out: exporting an edition, and issuing it."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.translation import gettext as _

from document.rendering import Format, render, render_each
from initiatives.models import Update
from lisa.models import AntennaUpdate
from reporting.models import Edition, Issue, IssuedReport
from reporting.readiness import readiness
from reporting.reports import annual

REPORT_LANGUAGES = ("fr", "nl")


class IssueRefused(ValidationError):
    """An edition that cannot be issued as asked; nothing was written."""


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
        return hashlib.sha256(self.content).hexdigest()


def file_name(edition, language, file_format):
    return f"{edition.key}-{language}.{file_format}"


def export(edition, language, file_format, *, date=None):
    """Render one file of an edition: language "fr" or "nl", one of the four formats."""
    file_format = Format(file_format)
    content = render(annual.build(edition, language, date=date), file_format)
    return Export(language, file_format, file_name(edition, language, file_format), content)


def export_all(edition, *, date=None, material=None):
    """Render the eight files of an edition, one by one: what is read from the database is read once."""
    material = material or annual.gather(edition)
    for language in REPORT_LANGUAGES:
        document = annual.build(edition, language, date=date, material=material)
        for file_format, content in render_each(document):
            yield Export(language, file_format, file_name(edition, language, file_format), content)


def issue_edition(edition, *, by=None, reason="", seal=None):
    """Render the eight files, keep them with their checksums and freeze them. Returns the new Issue.

    The first issue needs no reason; every later one does, and the earlier ones stay. `seal`: of the list of what is
    missing that was read and confirmed (`readiness`). Raises IssueRefused, ChangedMeanwhile where that list changed.
    """
    with transaction.atomic():
        # The row of the edition is the turnstile: two people issuing at once get two numbers, not one.
        edition = Edition.objects.select_for_update().get(pk=edition.pk)
        found = readiness(edition)
        if seal is not None and (changed := found.changed_since(seal)):
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
        issue.updates.set(Update.objects.filter(pk__in=_held(material)))
        issue.antenna_updates.set(
            AntennaUpdate.objects.filter(pk__in=[u.pk for a in material.antennas for u in a.told])
        )
        for exported in export_all(edition, material=material):
            _keep(issue, exported)
    return issue


def _held(material):
    """The updates of the edition's periods, and the older ones that a volet of this edition tells."""
    return {u.pk for u in material.updates if u.period_id in material.period_keys} | set(material.told_in_volets)


def _keep(issue, exported):
    """Store the file under its checksum, so that no later file can take its place, and write its row."""
    path = f"issued/{issue.edition.key}/{issue.number}/{exported.sha256[:16]}-{exported.name}"
    if not default_storage.exists(path):
        path = default_storage.save(path, ContentFile(exported.content))
    IssuedReport.objects.create(
        issue=issue,
        language=exported.language,
        format=exported.format,
        file=path,
        size=len(exported.content),
        sha256=exported.sha256,
    )

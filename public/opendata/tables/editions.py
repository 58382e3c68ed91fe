"""The issued editions of the report, and their files."""

from django.db import models
from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from document.rendering import Format
from public.opendata.structure import Column, Table, spoken
from public.opendata.types import Choice, Day, Key, Keys, Moment, ReportAddress, Text, Whole
from reporting.models import Edition, Issue, IssuedReport


def _issued():
    return Edition.objects.filter(Exists(Issue.objects.filter(edition=OuterRef("pk"))))


EDITIONS = Table(
    name="editions",
    title=_("Reports"),
    about=_("The editions of the report that were issued."),
    model=Edition,
    key=("key",),
    order=("position", "pk"),
    rows=_issued,
    columns=(
        Column("key", Key(), _("The key of the edition"), required=True),
        Column("framework", Key(to="frameworks"), _("The framework it follows up"), "framework__key", True, True),
        *spoken("title", Text(), _("Its title")),
        Column("covers_from", Day(), _("The first day it covers"), required=True),
        Column("covers_to", Day(), _("The last day it covers"), required=True),
        Column("periods", Keys("periods"), _("The periods it reports on"), "periods__key"),
    ),
)


class ReportLanguage(models.TextChoices):
    FRENCH = "fr", _("French")
    DUTCH = "nl", _("Dutch")


class ReportFormat(models.TextChoices):
    """The formats of `document.rendering`, as they are called."""

    HTML = Format.HTML.value, "HTML"
    DOCX = Format.DOCX.value, "Word"
    PDF = Format.PDF.value, "PDF"
    XLSX = Format.XLSX.value, "Excel"


REPORTS = Table(
    name="reports",
    title=_("Files of the reports"),
    about=_("The files of every issue of a report, which never change, with their checksums."),
    model=IssuedReport,
    key=("edition", "issue", "language", "format"),
    order=("issue__edition__position", "issue__edition_id", "issue__number", "language", "format"),
    rows=IssuedReport.objects.all,
    columns=(
        Column("edition", Key(to="editions"), _("The report"), "issue__edition__key", True, True),
        Column("issue", Whole(), _("The number of the issue; a correction is a new one"), "issue__number", True, True),
        Column("language", Choice(ReportLanguage), _("The language of the file"), required=True, filtered=True),
        Column("format", Choice(ReportFormat), _("The format of the file"), required=True, filtered=True),
        Column("issued_at", Moment(), _("When it was issued"), "issue__issued_at", True),
        Column("reason", Text(), _("Why the issue before was replaced"), "issue__reason"),
        Column("address", ReportAddress(), _("Where the file is"), "file", True),
        Column("size", Whole(), _("Its size in bytes"), required=True),
        Column("sha256", Text(), _("The checksum of the file"), required=True),
    ),
)

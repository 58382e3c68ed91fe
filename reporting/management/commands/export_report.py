from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from accounts.audit import log_event
from document.rendering import Format
from records.files.full_disks import report_full_disk
from records.files.storage import write_whole
from records.language_codes import REQUIRED_LANGUAGES
from reporting.management.editions import add_edition_argument, find_edition
from reporting.progress import track_progress
from reporting.services import export_all_files, export_edition, get_file_name


class Command(BaseCommand):
    help = _("Writes an edition of the report as Word, PDF, HTML or Excel, in French or in Dutch.")

    def add_arguments(self, parser):
        add_edition_argument(parser)
        parser.add_argument("--language", choices=REQUIRED_LANGUAGES, default="fr")
        parser.add_argument("--format", choices=[str(entry) for entry in Format], default="pdf")
        parser.add_argument("--output", type=Path, help=_("The file to write; with --all, the directory."))
        parser.add_argument("--all", action="store_true", help=_("Write the eight files: two languages, four formats."))
        parser.add_argument("--date", help=_("The day on the cover, such as 2025-03-31; today by default."))

    @report_full_disk()
    def handle(self, *, edition, language, format, output, all, date, **options):
        edition = find_edition(edition)
        day = _parse_day(date)
        if all:
            self._export_all(edition, output or Path("out"), day)
        else:
            exported = export_edition(edition, language, format, date=day)
            self._write_file(output or Path(get_file_name(edition, language, format)), exported.content)

    def _export_all(self, edition, directory, date):
        total = len(REQUIRED_LANGUAGES) * len(Format)
        for exported in track_progress(export_all_files(edition, date=date), total, _("Rendering")):
            self._write_file(directory / exported.name, exported.content)

    def _write_file(self, path, content):
        try:
            write_whole(path, content)
        except OSError as error:
            message = _("%(path)s cannot be written: %(reason)s") % {"path": path, "reason": error.strerror}
            raise CommandError(message) from None
        log_event("edition_exported", file=path.name)
        self.stdout.write(str(path))


def _parse_day(date):
    if date is None:
        return None
    try:
        day = parse_date(date)
    except ValueError:
        day = None
    if day is None:
        raise CommandError(_("“%(date)s” is not a day such as 2025-03-31.") % {"date": date})
    return day

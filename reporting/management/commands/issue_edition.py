from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from accounts.models import User
from records.files.full_disks import report_full_disk
from reporting.management.editions import add_edition_argument, find_edition
from reporting.readiness import check_readiness, format_readiness
from reporting.services import IssueRefused, issue_edition


class Command(BaseCommand):
    help = _(
        "Lists what an edition would be issued with and what is missing; with --confirm, issues it: renders its eight "
        "files, keeps them with their checksums and freezes them."
    )

    def add_arguments(self, parser):
        add_edition_argument(parser)
        parser.add_argument(
            "--reason", default="", help=_("Why it is issued again; required from the second issue on.")
        )
        parser.add_argument("--confirm", action="store_true", help=_("Issue it; without this nothing is written."))
        parser.add_argument("--by", metavar="E-MAIL", help=_("The account on whose behalf it is issued."))

    @report_full_disk()
    def handle(self, *, edition, reason, by, confirm, **options):
        person = self._find_user(by)
        found = check_readiness(find_edition(edition))
        self.stdout.write("\n".join(format_readiness(found)))
        if not confirm:
            self.stdout.write(_("Nothing was issued. To issue it, add --confirm."))
            return
        try:
            issue = issue_edition(found.edition, by=person, reason=reason, seal=found.seal)
        except IssueRefused as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        for report in issue.reports.all():
            self.stdout.write(f"{report.sha256}  {report.file.name}")

    def _find_user(self, email):
        if not email:
            return None
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(_("There is no account “%(email)s”.") % {"email": email})
        return person

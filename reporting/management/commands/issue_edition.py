from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from reporting.management.editions import edition_argument, find_edition
from reporting.services import IssueRefused, issue_edition
from zones.models import User


class Command(BaseCommand):
    help = _("Issues an edition: renders its eight files, keeps them with their checksums and freezes them.")

    def add_arguments(self, parser):
        edition_argument(parser)
        parser.add_argument(
            "--reason", default="", help=_("Why it is issued again; required from the second issue on.")
        )
        parser.add_argument("--by", metavar="E-MAIL", help=_("The account on whose behalf it is issued."))

    def handle(self, *, edition, reason, by, **options):
        person = self._person(by)
        try:
            issue = issue_edition(find_edition(edition), by=person, reason=reason)
        except IssueRefused as refusal:
            raise CommandError(" ".join(refusal.messages)) from None
        for report in issue.reports.all():
            self.stdout.write(f"{report.sha256}  {report.file.name}")

    def _person(self, email):
        if not email:
            return None
        person = User.objects.filter(email__iexact=email).first()
        if person is None:
            raise CommandError(_("There is no account “%(email)s”.") % {"email": email})
        return person

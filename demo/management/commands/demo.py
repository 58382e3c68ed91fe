from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from demo import content as demo
from demo import rounds as demo_round
from records.files.full_disks import report_full_disk


class Command(BaseCommand):
    help = _("Shows the site with the founding data: database, accounts, the eight files in out/, the server.")

    def add_arguments(self, parser):
        parser.add_argument("--no-serve", action="store_true", help=_("Stop before the server starts."))
        parser.add_argument("--output", type=Path, default=settings.BASE_DIR / "out")
        parser.add_argument("--port", type=int, default=8000)

    @report_full_disk()
    def handle(self, *, no_serve, output, port, **options):
        if not settings.DEBUG:
            raise CommandError(_("The demo makes accounts whose passwords are printed: it runs in debug only."))
        call_command("migrate", verbosity=0)
        call_command("load_data", str(demo.DATASET), apply=True, stdout=self.stdout, stderr=self.stderr)
        accounts = demo.create_accounts()
        demo_round.open_round(by=demo.get_coordinator(), today=timezone.localdate())
        for path in demo.write_files(demo.get_or_create_issue(), output):
            self.stdout.write(str(path))
        self._print_accounts(accounts)
        if not no_serve:
            address = f"127.0.0.1:{port}"
            self.stdout.write(
                _("The site: http://%(address)s – the administration: http://%(address)s/fr/admin/")
                % {"address": address}
            )
            call_command("runserver", address, use_reloader=False)

    def _print_accounts(self, accounts):
        self.stdout.write(_("Accounts of the demo (new passwords at each run):"))
        for role, email, password in accounts:
            self.stdout.write(f"  {email}  {password}  ({role})")

"""`manage.py send_reminders`: run it once a day. docs/operations.md tells when it writes to whom."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.mail.reminders import due, periods_to_remind_of, remind
from rounds.services import RoundRefused


class Command(BaseCommand):
    help = _("Reminds the partners who have not answered, some days before and after their deadline. Run it every day.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help=_("Say who would be reminded today; write and send nothing.")
        )

    def handle(self, *, dry_run, **options):
        today = timezone.localdate()
        periods = list(periods_to_remind_of(today))
        if not periods:
            self.stdout.write(_("No round is open, and nothing was sent back: nobody is reminded."))
        elif dry_run:
            for period in periods:
                self._tell(due(period, today))
        else:
            self._remind(periods, today)

    def _tell(self, entries):
        for entry in entries:
            for user in entry.row.referents:
                self.stdout.write(f"{entry.occasion}  {user.email}  {entry.row.partner}")
        self._tell_unreachable([entry.row.partner for entry in entries if not entry.row.referents])

    def _remind(self, periods, today):
        leaving = failed = 0
        for period in periods:
            try:
                prepared, more, failed_before = remind(period, today)
            except RoundRefused as refusal:
                raise CommandError(" ".join(refusal.messages)) from None
            self._tell_unreachable(prepared.without_referent)
            leaving, failed = leaving + more, failed + failed_before
        said = ngettext("%(count)s reminder is leaving.", "%(count)s reminders are leaving.", leaving)
        self.stdout.write(said % {"count": leaving})
        if failed:
            message = ngettext(
                "%(count)s of them could not be sent before: if it fails again, the outbox says why.",
                "%(count)s of them could not be sent before: if they fail again, the outbox says why.",
                failed,
            )
            raise CommandError(message % {"count": failed})

    def _tell_unreachable(self, partners):
        for partner in partners:
            self.stdout.write(_("Nobody to write to: %(partners)s.") % {"partners": partner})

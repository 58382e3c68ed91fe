"""`manage.py send_reminders`: run it once a day. docs/operations.md tells when it writes to whom."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.mail.reminders import get_periods_to_remind, list_reminders, send_reminders
from rounds.services import RoundRefused


class Command(BaseCommand):
    help = _("Reminds the partners who have not answered, some days before and after their deadline. Run it every day.")

    def add_arguments(self, parser):
        parser.add_argument(
            "--dry-run", action="store_true", help=_("Say who would be reminded today; write and send nothing.")
        )

    def handle(self, *, dry_run, **options):
        today = timezone.localdate()
        periods = list(get_periods_to_remind(today))
        if not periods:
            self.stdout.write(_("No round is open, and nothing was sent back: nobody is reminded."))
        elif dry_run:
            for period in periods:
                self._list(list_reminders(period, today))
        else:
            self._remind(periods, today)

    def _list(self, reminders):
        for reminder in reminders:
            for user in reminder.row.referents:
                self.stdout.write(f"{reminder.occasion}  {user.email}  {reminder.row.partner}")
        self._list_unreachable([reminder.row.partner for reminder in reminders if not reminder.row.referents])

    def _remind(self, periods, today):
        leaving = failed = 0
        for period in periods:
            try:
                prepared, more, failed_before = send_reminders(period, today)
            except RoundRefused as refusal:
                raise CommandError(" ".join(refusal.messages)) from None
            self._list_unreachable(prepared.without_referent)
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

    def _list_unreachable(self, partners):
        for partner in partners:
            self.stdout.write(_("Nobody to write to: %(partners)s.") % {"partners": partner})

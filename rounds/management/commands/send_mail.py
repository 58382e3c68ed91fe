"""`manage.py send_mail`: lets the mails leave that wait in the outbox. docs/operations.md tells when it is needed."""

import signal

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rounds.mail.sender import Sender
from rounds.mail.sending import Outcome


class Command(BaseCommand):
    help = _("Sends the mails that wait in the outbox, where the server does not do it itself (MAIL_SENDER=command).")

    def add_arguments(self, parser):
        parser.add_argument(
            "--loop", action="store_true", help=_("Go on until it is stopped, and look for mails every second.")
        )

    def handle(self, *, loop, **options):
        sender = Sender()
        if loop:
            for number in (signal.SIGTERM, signal.SIGINT):
                signal.signal(number, lambda *_signal: sender.stopped.set())
            sender.run()
            return
        results = sender.send_waiting()
        if results is None:
            self.stdout.write(_("Another process is sending the mails already."))
            return
        outcomes = [result.outcome for result in results]
        self._report(outcomes)

    def _report(self, outcomes):
        sent = outcomes.count(Outcome.SENT)
        self.stdout.write(ngettext("%(count)s mail has left.", "%(count)s mails have left.", sent) % {"count": sent})
        if others := len(outcomes) - sent:
            text = ngettext(
                "%(count)s mail did not leave: the outbox says why.",
                "%(count)s mails did not leave: the outbox says why.",
                others,
            )
            self.stdout.write(text % {"count": others})

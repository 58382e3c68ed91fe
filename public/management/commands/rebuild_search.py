import time

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from public.index.rebuilding import rebuild


class Command(BaseCommand):
    help = _("Make the entries of the search anew from what is published; the search goes on meanwhile.")

    def handle(self, *, verbosity, **options):
        start = time.monotonic()
        entries = rebuild(self._say if verbosity > 1 else None, parts=["search"])["search"]
        seconds = time.monotonic() - start
        self.stdout.write(
            _("%(entries)d entries in %(seconds).1f seconds (%(speed)d a second).")
            % {"entries": entries, "seconds": seconds, "speed": entries / max(seconds, 0.001)}
        )

    def _say(self, kind, done, number):
        self.stdout.write(f"{kind}: {done}/{number}")

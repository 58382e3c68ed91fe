import time

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from public import search


class Command(BaseCommand):
    help = "Make the entries of the search anew from what is published; the search goes on meanwhile."

    def handle(self, *, verbosity, **options):
        start = time.monotonic()
        entries = search.rebuild(self._say if verbosity > 1 else None)
        seconds = time.monotonic() - start
        self.stdout.write(
            _("%(entries)d entries in %(seconds).1f seconds (%(speed)d a second).")
            % {"entries": entries, "seconds": seconds, "speed": entries / max(seconds, 0.001)}
        )

    def _say(self, entries):
        self.stdout.write(str(entries))

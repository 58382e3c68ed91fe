import time

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from public.index.rebuilding import rebuild


class Command(BaseCommand):
    help = _("Make the listings and the search anew from what is published; the site goes on meanwhile.")

    def handle(self, *, verbosity, **options):
        start = time.monotonic()
        made = rebuild(self._say if verbosity > 1 else None)
        self.stdout.write(
            _("%(listings)d initiatives listed, %(search)d entries of the search: %(seconds).1f seconds.")
            % {**made, "seconds": time.monotonic() - start}
        )

    def _say(self, kind, done, number):
        self.stdout.write(f"{kind}: {done}/{number}")

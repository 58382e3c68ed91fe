"""`manage.py load_data DIRECTORY`: load a dataset. Dry unless `--apply` is given. docs/dataset.md tells the whole."""

import sys
from contextlib import contextmanager

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, IntegrityError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from rich.console import Console
from rich.progress import Progress

from exchange import dataset
from exchange.dataset.summary import describe_outcome, describe_plan
from records.files.full_disks import describe_full_disk, is_disk_full
from records.models import StaleRecordError


class Command(BaseCommand):
    help = _("Say what a dataset of CSV files would add, change and leave; with --apply, do it.")

    def add_arguments(self, parser):
        parser.add_argument("directory", help="the directory with the files of the dataset")
        parser.add_argument("--apply", action="store_true", help="write it; without this nothing is written")
        parser.add_argument(
            "--overwrite", action="store_true", help="take the dataset also where somebody has edited here since"
        )

    def handle(self, *args, **options):
        try:
            self._load_dataset(**options)
        except dataset.DatasetRefused as refusal:
            raise CommandError(_describe_refusal(refusal)) from None
        except (StaleRecordError, IntegrityError) as error:
            raise CommandError(_describe_conflict(error)) from None
        except DatabaseError as error:
            raise CommandError(describe_full_disk() if is_disk_full(error) else _describe_failure(error)) from None

    def _load_dataset(self, *, directory, apply, overwrite, verbosity, **options):
        plan = dataset.plan(directory, overwrite=overwrite)
        self._write_lines(describe_plan(plan, in_full=verbosity > 1))
        self.stdout.write("")
        if not plan.changes_something:
            self.stdout.write(_("Nothing to change."))
        elif not apply:
            self.stdout.write(_("Nothing was written. Run the command again with --apply to do this."))
        if apply:
            with show_progress(sys.stderr, plan.steps) as advance:
                outcome = dataset.apply(plan, advance=advance)
            if plan.changes_something:
                self.stdout.write(_("Done."))
            self._write_lines(describe_outcome(outcome))

    def _write_lines(self, lines):
        for line in lines:
            self.stdout.write(line)


@contextmanager
def show_progress(stream, steps):
    """A progress bar on a terminal, nothing anywhere else. Gives the function that counts one step."""
    if not stream.isatty() or not steps:
        yield lambda: None
        return
    with Progress(console=Console(file=stream), transient=True) as bar:
        task = bar.add_task(_("Loading"), total=steps)
        yield lambda: bar.advance(task)


def _describe_refusal(refusal):
    head = ngettext(
        "%(count)d problem; nothing was written.", "%(count)d problems; nothing was written.", refusal.count
    ) % {"count": refusal.count}
    return "\n".join([head, str(refusal)])


def _describe_conflict(error):
    return _(
        "The database refused this: a record was changed at the same time, or what was edited here contradicts "
        "the dataset (%(reason)s). Nothing was written. Run the command again."
    ) % {"reason": error}


def _describe_failure(error):
    return _("The database answered: %(reason)s. Nothing was written. Is it there, and migrated?") % {"reason": error}

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.files.checksums import Fault
from reporting.stored_files import CollectionRefused, examine_storage, is_unfinished, remove_orphans


class Command(BaseCommand):
    help = _(
        "Compares every file of an issued report or a photo with what the database knows of it, and lists what is "
        "missing, what differs and what belongs to nothing; ends with an error where something is missing or differs."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "--collect",
            action="store_true",
            help=_("Remove the files that have belonged to nothing for a day."),
        )

    def handle(self, *, collect, **options):
        findings = examine_storage()
        for damage in findings.damages:
            self.stdout.write(f"{_format_fault(damage.fault)}  {damage.name}  ({_format_owner(damage.record)})")
        for name in [] if collect else findings.orphans:
            self.stdout.write(f"{_format_orphan(name)}  {name}")
        if collect:
            self._remove_orphans(findings)
        self.stdout.write(_format_summary(findings))
        if findings.damages:
            raise CommandError(_format_error(len(findings.damages)))

    def _remove_orphans(self, findings):
        try:
            for name in remove_orphans(findings):
                self.stdout.write(f"removed  {name}")
        except CollectionRefused as refusal:
            raise CommandError(" ".join(refusal.messages)) from None


# The first word of a line is the same in every language: a script may look for it.


def _format_fault(fault):
    return "missing" if fault == Fault.MISSING else "differs"


def _format_orphan(name):
    return "unfinished" if is_unfinished(name) else "orphaned"


def _format_owner(record):
    return f"{record._meta.verbose_name} {record.pk}"


def _format_summary(findings):
    files = ngettext("%(count)d file is known", "%(count)d files are known", findings.known)
    orphans = ngettext("%(count)d belongs to nothing", "%(count)d belong to nothing", len(findings.orphans))
    recent = ngettext("%(count)d is younger than a day", "%(count)d are younger than a day", findings.recent)
    return _("%(files)s; %(orphans)s; of the rest %(recent)s.") % {
        "files": files % {"count": findings.known},
        "orphans": orphans % {"count": len(findings.orphans)},
        "recent": recent % {"count": findings.recent},
    }


def _format_error(count):
    sentence = ngettext(
        "%(count)d file is missing or differs: restore it from the backup.",
        "%(count)d files are missing or differ: restore them from the backup.",
        count,
    )
    return sentence % {"count": count}

"""`manage.py load_boundaries FILE`: the real shapes of the communes. Dry unless `--apply` is given."""

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.files.full_disks import describe_full_disk, is_disk_full
from records.models import StaleRecordError
from zones import boundaries

MOST_SHOWN = 100


class Command(BaseCommand):
    help = _("Say what a GeoJSON file with the boundaries of the communes would change; with --apply, do it.")

    def add_arguments(self, parser):
        what = parser.add_mutually_exclusive_group(required=True)
        what.add_argument("file", nargs="?", help="a GeoJSON file: one feature a commune, with its NIS code")
        what.add_argument("--remove", action="store_true", help="take all boundaries away: the tiles come back")
        parser.add_argument("--property", metavar="NAME", help="the property with the NIS code, where it is not found")
        parser.add_argument(
            "--crs", choices=list(boundaries.SYSTEMS), help="the coordinate system, where the file does not show it"
        )
        parser.add_argument("--apply", action="store_true", help="write it; without this nothing is written")

    def handle(self, *args, **options):
        try:
            self._load_boundaries(**options)
        except boundaries.BoundariesRefused as refusal:
            raise CommandError(_describe_problems(refusal.problems)) from None
        except StaleRecordError as error:
            raise CommandError(_describe_conflict(error)) from None
        except DatabaseError as error:
            raise CommandError(describe_full_disk() if is_disk_full(error) else _describe_failure(error)) from None

    def _load_boundaries(self, *, file, remove, property, crs, apply, **options):
        plan = boundaries.plan_removal() if remove else boundaries.plan_loading(file, code_name=property, system=crs)
        for line in _describe_plan(plan):
            self.stdout.write(line)
        if not plan.changes_something:
            self.stdout.write(_("Nothing to change."))
        elif apply:
            boundaries.apply_plan(plan)
            self.stdout.write(_("Done."))
        else:
            self.stdout.write(_("Nothing was written. Run the command again with --apply to do this."))


def _describe_plan(plan):
    if plan.system:
        yield _("Coordinates: %(system)s (EPSG:%(code)s)") % {"system": plan.system.name, "code": plan.system.epsg}
        points = {"read": plan.positions_read, "kept": plan.positions_kept}
        yield _("Points: %(read)d read, %(kept)d kept") % points
    if plan.elsewhere:
        yield ngettext(
            "%(count)d feature of a commune outside the Region is left aside",
            "%(count)d features of communes outside the Region are left aside",
            plan.elsewhere,
        ) % {"count": plan.elsewhere}
    counts = plan.count_changes()
    yield _("Boundaries: %(add)d to add, %(change)d to change, %(remove)d to remove, %(same)d the same") % {
        kind: counts[kind] for kind in ("add", "change", "remove", "same")
    }


def _describe_problems(problems):
    head = ngettext(
        "%(count)d problem; nothing was written.", "%(count)d problems; nothing was written.", len(problems)
    ) % {"count": len(problems)}
    lines = [str(problem) for problem in problems[:MOST_SHOWN]]
    if len(problems) > MOST_SHOWN:
        lines.append(_("%(count)d more.") % {"count": len(problems) - MOST_SHOWN})
    return "\n".join([head, *lines])


def _describe_conflict(error):
    return _(
        "Somebody saved %(commune)s at the same time. Nothing was written. Run the command again."
    ) % {"commune": error.record}  # fmt: skip


def _describe_failure(error):
    return _("The database answered: %(reason)s. Nothing was written. Is it there, and migrated?") % {"reason": error}

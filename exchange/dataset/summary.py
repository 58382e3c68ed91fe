"""A plan and its outcome in words, line by line, for the person who runs the command."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from exchange.dataset import oddities
from exchange.dataset.planning import Reason
from exchange.dataset.schema import POSITION

MOST_NAMED = 20
"""How many texts of which one language changed are named; the others are counted."""


def describe_plan(plan, *, in_full=False):
    """What the plan adds, changes and leaves; `in_full` names each odd row and each row that is no longer there."""
    yield from _describe_counts(plan)
    yield from _make_section(_("To change"), _describe_changes(plan))
    alone = _("Changed in one language only: read whether French and Dutch still say the same")
    yield from _make_section(alone, _describe_changed_alone(plan, in_full))
    edited = _("Left as they are, since they were edited here (--overwrite takes the dataset)")
    yield from _make_section(edited, _describe_left(plan, Reason.EDITED))
    deleted = _("Not added again, since they were deleted here (--overwrite adds them)")
    yield from _make_section(deleted, _describe_left(plan, Reason.DELETED))
    yield from _make_section(
        _("Left out, since they refer to what was deleted here"), _describe_left(plan, Reason.DEPENDENT)
    )
    yield from _make_section(_("No longer in the dataset, left as they are"), _describe_gone(plan, in_full))
    yield from _make_section(_("Pointed out"), _describe_oddities(plan, in_full))


def describe_outcome(outcome):
    """What became of the loaded texts."""
    if outcome.published or outcome.validated:
        published = ngettext("%(count)d text published", "%(count)d texts published", outcome.published)
        validated = ngettext("%(count)d validated", "%(count)d validated", outcome.validated)
        yield f"{published % {'count': outcome.published}}, {validated % {'count': outcome.validated}}."
    lines = (f"{notice.table} {notice.key}: {' '.join(notice.missing)}" for notice in outcome.notices)
    yield from _make_section(_("Published, and no longer complete in both languages"), lines)


def _describe_counts(plan):
    titles = (_("table"), _("add"), _("change"), _("left"), _("same"))
    rows = [titles, *(_count_rows(table) for table in plan.tables)]
    widths = [max(len(str(row[place])) for row in rows) for place in range(len(titles))]
    for name, *numbers in rows:
        cells = (str(number).rjust(width) for number, width in zip(numbers, widths[1:], strict=True))
        yield "  ".join([name.ljust(widths[0]), *cells])


def _count_rows(table):
    left = {left.key for left in table.left if left.reason is not Reason.GONE}
    return table.table.name, len(table.additions), len(table.changes), len(left), table.same


def _make_section(title, lines):
    """The lines under their title; nothing at all where there are none."""
    for number, line in enumerate(lines):
        if number == 0:
            yield ""
            yield f"{title}:"
        yield f"  {line}"


def _describe_changes(plan):
    for table in plan.tables:
        for change in table.changes:
            yield _describe_row(table, change.key, change.columns)


def _describe_changed_alone(plan, in_full):
    found = [(table, row) for table in plan.tables for row in (*table.additions, *table.changes) if row.alone]
    named = found if in_full else found[:MOST_NAMED]
    for table, change in named:
        said = [_("%(changed)s, not %(other)s") % {"changed": one, "other": other} for one, other in change.alone]
        yield f"{table.table.name} {change.key}: {'; '.join(said)}"
    if rest := len(found) - len(named):
        yield ngettext("%(count)d other (-v 2 names it)", "%(count)d others (-v 2 names them)", rest) % {"count": rest}


def _describe_left(plan, reason):
    for table in plan.tables:
        for left in table.list_left(reason):
            yield _describe_row(table, left.key, left.columns)


def _describe_row(table, key, columns):
    names = ", ".join(_("order of the rows") if name == POSITION else name for name in columns)
    return f"{table.table.name} {key}: {names}" if names else f"{table.table.name} {key}"


def _describe_gone(plan, in_full):
    for table in plan.tables:
        gone = table.list_left(Reason.GONE)
        if gone:
            count = ngettext("%(count)d row", "%(count)d rows", len(gone)) % {"count": len(gone)}
            yield f"{table.table.name}: {count}"
        if in_full:
            yield from (f"  {left.key}" for left in gone)


def _describe_oddities(plan, in_full):
    for kind in oddities.OddityKind:
        found = [oddity for oddity in plan.oddities if oddity.kind is kind]
        if found:
            yield oddities.describe_oddities(kind, len(found))
        if in_full:
            yield from (f"  {oddity}" for oddity in found)

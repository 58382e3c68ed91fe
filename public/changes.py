"""What was written, and what the site makes anew because of it.

Every write of content leaves a mark in its own transaction (`Touched`); when that transaction is over, `settle` makes
the listings and the search entries of what was marked, and counts the generation up. Where the process dies between
the two, the mark stays: the thing is in no list until the next write, or `manage.py rebuild_site`, settles it.
"""

from contextlib import contextmanager

from django.db import connection, transaction

from initiatives.models import Initiative
from public import listing, search
from public.details import renew_pages
from public.marks import MARKS, carriers_of, marks_of_new
from public.models import Generation, Kind, Touched

BATCH = 500
PARTS = {"listings": listing, "search": search}
"""What the site is made of: `make` reads what is published, `put` writes what differs from what stands there."""


def mark(row, *, is_new=False):
    """Remember, in the transaction of the write, what hangs on this row; it is settled when the transaction is over."""
    marks = marks_of_new(row) if is_new else MARKS[type(row)](row)
    if marks is not None:
        _remember(marks)


def mark_before_deletion(row):
    """The same for a row that is about to go: afterwards nobody knows what hung on it."""
    mark(row)
    if isinstance(row, Initiative):
        _remember([(Kind.PARTNER, carriers_of([row.pk]))])
        listing.forget([row.pk])


def _remember(marks):
    Touched.objects.bulk_create(Touched(kind=kind, object_id=pk) for kind, keys in marks for pk in set(keys))
    _settle_afterwards()


def _settle_afterwards():
    if all(function is not settle for _savepoints, function, _robust in connection.run_on_commit):
        # A failure is logged and leaves its marks; what was written stands all the same.
        transaction.on_commit(settle, robust=True)


# --- Settling -------------------------------------------------------------------------------------


def settle():
    """Make anew what was marked, in one transaction of its own, and count the generation up as its last statement."""
    # Whoever comes second finds nothing left to do.
    with in_turn() as generation:
        marks = list(Touched.objects.values_list("pk", "kind", "object_id"))
        generation.number += 1
        if any(kind == Touched.REFERENCE for _mark, kind, _pk in marks):
            generation.reference = generation.number
        for kind, keys in _with_carriers(marks).items():
            _make_anew(kind, sorted(keys), generation.number)
        _forget([mark for mark, _kind, _pk in marks])
        generation.save(update_fields=["number", "reference"])


@contextmanager
def in_turn():
    """A transaction beside which nobody else makes anything anew: others wait. Gives the row of the generation."""
    with transaction.atomic():
        generation, _created = Generation.objects.select_for_update().get_or_create(pk=1)
        yield generation


def _with_carriers(marks):
    """Kind → keys; with an initiative, those who carry it, as its listing says and as it is now."""
    marked = {kind: {pk for _mark, of_kind, pk in marks if of_kind == kind} for kind in Kind}
    initiatives = list(marked[Kind.INITIATIVE])
    for start in range(0, len(initiatives), BATCH):
        marked[Kind.PARTNER] |= carriers_of(initiatives[start : start + BATCH])
    return marked


def _make_anew(kind, keys, number):
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        for part in PARTS.values():
            part.put(kind, batch, part.make(kind, batch))
        renew_pages(kind, batch, number)


def _forget(marks):
    for start in range(0, len(marks), BATCH):
        Touched.objects.filter(pk__in=marks[start : start + BATCH]).delete()

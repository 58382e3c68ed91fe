"""What was written, and what the site makes anew because of it.

Every write of content leaves rows of `PendingRefresh` in its own transaction; when that is over, `refresh_pending`
makes the listings and the search entries of what depends on it anew, and counts the revision up. Where the process dies
between the two, the rows stay: the thing is in no list until the next write, or `manage.py rebuild_site`, refreshes it.
"""

from contextlib import contextmanager

from django.db import connection, transaction

from initiatives.models import Initiative
from public import listing, search
from public.details import renew_pages
from public.invalidation import DEPENDENTS, dependents_of_new, find_carriers
from public.models import Kind, PendingRefresh, SiteRevision

BATCH = 500
PARTS = {"listings": listing, "search": search}
"""What the site is made of: `make` reads what is published, `put` writes what differs from what stands there."""


def invalidate(row, *, is_new=False):
    """Note, in the transaction of the write, what depends on this row; it is refreshed when the transaction is over."""
    dependents = dependents_of_new(row) if is_new else DEPENDENTS[type(row)](row)
    if dependents is not None:
        _note(dependents)


def invalidate_before_deletion(row):
    """The same for a row that is about to go: afterwards nobody knows what depended on it."""
    invalidate(row)
    if isinstance(row, Initiative):
        _note([(Kind.PARTNER, find_carriers([row.pk]))])
        listing.forget([row.pk])


def _note(dependents):
    PendingRefresh.objects.bulk_create(
        PendingRefresh(kind=kind, object_id=pk) for kind, keys in dependents for pk in set(keys)
    )
    _refresh_after_commit()


def _refresh_after_commit():
    if all(function is not refresh_pending for _savepoints, function, _robust in connection.run_on_commit):
        # A failure is logged and leaves its rows; what was written stands all the same.
        transaction.on_commit(refresh_pending, robust=True)


# --- Refreshing -----------------------------------------------------------------------------------


def refresh_pending():
    """Make anew what waits, in one transaction of its own, and count the revision up as its last statement."""
    # Whoever comes second finds nothing left to do.
    with lock_revision() as revision:
        pending = list(PendingRefresh.objects.values_list("pk", "kind", "object_id"))
        revision.number += 1
        if any(kind == PendingRefresh.REFERENCE for _row, kind, _pk in pending):
            revision.reference = revision.number
        for kind, keys in _with_carriers(pending).items():
            _make_anew(kind, sorted(keys), revision.number)
        _forget([row for row, _kind, _pk in pending])
        revision.save(update_fields=["number", "reference"])


@contextmanager
def lock_revision():
    """A transaction beside which nobody else makes anything anew: others wait. Gives the row of the revision."""
    with transaction.atomic():
        revision, _created = SiteRevision.objects.select_for_update().get_or_create(pk=1)
        yield revision


def _with_carriers(pending):
    """Kind → keys; with an initiative, those who carry it, as its listing says and as it is now."""
    found = {kind: {pk for _row, of_kind, pk in pending if of_kind == kind} for kind in Kind}
    initiatives = list(found[Kind.INITIATIVE])
    for start in range(0, len(initiatives), BATCH):
        found[Kind.PARTNER] |= find_carriers(initiatives[start : start + BATCH])
    return found


def _make_anew(kind, keys, number):
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        for part in PARTS.values():
            part.put(kind, batch, part.make(kind, batch))
        renew_pages(kind, batch, number)


def _forget(rows):
    for start in range(0, len(rows), BATCH):
        PendingRefresh.objects.filter(pk__in=rows[start : start + BATCH]).delete()

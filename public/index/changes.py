"""What was written, and what the site makes anew because of it.

Every write of content leaves rows of `PendingRefresh` in its own transaction; when that is over, `refresh_pending`
makes the listings and the search entries of what depends on it anew, and counts the revision up. Where the process dies
between the two, the rows stay: the thing is in no list until a later request (`refresh_overdue`) or the next write
refreshes it.
"""

import logging
from contextlib import contextmanager
from datetime import timedelta

from django.core.cache import caches
from django.db import connection, transaction
from django.utils import timezone

from initiatives.models import Initiative
from public import search
from public.index import listing
from public.index.invalidation import DEPENDENTS, dependents_of_new, find_carriers
from public.models import Kind, PageRevision, PendingRefresh, SiteRevision

BATCH = 500
OVERDUE = timedelta(seconds=10)
"""What waits for longer was left behind by a process that died."""
TRIES_EVERY = 20
"""Seconds between two requests of one process that look after what is overdue."""
PARTS = {"listings": listing, "search": search}
"""What the site is made of: `make` tells of what is published, `put` writes what differs from what stands there."""

logger = logging.getLogger(__name__)


def invalidate(row, *, is_new=False):
    """Note, in the transaction of the write, what depends on this row; it is refreshed when the transaction is over."""
    invalidate_rows([row], are_new=is_new)


def invalidate_rows(rows, *, are_new=False):
    """The same for rows that are written together."""
    found = [dependents_of_new(row) if are_new else DEPENDENTS[type(row)](row) for row in rows]
    if any(dependents is not None for dependents in found):
        _note([one for dependents in found for one in dependents or ()])


def invalidate_before_deletion(row):
    """The same for a row that is about to go: afterwards nobody knows what depended on it."""
    invalidate(row)
    if isinstance(row, Initiative):
        _note([(Kind.PARTNER, find_carriers([row.pk]))])
        listing.forget([row.pk])


def _note(dependents):
    noted = dict.fromkeys((kind, pk) for kind, keys in dependents for pk in keys)
    PendingRefresh.objects.bulk_create(
        (PendingRefresh(kind=kind, object_id=pk) for kind, pk in noted), batch_size=BATCH
    )
    _refresh_after_commit()


def _refresh_after_commit():
    if all(function is not refresh_pending for _savepoints, function, _robust in connection.run_on_commit):
        # A failure is logged and leaves its rows; what was written stands all the same.
        transaction.on_commit(refresh_pending, robust=True)


# --- Refreshing -----------------------------------------------------------------------------------


def refresh_pending():
    """Make anew what waits, so many rows at a time: each time in a transaction that ends with another revision."""
    while _refresh_batch():
        pass


def refresh_overdue():
    """Take up what waits for too long, so much of it as a reader can wait for; whether this was tried."""
    oldest = find_oldest_pending()
    is_overdue = oldest is not None and oldest < timezone.now() - OVERDUE
    if not is_overdue or not caches["details"].add("refresh_overdue", True, TRIES_EVERY):
        return False
    try:
        _refresh_batch()
    except Exception:
        # The page is written all the same, from what is known to be published.
        logger.exception("What waits to be refreshed could not be.")
    return True


def find_oldest_pending():
    """Since when something waits to be refreshed; None where nothing does."""
    return PendingRefresh.objects.order_by("pk").values_list("since", flat=True).first()


def _refresh_batch():
    """Whether more may be left: whoever comes second finds nothing to do."""
    with lock_revision() as revision:
        pending = list(PendingRefresh.objects.order_by("pk").values_list("pk", "kind", "object_id")[:BATCH])
        revision.number += 1
        if any(kind == PendingRefresh.REFERENCE for _row, kind, _pk in pending):
            revision.reference = revision.number
        anew = _add_carriers(pending)
        for kind, keys in anew.items():
            _make_anew(kind, sorted(keys))
        _renew_pages(anew, revision.number)
        PendingRefresh.objects.filter(pk__in=[row for row, _kind, _pk in pending]).delete()
        revision.save(update_fields=["number", "reference"])
    return len(pending) == BATCH


@contextmanager
def lock_revision():
    """A transaction beside which nobody else makes anything anew: others wait. Gives the row of the revision."""
    with transaction.atomic():
        revision, _created = SiteRevision.objects.select_for_update().get_or_create(pk=1)
        yield revision


def _add_carriers(pending):
    """Kind → keys; with an initiative, those who carry it, as its listing says and as it is now."""
    found = {kind: {pk for _row, of_kind, pk in pending if of_kind == kind} for kind in Kind}
    initiatives = list(found[Kind.INITIATIVE])
    for start in range(0, len(initiatives), BATCH):
        found[Kind.PARTNER] |= find_carriers(initiatives[start : start + BATCH])
    return found


def _make_anew(kind, keys):
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        rows = read_public(kind, batch)
        for part in PARTS.values():
            part.put(kind, batch, part.make(kind, rows))


def read_public(kind, keys):
    """Those of the things that are public, with all that lists and search tell of them: what each part is made from."""
    return list(search.select_public(kind).filter(pk__in=keys).order_by("pk"))


def _renew_pages(anew, number):
    """Let what was cached of these things hold no more: something of them was published or withdrawn."""
    PageRevision.objects.bulk_create(
        (PageRevision(kind=kind, object_id=key, number=number) for kind in PageRevision.KINDS for key in anew[kind]),
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["kind", "object_id"],
        update_fields=["number"],
    )

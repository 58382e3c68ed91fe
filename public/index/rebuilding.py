"""Everything made anew that the site shows, whatever waits: after an upgrade, or after rows were written past us.

In batches, each of which is a transaction of its own: readers see the site all along, who writes waits for one batch
at the most, and what was done stands when it is broken off. What stands there already is not written again.
"""

import time
from contextlib import suppress

from django.db import DatabaseError, connection
from django.db.models import Exists, OuterRef

from initiatives.models import Initiative, PublishedUpdate, Recommendation, Update, Volet
from lisa.models import Antenna
from public.index.changes import PARTS, lock_revision, read_public, refresh_pending
from public.index.revision import read_revision
from public.models import Facet, InitiativeFacet, InitiativeIndex, Kind, PendingRefresh, SearchEntry
from public.search import vocabulary
from reporting.models import Edition
from zones.models import Commune, Partner, PoliceZone

THINGS = {
    Kind.INITIATIVE: Initiative.objects.published,
    Kind.ANTENNA: Antenna.objects.all,
    Kind.VOLET: Volet.objects.all,
    Kind.RECOMMENDATION: Recommendation.objects.all,
    Kind.ZONE: PoliceZone.objects.all,
    Kind.COMMUNE: Commune.objects.all,
    Kind.PARTNER: Partner.objects.all,
    Kind.EDITION: Edition.objects.all,
}
BATCH = 100
PIECE = 10
ATTEMPTS = 3
PAUSE = 0.15
"""Seconds in which whoever waits for SQLite, and asks it ten times a second, has his turn."""


def rebuild(progress=None, parts=tuple(PARTS)):
    """Make these parts of the site anew, and count the revision up once at the end.

    `progress` is called after each batch with its kind, how many things of it were gone through, and how many there
    are. Returns how many things each part now holds.
    """
    if read_revision().is_pending:
        # What waits would make each batch do its work twice.
        refresh_pending()
    if "search" in parts:
        # Before the counts are corrected by differences, which only right ones stand.
        with lock_revision():
            vocabulary.recount()
    made = dict.fromkeys(parts, 0)
    for kind in Kind:
        done, number = 0, _count(kind)
        for keys in _walk_batches(kind):
            for some in _split(kind, keys):
                for part, things in _make_anew(kind, some, parts).items():
                    made[part] += len(things)
            done += len(keys)
            if progress:
                progress(kind, done, max(done, number))
    PendingRefresh.objects.create(kind=PendingRefresh.REFERENCE, object_id=0)
    refresh_pending()
    return made


# --- Batches --------------------------------------------------------------------------------------


def _list_sources(kind):
    """(rows, name of the key): what there is to show, and where something may stand that has to go."""
    yield THINGS[kind](), "pk"
    if kind == Kind.INITIATIVE:
        yield InitiativeIndex.objects.all(), "pk"
    yield SearchEntry.objects.filter(kind=kind), "object_id"


def _count(kind):
    first, *others = (rows.order_by().values_list(name) for rows, name in _list_sources(kind))
    return first.union(*others).count()


def _walk_batches(kind):
    """The keys of a kind, the lowest first: memory does not grow with their number."""
    last = 0
    while keys := _find_following(kind, last):
        yield keys
        last = keys[-1]


def _find_following(kind, last):
    found = set()
    for rows, name in _list_sources(kind):
        keys = rows.filter(**{f"{name}__gt": last}).order_by(name).values_list(name, flat=True).distinct()
        found.update(keys[:BATCH])
    return sorted(found)[:BATCH]


def _split(kind, keys):
    """The batch as it is, or in pieces where it is read while others wait."""
    size = len(keys) if _are_watched(kind, keys) else PIECE
    return [keys[start : start + size] for start in range(0, len(keys), size)]


def _make_anew(kind, keys, parts):
    """Once more where somebody came between: a row that was deleted as its listing was written, a lock of two."""
    for _attempt in range(ATTEMPTS - 1):
        with suppress(DatabaseError):
            return _replace(kind, keys, parts)
    return _replace(kind, keys, parts)


def _replace(kind, keys, parts):
    """Part → what was made: read while nobody has to wait, and once more where it may have changed until then."""
    before = read_revision()
    made = _make(kind, keys, parts) if _are_watched(kind, keys) else None
    with lock_revision() as row:
        stands = before == (row.number, row.reference, False) and not PendingRefresh.objects.exists()
        is_current = made is not None and stands
        if not is_current:
            _hold(kind, keys)
            made = _make(kind, keys, parts)
        for part, things in made.items():
            PARTS[part].put(kind, keys, things)
    if not is_current:
        _give_way()
    return made


def _make(kind, keys, parts):
    rows = read_public(kind, keys)
    return {part: PARTS[part].make(kind, rows) for part in parts}


# --- Published past the program -------------------------------------------------------------------


def _are_watched(kind, keys):
    """Whether each published text stands in a list, so that its withdrawal is noted (see `invalidation`)."""
    if kind != Kind.INITIATIVE:
        return True
    listed = InitiativeFacet.objects.filter(
        listing=OuterRef("initiative"), facet=Facet.PERIOD, value=OuterRef("period__key")
    )
    return not PublishedUpdate.objects.shown().filter(~Exists(listed), initiative__in=keys).exists()


def _hold(kind, keys):
    """Let nobody withdraw or merge one of these before it stands in a list: it would not be noted, and stay."""
    if kind == Kind.INITIATIVE:
        for rows in (Initiative.objects.filter(pk__in=keys), Update.objects.filter(initiative__in=keys)):
            list(rows.order_by("pk").values_list("pk").select_for_update(no_key=True))


def _give_way():
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        time.sleep(PAUSE)

"""Fills an empty, migrated database with initiatives, their updates and figures, published, and makes the site of it.

    DATABASE_URL=… python -m tests.bench.generate 100000

The founding data come first: zones, communes, partners, volets, indicators. What is added is drawn from their words;
the same number gives the same content. Rows are written in bulk: without history, and without the log of a review.
"""

import argparse
import io
import os
import resource
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache

import django
from django.db import connection

BATCH = 500


def generate(count: int, written: int) -> None:
    from django.core.management import call_command

    from initiatives.models import Initiative
    from tests.bench import rows

    if Initiative.objects.exists():
        sys.exit("This database holds content already; the generator takes an empty one.")
    with timed("founding data") as done:
        call_command("load_data", rows.DATASET, apply=True, verbosity=0, stdout=io.StringIO())
        done(Initiative.objects.count(), "initiatives")
    with timed("rows") as done:
        source, added, wanted = rows.source(), 0, min(count, written)
        for first in range(Initiative.objects.count(), wanted, BATCH):
            added += rows.add_initiatives(source, first, min(BATCH, wanted - first))
        done(added, "rows")
    make_site(times=max(1, count // written))


def make_site(times: int) -> None:
    """What `manage.py rebuild_site` does, part by part; then all that many times."""
    from django.db.models import F

    from public.index.rebuilding import rebuild
    from public.models import PendingRefresh, SiteRevision
    from tests.bench.multiplying import multiply

    render_once()
    with timed("listings") as done:
        done(rebuild(parts=["listings"])["listings"], "listings")
    with timed("search") as done:
        done(rebuild(parts=["search"])["search"], "entries")
    with timed("copies") as done:
        done(multiply(times), "initiatives")
    PendingRefresh.objects.all().delete()
    SiteRevision.objects.get_or_create(pk=1)
    SiteRevision.objects.update(number=F("number") + 1, reference=F("number") + 1)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def render_once() -> None:
    """Keep how the texts of the pool begin."""
    from public.index import listing
    from tests.bench.rows import TEXTS

    listing.cut_beginning = lru_cache(TEXTS * 2)(listing.cut_beginning)


@contextmanager
def timed(part: str) -> Iterator:
    """Says how much processor time the part took, that of the database's own process apart."""

    def done(number, what):
        spent = max(time.process_time() - start, 0.001)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
        print(f"{part:15} {number:>9} {what} in {spent:.1f} s: {number / spent:.0f} a second; {memory} MB", flush=True)

    start = time.process_time()
    yield done


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.generate", description=__doc__.splitlines()[0])
    parser.add_argument("initiatives", type=int, help="how many there are in the end")
    parser.add_argument("--written", type=int, default=5_000, help="how many are written; the others are copies")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cipol.settings")
    django.setup()
    generate(options.initiatives, options.written)


if __name__ == "__main__":
    main()

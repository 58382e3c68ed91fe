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


def generate(count: int, written: int, told: int) -> None:
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
    make_site(told, times=max(1, count // written))


def make_site(told: int, times: int) -> None:
    """What `manage.py rebuild_site` does, part by part; then all that many times, and copies of the stories."""
    from django.db.models import F

    from public.models import Generation, Story, Touched
    from public.rebuilding import rebuild
    from tests.bench.multiplying import multiply

    render_once()
    with timed("listings") as done:
        done(rebuild(parts=["listings"])["listings"], "listings")
    with timed("stories") as done:
        done(tell(told), "stories")
    with timed("search") as done:
        done(rebuild(parts=["search"])["search"], "entries")
    with timed("copies") as done:
        done(multiply(times), "initiatives")
    with timed("copied stories") as done:
        copy_stories()
        done(Story.objects.count(), "stories")
    Touched.objects.all().delete()
    Generation.objects.get_or_create(pk=1)
    Generation.objects.update(number=F("number") + 1)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")


def render_once() -> None:
    """Keep what the texts of the pool look like, in three languages under each period's anchor, and how they begin."""
    from public import listing, texts
    from tests.bench.rows import TEXTS

    texts._told = lru_cache(TEXTS * 15)(texts._told.__wrapped__)
    listing.beginning = lru_cache(TEXTS * 2)(listing.beginning)


def tell(count: int) -> int:
    """Tells the stories of so many initiatives and of the antennas. Not those of the partners: of 100 000 initiatives
    each would tell of thousands, and no page that is measured shows them."""
    from initiatives.models import Initiative
    from lisa.models import Antenna
    from public import stories
    from public.models import Kind, Story

    for kind, things in ((Kind.INITIATIVE, Initiative.objects.order_by("pk")[:count]), (Kind.ANTENNA, Antenna.objects)):
        keys = list(things.values_list("pk", flat=True))
        for start in range(0, len(keys), BATCH):
            batch = keys[start : start + BATCH]
            stories.put(kind, batch, stories.make(kind, batch))
    return Story.objects.count()


def copy_stories() -> None:
    """Gives each further initiative a copy of a story that was told: a page reads as much, at once."""
    from public.models import Kind

    with connection.cursor() as cursor:
        cursor.execute(
            "WITH told AS (SELECT object_id, row_number() OVER (ORDER BY object_id) - 1 AS place FROM public_story "
            "WHERE kind = %s AND language = 'fr'), "
            "untold AS (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM initiatives_initiative "
            "WHERE id NOT IN (SELECT object_id FROM told)) "
            "INSERT INTO public_story (kind, object_id, language, markup) "
            "SELECT story.kind, untold.id, story.language, story.markup FROM untold "
            "JOIN told ON told.place = untold.place %% (SELECT count(*) FROM told) "
            "JOIN public_story story ON story.kind = %s AND story.object_id = told.object_id",
            [Kind.INITIATIVE, Kind.INITIATIVE],
        )


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
    parser.add_argument("--told", type=int, default=500, help="of how many the story is told; others get a copy")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cipol.settings")
    django.setup()
    generate(options.initiatives, options.written, options.told)


if __name__ == "__main__":
    main()

"""Measures what publishing one text costs, and the first reader after it.

    DATABASE_URL=… python -m tests.bench.publication

A text is withdrawn, validated again, and published: measured is the processor time of the publication with what it
makes anew of the site, PostgreSQL's own with it, and what the first page behind it costs, in multiples of hello. The
content stays as it was; history and log grow.
"""

import argparse
import os
import statistics
import time
from collections import Counter
from itertools import cycle, islice

import django
from django.db import connection

from tests.bench.measure import HELLOS, collected_static_files, find_postmaster, measure_block
from tests.bench.processes import time_of_family
from tests.bench.server import running

PUBLICATIONS, LIMIT = 40, 50
READERS, FIRST_READER_LIMIT = 12, 60


def publish_again(postmaster, key):
    """(the update, milliseconds of processor time, of these the database's, statements) of one publication."""
    from accounts.models import User
    from initiatives.models import ReviewState, Update
    from initiatives.services import advance_update

    by = User.objects.get_or_create(email="bench@example.org", defaults={"is_superuser": True})[0]
    advance_update(Update.objects.get(pk=key), "withdraw", by=by, remark="bench")
    Update.objects.filter(pk=key).update(review_state=ReviewState.VALIDATED)
    update = Update.objects.get(pk=key)
    statements = []

    def count(execute, sql, *query):
        statements.append(sql)
        return execute(sql, *query)

    of_database, own = time_of_family(postmaster) if postmaster else 0, time.process_time()
    with connection.execute_wrapper(count):
        advance_update(update, "publish", by=by, languages_confirmed=True)
    own = time.process_time() - own
    of_database = time_of_family(postmaster) - of_database if postmaster else 0
    return update, 1000 * (own + of_database), 1000 * of_database, statements


def spread_texts(number):
    """Keys of published texts in both languages, from the first to the last."""
    from initiatives.models import PublishedUpdate

    told = dict.fromkeys(("body_fr__gt", "body_nl__gt", "initiative__title_fr__gt", "initiative__title_nl__gt"), "")
    keys = list(PublishedUpdate.objects.filter(**told).order_by("pk").values_list("pk", flat=True))
    return [keys[len(keys) * (2 * place + 1) // (2 * number)] for place in range(number)]


def measure_publications(postmaster, number):
    """What each of so many publications cost, as `publish_again` says it; the first ones warm the process."""
    keys = spread_texts(number + 5)
    return [publish_again(postmaster, key) for key in keys][5:]


def measure_first_readers(server, postmaster, number):
    """Page → the cost of the reader who comes first after a publication, in multiples of hello, so many times."""
    pages = {
        "home": lambda update: "/fr/",
        "list": lambda update: "/fr/initiatives/",
        "list, one choice": lambda update: f"/fr/initiatives/?period={update.period.key}",
        "the initiative": lambda update: f"/fr/initiatives/{update.initiative.key}/",
        "its partner": lambda update: f"/fr/partners/{update.partner.key}/",
    }
    found = {name: [] for name in pages}
    for key, name in zip(spread_texts(number * len(pages)), cycle(pages)):
        update = publish_again(postmaster, key)[0]
        server.reconnect()
        hello = measure_block(server, postmaster, islice(cycle([("/hello/", {})]), HELLOS))
        found[name].append(measure_block(server, postmaster, [(pages[name](update), {})]) / hello)
    return found


def write_quartiles(values):
    low, median, high = statistics.quantiles(values, n=4)
    return f"**{median:.1f}** | {low:.1f}–{high:.1f} | {max(values):.1f}"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.publication", description=__doc__.splitlines()[0])
    parser.add_argument("--publications", type=int, default=PUBLICATIONS)
    parser.add_argument("--readers", type=int, default=READERS, help="first readers of each page")
    parser.add_argument("--statements", action="store_true", help="list those of one publication")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cipol.settings")
    django.setup()
    postmaster = find_postmaster()
    found = measure_publications(postmaster, options.publications)
    print("| | limit | median | quartiles | most |")
    print("|---|---|---|---|---|")
    print(f"| publication, ms | {LIMIT} | {write_quartiles([one[1] for one in found])} |")
    print(f"| of these the database's | | {write_quartiles([one[2] for one in found])} |")
    print(f"| statements | | {write_quartiles([len(one[3]) for one in found])} |")
    if options.statements:
        for statement, times in Counter(found[-1][3]).items():
            print(times, statement)
    if options.readers:
        with collected_static_files() as static_root, running(os.environ["DATABASE_URL"], static_root) as server:
            for name, ratios in measure_first_readers(server, postmaster, options.readers).items():
                print(f"| first reader: {name}, × hello | {FIRST_READER_LIMIT} | {write_quartiles(ratios)} |")


if __name__ == "__main__":
    main()

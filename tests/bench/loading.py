"""Measures what `load_data --apply` costs: processor time, queries a row, memory.

    DATABASE_URL=… python -m tests.bench.loading 10000

Takes an empty, migrated database, loads the founding data, then so many rows beside them: a third of them initiatives,
two thirds their updates, with texts of the length and the words of the founding ones. Measured are the plan and the
writing of the latter, with what the site makes anew of them, and PostgreSQL's own processor time.
"""

import argparse
import csv
import io
import os
import random
import resource
import sys
import tempfile
import time
from contextlib import contextmanager
from itertools import cycle
from pathlib import Path

import django
from django.core.management import call_command
from django.db import connection

from tests.bench.measure import find_postmaster
from tests.bench.processes import time_of_family
from tests.bench.vocabulary import line, text, vocabulary

PERIODS = ("2021-2022", "2022-2023", "2023-2024")
UPDATES_OF_ONE = (2, 2, 2, 2, 2, 3)
"""Of six initiatives, in the last periods: 3 158 of 10 000 rows are then initiatives."""


def write_dataset(directory: Path, count: int, founding: Path, *, figures: bool = False) -> int:
    """Writes files with so many rows, of which figures are some only on demand. Returns how many there are."""
    from exchange.dataset.schema import TABLES

    tables = {"initiatives": [], "updates": [], "figures": []}
    for initiative, updates in zip(_draw_initiatives(founding), cycle(UPDATES_OF_ONE), strict=False):
        tables["initiatives"].append(initiative)
        for period in PERIODS[-updates:]:
            row = {"initiative": initiative["key"], "period": period}
            body = {name.replace("title", "body"): initiative[name] for name in ("title_fr", "title_nl")}
            tables["updates"].append(row | {"status": "continued", "highlight": "yes"} | body | initiative["body"])
            if figures:
                value = {"indicator": "participants", "year": period[:4], "value": "120", "qualifier": "exact"}
                tables["figures"].append(row | value)
        if sum(map(len, tables.values())) >= count:
            break
    for name, rows in tables.items():
        if rows:
            with (directory / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, TABLES[name].names, restval="", extrasaction="ignore")
                writer.writeheader()
                writer.writerows(rows)
    return sum(map(len, tables.values()))


def _draw_initiatives(founding):
    chance = random.Random(2020)  # noqa: S311 - the same content each time
    fr, nl = (vocabulary(founding, language, chance) for language in ("fr", "nl"))
    with (founding / "initiatives.csv").open(encoding="utf-8", newline="") as file:
        known = list(csv.DictReader(file))
    for number, source in enumerate(cycle(known)):
        yield source | {
            "key": f"bench-{number}",
            "title_fr": line(fr, chance, 6),
            "title_nl": line(nl, chance, 6),
            "body": {"body_fr": text(fr, chance), "body_nl": text(nl, chance)},
        }


@contextmanager
def measured(part: str, rows: int, postmaster: int | None):
    """Prints what the part cost: of this process, of the database, queries a row, the most memory until now."""
    queries = 0

    def count(execute, *query):
        nonlocal queries
        queries += 1
        return execute(*query)

    own, of_database = time.process_time(), time_of_family(postmaster) if postmaster else 0
    with connection.execute_wrapper(count):
        yield
    own = time.process_time() - own
    of_database = time_of_family(postmaster) - of_database if postmaster else 0
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(
        f"{part:10} {own + of_database:6.1f} s ({of_database:.1f} of the database): {rows / (own + of_database):.0f} "
        f"rows a second; {queries / rows:.2f} queries a row; {memory} MB",
        flush=True,
    )


def measure(count: int, *, figures: bool) -> None:
    from exchange import dataset
    from initiatives.models import Initiative
    from tests.bench.rows import DATASET

    if Initiative.objects.exists():
        sys.exit("This database holds content already; the measurement takes an empty one.")
    call_command("load_data", DATASET, apply=True, verbosity=0, stdout=io.StringIO())
    postmaster = find_postmaster()
    with tempfile.TemporaryDirectory(prefix="cipol-loading-") as folder:
        rows = write_dataset(Path(folder), count, DATASET, figures=figures)
        with measured("all", rows, postmaster):
            with measured("plan", rows, postmaster):
                plan = dataset.plan(folder)
            with measured("apply", rows, postmaster):
                dataset.apply(plan)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.loading", description=__doc__.splitlines()[0])
    parser.add_argument("rows", type=int)
    parser.add_argument("--figures", action="store_true", help="a figure under each update: they are rows too")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cipol.settings")
    django.setup()
    measure(options.rows, figures=options.figures)


if __name__ == "__main__":
    main()

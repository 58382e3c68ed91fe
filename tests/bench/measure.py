"""Measures what the pages of the site cost on one filled database, in processor time, beside a page that says hello.

    DATABASE_URL=… python -m tests.bench.measure

The cost of a page is the processor time of the web processes and of PostgreSQL; blocks of requests to it and to hello
take turns, each block is compared with the one before it, and the median of these ratios counts: so it matters little
what else the machine does. Load is one request at a time.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from itertools import cycle, islice

import django
from django.db import connection

from tests.bench.processes import parent_of, time_of_family
from tests.bench.server import Server, production, running

ROUNDS, BLOCK, HELLOS = 15, 12, 40
MOST_QUERIES = 5
WARMING = 12
MOST_COUNTED = 24


@dataclass(frozen=True)
class Measured:
    page: str
    limit: float
    ratio: float  # median
    low: float  # the quartiles
    high: float
    milliseconds: float
    hello: float  # milliseconds
    queries: int  # the most of any address, in a process that remembers nothing

    @property
    def is_met(self) -> bool:
        return self.ratio <= self.limit and self.queries <= MOST_QUERIES


def measure(database: str, static_root: str, rounds: int, only: str = "") -> list[Measured]:
    from tests.bench.pages import pages

    wanted, postmaster = [page for page in pages() if only in page.name], find_postmaster()
    connection.close()
    with running(database, static_root, WEB_CONCURRENCY="1", BENCH_COUNT_QUERIES="1") as server:
        queries = {page.name: max(map(_queries(server), page.addresses[:MOST_COUNTED])) for page in wanted}
    found = []
    for is_kept, environment in ((True, {}), (False, {"PAGE_CACHE_ENTRIES": "0"})):
        if asked := [page for page in wanted if page.is_kept == is_kept]:
            with running(database, static_root, **environment) as server:
                found += _costs(server, postmaster, asked, rounds)
    return [
        Measured(page.name, page.limit, *_ratios(costs), queries=1 if page.is_kept else queries[page.name])
        for page, costs in found
    ]


def _queries(server):
    """Of an address: the second time, when what the page tells was read once."""

    def count(address):
        server.get(address)
        return int(_found(server.get(address), address).headers["X-Queries"])

    return count


def _found(answer, address):
    if answer.status not in (200, 304):
        raise RuntimeError(f"{address} answers {answer.status}.")
    return answer


def find_postmaster() -> int | None:
    """The process of PostgreSQL, which runs on this machine; None with SQLite."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return parent_of(cursor.fetchone()[0])


# --- Costs ----------------------------------------------------------------------------------------


def _costs(server, postmaster, pages, rounds):
    """[(page, [(seconds a request, seconds a hello)])]"""
    asked = {page.name: _requests(server, page) for page in pages}
    for page in pages:
        if not page.is_new:
            _warm(server, page)
    spent = {page.name: [] for page in pages}
    for _ in range(rounds):
        # Now one of the server processes is asked, now the other.
        server.reconnect()
        for page in pages:
            hello = measure_block(server, postmaster, islice(cycle([("/hello/", {})]), HELLOS))
            spent[page.name].append((measure_block(server, postmaster, islice(asked[page.name], BLOCK)), hello))
    return [(page, spent[page.name]) for page in pages]


def _warm(server, page):
    """Every address a few times, over connections of their own: each server process has then met it."""
    for _ in range(WARMING if page.is_kept else 2):
        server.reconnect()
        for address in page.addresses:
            _found(server.get(address), address)


def _requests(server, page):
    headers = {address: {} for address in page.addresses}
    if page.is_unchanged:
        headers = {address: {"If-None-Match": server.get(address).headers["ETag"]} for address in page.addresses}
    return cycle(headers.items())


def measure_block(server: Server, postmaster, requests) -> float:
    """Seconds of processor time a request."""
    before, number = _spent(server, postmaster), 0
    for address, headers in requests:
        _found(server.get(address, **headers), address)
        number += 1
    return (_spent(server, postmaster) - before) / number


def _spent(server, postmaster):
    return time_of_family(server.pid) + (time_of_family(postmaster) if postmaster else 0)


def _ratios(costs):
    ratios = [page / hello for page, hello in costs]
    low, median, high = statistics.quantiles(ratios, n=4)
    pages, hellos = zip(*costs, strict=True)
    return median, low, high, 1000 * statistics.median(pages), 1000 * statistics.median(hellos)


# --- Telling --------------------------------------------------------------------------------------


def table(found: list[Measured]) -> Iterator[str]:
    yield "| page | limit | measured | quartiles | ms | queries | met |"
    yield "|---|---|---|---|---|---|---|"
    for one in found:
        yield (
            f"| {one.page} | {one.limit:g} | **{one.ratio:.2f}** | {one.low:.2f}–{one.high:.2f} | "
            f"{one.milliseconds:.2f} | {one.queries} | {'yes' if one.is_met else 'NO'} |"
        )
    yield ""
    yield f"hello: {statistics.median(one.hello for one in found):.2f} ms"


@contextmanager
def collected_static_files() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="cipol-static-") as folder:
        command = [sys.executable, "manage.py", "collectstatic", "--noinput", "--verbosity", "0"]
        subprocess.run(command, env=production("sqlite:///:memory:", folder), check=True)
        yield folder


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.measure", description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", default="", help="the pages in whose name this stands")
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cipol.settings")
    django.setup()
    with collected_static_files() as static_root:
        found = measure(os.environ["DATABASE_URL"], static_root, options.rounds, options.only)
    for line in [json.dumps([asdict(one) for one in found])] if options.json else table(found):
        print(line)


if __name__ == "__main__":
    main()

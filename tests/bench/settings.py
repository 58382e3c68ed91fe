"""The settings of production, with one address more: a page that only says hello, to compare with."""

from cipol import environment
from cipol.settings import *  # noqa: F403

ROOT_URLCONF = "tests.bench.urls"
if environment.read_flag("BENCH_COUNT_QUERIES", default=False):
    MIDDLEWARE = ["tests.bench.counting.count_queries", *MIDDLEWARE]  # noqa: F405

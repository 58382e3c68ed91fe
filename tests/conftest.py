"""The laws of the tests: nothing from outside, no file left behind, no undefined variable in a template."""

import gc
import socket
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.core.cache import caches
from django.utils import translation

from cipol.catalogues import compile_catalogues
from public.index.caching import clear_pages
from tests.templates import fail_on_missing_lengths, fail_on_undefined_variables, keep_contexts_of_pages_only

# An example is no measurement: how long one takes says what else the machine does.
hypothesis.settings.register_profile(
    "unhurried", hypothesis.settings(), deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
hypothesis.settings.load_profile("unhurried")

LOOPBACK = {"127.0.0.1", "::1", "localhost"}


def pytest_addoption(parser):
    parser.addoption(
        "--all-hostile-requests", action="store_true", help="send all 10,000 hostile requests to the site, not some"
    )
    parser.addoption(
        "--database-only", action="store_true", help="leave out the tests without a database: on each they say the same"
    )


def pytest_collection_modifyitems(config, items):
    if config.getoption("database_only"):
        without = [item for item in items if not _asks_the_database(item)]
        items[:] = [item for item in items if _asks_the_database(item)]
        config.hook.pytest_deselected(items=without)


def _asks_the_database(item):
    return bool(item.get_closest_marker("django_db")) or "django_db_setup" in item.fixturenames


def pytest_configure(config):
    """French and Dutch are tested as they are written now: compiled once, before there are processes that read them."""
    if not hasattr(config, "workerinput"):
        compile_catalogues()


def pytest_collection_finish():
    """What is loaded by now stays to the end: the collector of garbage need not search it, and seldom anything else."""
    gc.freeze()
    gc.set_threshold(20_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def _no_network():
    """A test that reaches for another machine fails at once, and says which."""
    connect = socket.socket.connect

    def connect_here(self, address):
        if self.family != socket.AF_UNIX and address[0] not in LOOPBACK:
            pytest.fail(f"A test wanted to reach {address[0]}: tests stay on this machine.")
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect_here)
        yield


@pytest.fixture(scope="session", autouse=True)
def _strict_templates(django_test_environment):
    with fail_on_undefined_variables(pytest.fail), fail_on_missing_lengths(pytest.fail), keep_contexts_of_pages_only():
        yield


@pytest.fixture(autouse=True)
def _language_of_the_settings():
    """A request leaves its language behind: each test starts in that of the settings."""
    with translation.override(settings.LANGUAGE_CODE):
        yield


@pytest.fixture
def english():
    """The sentences in the language of the source."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def _own_media(settings, tmp_path: Path):
    """Every test has a media folder of its own, gone with it."""
    settings.MEDIA_ROOT = tmp_path / "media"


@pytest.fixture(autouse=True)
def _empty_caches():
    """No test reads a page that another one wrote: the revision of an emptied database starts anew."""
    clear_pages()
    caches["details"].clear()

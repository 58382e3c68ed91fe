"""A real browser on the real server. `python -m tests` runs these tests wherever it finds Chromium."""

import os

import pytest
from playwright.sync_api import BrowserContext, Route

from tests.e2e.chromium import find_chromium

# Playwright runs a loop in this thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Without these, Chromium calls its maker's hosts at every start.
QUIET = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
# A container or a CI machine has no account with fewer rights to hide the browser in, and no graphics card.
BARE = ["--no-sandbox", "--disable-gpu"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium: no browser is downloaded."""
    return browser_type_launch_args | {"executable_path": find_chromium(), "args": QUIET + BARE}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "fr-BE", "timezone_id": "Europe/Brussels", "reduced_motion": "reduce"}


@pytest.fixture
def context(context: BrowserContext, live_server):
    """Refuses every request to another host, and fails the test that made one: the site needs nobody else."""
    strangers = []

    def stay_at_home(route: Route) -> None:
        if route.request.url.startswith((live_server.url, "data:", "about:", "blob:")):
            route.continue_()
        else:
            strangers.append(route.request.url)
            route.abort()

    context.route("**/*", stay_at_home)
    yield context
    assert strangers == []


@pytest.fixture
def page(page, live_server):
    """A page whose errors in the console, refusals of the content policy among them, fail the test."""
    errors = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


@pytest.fixture(autouse=True)
def _database(transactional_db, django_db_serialized_rollback):
    """The server works in another thread and sees only what is committed; the migrations' rows come back each time."""

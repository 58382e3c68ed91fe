"""A real browser on the real server. `python -m tests` runs these tests wherever it finds Chromium."""

import os
from pathlib import Path

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext

from tests.e2e.chromium import find_chromium

# Playwright runs a loop in this thread, which Django would take for asynchronous code.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

# Without these, Chromium calls its maker's hosts at every start.
QUIET = ["--disable-background-networking", "--disable-component-update", "--no-first-run"]
# No name leads out of this machine.
HERE = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"]
# A container or a CI machine has no account with fewer rights to hide the browser in, and no graphics card.
BARE = ["--no-sandbox", "--disable-gpu"]


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """The system's Chromium: no browser is downloaded."""
    return browser_type_launch_args | {"executable_path": find_chromium(), "args": QUIET + HERE + BARE}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    return browser_context_args | {"locale": "fr-BE", "timezone_id": "Europe/Brussels", "reduced_motion": "reduce"}


@pytest.fixture
def context(context: BrowserContext, live_server):
    """Fails the test that asked another host for anything: the site needs nobody else.

    Requests are listened to, not intercepted: the browser would do without its cache.
    """
    ours = (live_server.url, "data:", "about:", "blob:")
    strangers = []
    context.on("request", lambda request: None if request.url.startswith(ours) else strangers.append(request.url))
    yield context
    assert strangers == []


@pytest.fixture
def page(page, live_server):
    """A page whose errors in the console, refusals of the content policy among them, fail the test."""
    errors = []
    page.on(
        "console", lambda message: errors.append(f"{page.url}: {message.text}") if message.type == "error" else None
    )
    page.on("pageerror", lambda error: errors.append(f"{page.url}: {error}"))
    yield page
    assert errors == []


@pytest.fixture(autouse=True)
def _forgotten_attempts(live_server):
    """All tests come from one address: what one of them tried does not count against the next."""
    cache.clear()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """The server works in another thread and sees only what is committed."""
    database = pytest.mark.django_db(transaction=True)
    for item in items:
        if item.path.is_relative_to(Path(__file__).parent):
            item.add_marker(database)

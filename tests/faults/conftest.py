"""A site of its own for each module of tests, on a server that may be stopped; a disk that may be filled."""

import itertools
import os
import subprocess
from pathlib import Path

import pytest

from tests.faults.site import Site, production, running_site
from tests.postgresql import Server, find_programs, running_server

_numbers = itertools.count(1)


def pytest_addoption(parser):
    parser.addoption("--whole", action="store_true", help="try every fault as often as the figures in docs/ say")


@pytest.fixture(scope="session")
def whole(pytestconfig) -> bool:
    """Whether the long form is asked for; the short one is for every change."""
    return pytestconfig.getoption("whole")


@pytest.fixture(scope="session")
def postgresql() -> Server:
    """A server with the database `template`: its tables are made, nothing is in them but groups."""
    programs = find_programs()
    if programs is None:
        pytest.skip("neither initdb nor pg_ctl here (Debian: apt-get install postgresql)")
    with running_server(programs) as server:
        server.create_database("template")
        yield server


@pytest.fixture(scope="session")
def installed(postgresql, tmp_path_factory) -> Path:
    """The tables and the static files, made once as an installation makes them; the folder of the files."""
    folder = tmp_path_factory.mktemp("installed")
    environment = production(folder, postgresql.address("template"), 0)
    site = Site(0, folder, environment)
    for command in (["migrate", "--verbosity=0"], ["collectstatic", "--noinput", "--verbosity=0"]):
        done = site.manage(*command)
        assert done.returncode == 0, done.stderr
    return folder / "static"


@pytest.fixture(scope="module")
def site_settings() -> dict[str, str]:
    """Further settings of the site of a module: it overrides this fixture where it needs some."""
    return {}


@pytest.fixture(scope="module")
def site(postgresql, installed, tmp_path_factory, site_settings) -> Site:
    """Two processes of gunicorn on a database of their own."""
    database = postgresql.create_database(f"site_{next(_numbers)}", template="template")
    with running_site(tmp_path_factory.mktemp("site"), database, installed, **site_settings) as site:
        yield site


@pytest.fixture
def small_disk(tmp_path):
    """Make a file system of so many bytes: `small_disk(1_000_000)` gives its folder. It is gone with the test."""
    mounted = []

    def make(size: int, folder: Path | None = None) -> Path:
        folder = folder or tmp_path / f"disk{len(mounted)}"
        folder.mkdir(exist_ok=True)
        command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(folder)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            pytest.skip(f"no file system can be made here: {done.stderr.strip()}")
        mounted.append(folder)
        return folder

    if os.geteuid():
        pytest.skip("only root can make a file system")
    yield make
    for folder in mounted:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S607

"""Runs the whole suite: on SQLite, in a browser, on PostgreSQL, and with real faults; says at the end what ran and what
did not, and why.

python -m tests                                        what this machine can do
python -m tests --require postgresql --require browser fails where one of them is missing
python -m tests --only sqlite -- -k zones              one pass; what follows -- goes to pytest
python -m tests --only faults -- --whole               the long form of the faults, as for the figures in docs/
python -m tests -- -n 0                                in one process; else there is one for each core
"""

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.e2e.chromium import find_chromium
from tests.postgresql import find_programs, temporary_server

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of its own is made in it
"""Where Linux keeps files in memory."""

ROOM = 4 * 2**30
"""Bytes that the files of a whole run may take."""


class Missing(Exception):
    """This machine lacks what a pass needs; the message says what."""


@dataclass(frozen=True)
class Outcome:
    name: str
    passed: bool
    line: str


def sqlite(arguments: list[str]) -> int:
    return pytest(arguments, TEST_DATABASE_URL="")


def browser(arguments: list[str]) -> int:
    if find_chromium() is None:
        raise Missing("no Chromium here (Debian: apt-get install chromium)")
    # No rows are shared there, and one test may take as long as a file of others.
    return pytest(["tests/e2e", "-p", "playwright", "--dist=worksteal", *arguments], TEST_DATABASE_URL="")


def postgresql(arguments: list[str]) -> int:
    with _postgresql_server() as url:
        return pytest(["--migrations", "--database-only", *arguments], TEST_DATABASE_URL=url)


def faults(arguments: list[str]) -> int:
    """Servers that are killed, disks that are full: each test has the machine for itself."""
    if find_programs() is None:
        raise Missing("neither initdb nor pg_ctl here (Debian: apt-get install postgresql)")
    return pytest(["tests/faults", "--numprocesses", "0", *arguments], TEST_DATABASE_URL="")


PASSES = {"sqlite": sqlite, "browser": browser, "postgresql": postgresql, "faults": faults}


@contextmanager
def _postgresql_server() -> Iterator[str]:
    """The server that TEST_DATABASE_URL names, or else a throw-away one."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    programs = find_programs()
    if programs is None:
        raise Missing("neither TEST_DATABASE_URL nor initdb and pg_ctl here (Debian: apt-get install postgresql)")
    with temporary_server(programs) as url:
        yield url


@contextmanager
def _temporary_files() -> Iterator[None]:
    """Temporary files stand in memory where there is room, else where they always do.

    Tests make and remove some 100,000 small files and folders, a PostgreSQL among them: on a disk that has to be told
    of each (the mount option `discard`) that takes minutes.
    """
    if os.environ.get("TMPDIR") or not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="cipol-tests-", dir=MEMORY) as folder:
        # The account of PostgreSQL passes through.
        os.chmod(folder, 0o711)  # noqa: S103
        os.environ["TMPDIR"] = tempfile.tempdir = folder
        yield


def pytest(arguments: list[str], **environment: str) -> int:
    command = [sys.executable, "-m", "pytest", "--numprocesses", "auto", *arguments]
    # Compiled once for the many processes: compiling all modules takes each of them as long as reading them twice.
    environment |= {"PYTHONDONTWRITEBYTECODE": ""}
    return subprocess.run(command, env=os.environ | environment, check=False).returncode


def attempt(name: str, arguments: list[str], required: bool) -> Outcome:
    print(f"\n=== {name} " + "=" * (100 - len(name)), flush=True)
    started = time.monotonic()
    try:
        passed = PASSES[name](arguments) == 0
    except Missing as missing:
        return Outcome(name, passed=not required, line=f"{'MISSING' if required else 'not run'}: {missing}")
    return Outcome(name, passed, f"{'passed' if passed else 'FAILED'} in {time.monotonic() - started:.0f} s")


def parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests", description=__doc__.splitlines()[0])
    parser.add_argument("--only", action="append", choices=PASSES, help="this pass and no other; may be repeated")
    parser.add_argument("--require", action="append", choices=PASSES, default=[], help="fail where it cannot run")
    parser.add_argument("pytest", nargs="*", help="after --: arguments for pytest")
    return parser.parse_args(arguments)


def main() -> int:
    # A polite request to stop unwinds like Ctrl-C: the server is stopped and its folder removed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    options = parse(sys.argv[1:])
    with _temporary_files():
        outcomes = [attempt(name, options.pytest, name in options.require) for name in options.only or PASSES]
    print()
    for outcome in outcomes:
        print(f"{outcome.name:>10}  {outcome.line}")
    return 0 if all(outcome.passed for outcome in outcomes) else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit(130)

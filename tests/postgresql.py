"""A PostgreSQL server for a moment: on a socket in a temporary folder, stopped and removed when the block ends.

As a program it runs a command with DATABASE_URL set to an empty database of such a server:

    python -m tests.postgresql -- python manage.py migrate
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

# No test outlives its machine: what makes a database survive a power cut only costs time here. What was committed
# survives a server that is stopped at once, as tests of faults do it.
SERVER_OPTIONS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
}
SERVER_ACCOUNT = "postgres"


def find_programs() -> Path | None:
    """The folder of initdb and pg_ctl: the newest of Debian's, or that of the search path. None without them."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
    on_path = [Path(found).parent for found in [shutil.which("pg_ctl")] if found]
    folders = [*reversed(debian), *on_path]
    return next((folder for folder in folders if (folder / "initdb").exists() and (folder / "pg_ctl").exists()), None)


class Server:
    """A server that can be stopped and started while others use it; `address` names one of its databases."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs = programs
        self.folder = folder
        self.data = folder / "data"

    def address(self, database: str) -> str:
        """The DATABASE_URL of a database of this server."""
        return f"postgresql://cipol@{quote(str(self.folder), safe='')}/{database}"

    def start(self) -> None:
        options = SERVER_OPTIONS | {"unix_socket_directories": str(self.folder)}
        arguments = " ".join(f"-c {name}='{value}'" for name, value in options.items())
        self._control("start", "--wait", "--log", self.folder / "log", "-o", arguments)

    def stop(self) -> None:
        """End at once, as with a machine that loses its power."""
        self._control("stop", "--mode=immediate")

    def create_database(self, name: str, *, template: str = "template1") -> str:
        """Make a database, empty or a copy of another one that nobody uses; returns its DATABASE_URL."""
        where = ["--host", self.folder, "--username=cipol"]
        _run(self.programs / "createdb", *where, f"--template={template}", name)
        return self.address(name)

    def _control(self, action: str, *arguments: object) -> None:
        _run(self.programs / "pg_ctl", action, "--pgdata", self.data, *arguments)


@contextmanager
def running_server(programs: Path) -> Iterator[Server]:
    """A server without a database of ours."""
    with _server_folder() as folder:
        server = Server(programs, folder)
        initdb = ["--username=cipol", "--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        _run(programs / "initdb", "--pgdata", server.data, *initdb)
        server.start()
        try:
            yield server
        finally:
            server.stop()


@contextmanager
def temporary_server(programs: Path) -> Iterator[str]:
    """Starts a server and gives the address (DATABASE_URL) of an empty database on it."""
    with running_server(programs) as server:
        yield server.create_database("cipol")


@contextmanager
def _server_folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="cipol-postgresql-") as folder:
        if os.geteuid() == 0:
            shutil.chown(folder, SERVER_ACCOUNT)
        yield Path(folder)


def _run(*command: object) -> None:
    # PostgreSQL refuses to run as root.
    account = {"user": SERVER_ACCOUNT, "group": SERVER_ACCOUNT, "extra_groups": []} if os.geteuid() == 0 else {}
    done = subprocess.run(
        [str(part) for part in command],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        cwd="/",
        check=False,
        **account,
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}")


def main(arguments: list[str]) -> int:
    # A polite request to stop unwinds like Ctrl-C: the server is stopped and its folder removed.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    programs = find_programs()
    if programs is None:
        sys.exit("PostgreSQL's initdb and pg_ctl were not found.")
    with temporary_server(programs) as url:
        return subprocess.run(arguments, env=os.environ | {"DATABASE_URL": url}, check=False).returncode


if __name__ == "__main__":
    sys.exit(main([argument for argument in sys.argv[1:] if argument != "--"]))
